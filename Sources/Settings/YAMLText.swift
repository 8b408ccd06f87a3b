/// The bytes of a YAML text with its lines, to get from libyaml's marks to offsets and back.
///
/// Lines end where libyaml ends them: CR LF, LF, CR, NEL, LS and PS (YAML 1.1 section 4.2).
struct YAMLText {
    struct Line {
        /// Offset of the first byte.
        var start: Int
        /// Offset behind the last byte of text.
        var end: Int
        /// Offset behind the line's end mark.
        var next: Int
    }

    let bytes: [UInt8]
    let lines: [Line]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines: [Line] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let width = Self.breakWidth(bytes, at: index)
            if width > 0 {
                lines.append(Line(start: start, end: index, next: index + width))
                start = index + width
                index = start
            } else {
                index += 1
            }
        }
        // The text behind the last line end is a line too, even when empty: libyaml's end marks stand there.
        lines.append(Line(start: start, end: bytes.count, next: bytes.count))
        self.lines = lines
    }

    /// Bytes of the line end at `index`; 0 when there is none.
    private static func breakWidth(_ bytes: [UInt8], at index: Int) -> Int {
        func byte(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }
        switch bytes[index] {
        case 0x0A: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }

    /// The byte at `offset`, nil behind the end.
    subscript(offset: Int) -> UInt8? {
        self.bytes.indices.contains(offset) ? self.bytes[offset] : nil
    }

    /// Offset of a mark: line and column from 1, the column in Unicode scalars.
    func offset(line: Int, column: Int) -> Int? {
        guard self.lines.indices.contains(line - 1) else { return nil }
        let bounds = self.lines[line - 1]
        var offset = bounds.start
        var left = column - 1
        while left > 0 {
            guard offset < bounds.end else { return nil }
            offset += 1
            while offset < bounds.end, self.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }

    /// Index of the line that holds `offset`.
    func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = self.lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if self.lines[middle].start <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Line and column of `offset`, from 1.
    func position(of offset: Int) -> (line: Int, column: Int) {
        let index = self.lineIndex(of: offset)
        let scalars = self.bytes[self.lines[index].start..<min(max(offset, self.lines[index].start), self.bytes.count)]
            .filter { $0 & 0xC0 != 0x80 }
        return (index + 1, scalars.count + 1)
    }

    /// Blanks at the start of a line; tabs do not indent in YAML.
    func indent(ofLine index: Int) -> Int {
        let line = self.lines[index]
        return self.bytes[line.start..<line.end].prefix { $0 == 0x20 }.count
    }

    /// The first byte of a line that is neither blank nor tab.
    func firstSignificant(inLine index: Int) -> Int? {
        let line = self.lines[index]
        return (line.start..<line.end).first { !Self.isBlank(self.bytes[$0]) }
    }

    /// Whether a line has nothing but blanks and, perhaps, a comment.
    func isBlankOrComment(line index: Int) -> Bool {
        guard let first = self.firstSignificant(inLine: index) else { return true }
        return self.bytes[first] == UInt8(ascii: "#")
    }

    /// Offset of the first byte from `offset` on that is neither blank nor tab; stops at the line's end.
    func skipBlanks(from offset: Int) -> Int {
        var index = offset
        while let byte = self[index], Self.isBlank(byte) { index += 1 }
        return index
    }

    /// Whether nothing but blanks and a comment follows in the line of `offset`.
    func isRestEmpty(from offset: Int) -> Bool {
        let next = self.skipBlanks(from: offset)
        let end = self.lines[self.lineIndex(of: offset)].end
        return next >= end || (self.bytes[next] == UInt8(ascii: "#") && next > offset)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: self.bytes[range], as: UTF8.self)
    }

    /// What ends the lines of this text: as the first line has it.
    var lineEnd: [UInt8] {
        guard let first = self.lines.first, first.next > first.end else { return [0x0A] }
        return Array(self.bytes[first.end..<first.next])
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
