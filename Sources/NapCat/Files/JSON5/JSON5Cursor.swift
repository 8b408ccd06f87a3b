/// Moves over the bytes of a JSON5 text, which need not be UTF-8.
struct JSON5Cursor {
    enum Comment {
        /// To the end of its line.
        case line
        case block
    }

    let bytes: [UInt8]
    /// Never beyond the end.
    private(set) var position: Int

    init(_ bytes: [UInt8], position: Int = 0) {
        self.bytes = bytes
        self.position = min(max(position, 0), bytes.count)
    }

    var current: UInt8? { self.byte(ahead: 0) }

    func byte(ahead distance: Int) -> UInt8? {
        let index = self.position + distance
        return index < self.bytes.count ? self.bytes[index] : nil
    }

    mutating func advance(_ count: Int = 1) {
        self.position = min(self.position + count, self.bytes.count)
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    /// The character here and how many bytes it takes; U+FFFD for a byte that begins none. Nil at the end.
    var scalar: (scalar: Unicode.Scalar, length: Int)? {
        guard let first = self.current else { return nil }
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        var decoder = UTF8()
        var rest = self.bytes[self.position...].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return ("\u{FFFD}", 1) }
        return (scalar, UTF8.width(scalar))
    }

    // MARK: - What stands between values

    /// Bytes of the line break here, 0 where none is. CR LF is one.
    var lineBreak: Int {
        switch self.current {
        case 0x0A: 1
        case 0x0D: self.byte(ahead: 1) == 0x0A ? 2 : 1
        case 0xE2 where self.byte(ahead: 1) == 0x80:
            self.byte(ahead: 2) == 0xA8 || self.byte(ahead: 2) == 0xA9 ? 3 : 0
        default: 0
        }
    }

    /// Moves over blanks that do not end the line (JSON5 §8).
    mutating func skipSpaces() {
        while let byte = self.current {
            switch byte {
            case 0x20, 0x09, 0x0B, 0x0C:
                self.position += 1
            case 0x80...:
                guard let (scalar, length) = self.scalar, Self.isSpace(scalar) else { return }
                self.advance(length)
            default:
                return
            }
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{FEFF}" || scalar.properties.generalCategory == .spaceSeparator
    }

    /// Moves over one comment.
    ///
    /// - Returns: Its kind; nil where none begins.
    mutating func skipComment() throws(JSON5Problem) -> Comment? {
        guard self.current == UInt8(ascii: "/") else { return nil }
        switch self.byte(ahead: 1) {
        case UInt8(ascii: "/"):
            while self.position < self.bytes.count, self.lineBreak == 0 { self.position += 1 }
            return .line
        case UInt8(ascii: "*"):
            let start = self.position
            self.advance(2)
            while self.position < self.bytes.count {
                if self.current == UInt8(ascii: "*"), self.byte(ahead: 1) == UInt8(ascii: "/") {
                    self.advance(2)
                    return .block
                }
                self.position += 1
            }
            throw self.broken(at: start)
        default:
            return nil
        }
    }

    /// Moves over blanks, line breaks and comments.
    mutating func skipTrivia() throws(JSON5Problem) {
        while true {
            self.skipSpaces()
            let length = self.lineBreak
            if length > 0 {
                self.advance(length)
            } else if try self.skipComment() == nil {
                return
            }
        }
    }

    // MARK: - Places

    /// That the text cannot go on at `offset`, or here.
    func broken(at offset: Int? = nil) -> JSON5Problem {
        let place = Self.place(of: offset ?? self.position, in: self.bytes)
        return .broken(line: place.line, column: place.column)
    }

    /// Line and column, both from 1; a column is a character, and a byte order mark is none.
    static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let end = min(max(offset, 0), bytes.count)
        var line = 1
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var cursor = JSON5Cursor(bytes)
        while cursor.position < end {
            let length = cursor.lineBreak
            cursor.advance(max(length, 1))
            if length > 0, cursor.position <= end {
                line += 1
                start = cursor.position
            }
        }
        let column = start < end ? bytes[start..<end].count { $0 & 0xC0 != 0x80 } : 0
        return (line, column + 1)
    }
}
