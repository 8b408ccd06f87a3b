import Yams

/// The entries of a list of mappings, by where they stand.
struct YAMLEntries {
    struct Item: Equatable {
        /// From the entry's first byte to behind its last.
        var range: Range<Int>
    }

    /// Column of the dashes from 0, or of the bracket.
    var column: Int
    var items: [Item]
    /// Offsets of the brackets of a list that has some.
    private var brackets: (open: Int, close: Int)?

    /// A list with dashes; nil where an entry is not laid out in a way that is known.
    init?(_ list: Node.Sequence, column: Int, in text: YAMLText) {
        self.column = column
        var starts: [Int] = []
        for node in list {
            guard case .mapping = node, let mark = node.mark,
                let start = text.offset(line: mark.line, column: mark.column),
                let dash = text.firstSignificant(inLine: mark.line - 1), text[dash] == UInt8(ascii: "-"),
                dash == text.lines[mark.line - 1].start + column, text.skipBlanks(from: dash + 1) == start
            else { return nil }
            starts.append(dash)
        }
        guard let last = starts.last else { return nil }
        let end = Self.lastLine(from: text.lineIndex(of: last), column: column, in: text)
        let bounds = starts + [text.lines[end].next]
        self.items = zip(starts, bounds.dropFirst()).map { Item(range: $0..<$1) }
    }

    /// A list in brackets, every entry of it in braces.
    init(flow slot: YAMLSlot, in text: YAMLText) throws(YAMLFault) {
        guard case .inline(let end) = slot.content, text[slot.start] == UInt8(ascii: "[") else {
            throw slot.fault(.otherShape, in: text)
        }
        self.column = 0
        self.items = []
        self.brackets = (slot.start, end - 1)
        var index = slot.start + 1
        while index < end - 1, let byte = text[index] {
            switch byte {
            case UInt8(ascii: "{"):
                guard let close = YAMLFlowScan(text: text, open: index).close, close < end else {
                    throw slot.fault(.layout, in: text)
                }
                self.items.append(Item(range: index..<close + 1))
                index = close + 1
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: throw slot.fault(.layout, in: text)
            }
        }
    }

    // MARK: - Adding

    /// An entry behind the last one of a list in brackets.
    func appending(_ entry: String) -> [YAMLSplice] {
        guard let brackets = self.brackets else { return [] }
        guard let last = self.items.last else { return [YAMLSplice(brackets.open + 1..<brackets.close, entry)] }
        return [YAMLSplice(last.range.upperBound..<last.range.upperBound, ", " + entry)]
    }

    /// An entry on a line of its own behind another line.
    static func line(_ entry: String, column: Int, behind line: YAMLText.Line, in text: YAMLText) -> YAMLSplice {
        let lineEnd = String(decoding: text.lineEnd, as: UTF8.self)
        // The last line of a file may lack its end.
        let bridge = line.next == line.end ? lineEnd : ""
        let indent = String(repeating: " ", count: column)
        return YAMLSplice(line.next..<line.next, "\(bridge)\(indent)- \(entry)\(lineEnd)")
    }

    /// Index of the last line of a list with dashes.
    func lastLine(in text: YAMLText) -> Int {
        let start = self.items.last.map { text.lineIndex(of: $0.range.lowerBound) } ?? 0
        return Self.lastLine(from: start, column: self.column, in: text)
    }

    private static func lastLine(from start: Int, column: Int, in text: YAMLText) -> Int {
        var last = start
        for index in (start + 1)..<max(start + 1, text.lines.count) where !text.isBlankOrComment(line: index) {
            guard text.indent(ofLine: index) > column else { break }
            last = index
        }
        return last
    }

    // MARK: - Removing

    /// Takes an entry out of a list in brackets, with the comma that goes with it.
    func removal(of index: Int) -> [YAMLSplice] {
        guard self.items.indices.contains(index) else { return [] }
        let item = self.items[index].range
        if index + 1 < self.items.count {
            return [YAMLSplice(item.lowerBound..<self.items[index + 1].range.lowerBound, "")]
        }
        if index > 0 { return [YAMLSplice(self.items[index - 1].range.upperBound..<item.upperBound, "")] }
        return self.brackets.map { [YAMLSplice($0.open + 1..<$0.close, "")] } ?? []
    }

    /// Takes an entry out of a list with dashes. Comments on its lines stay, on lines of their own.
    func removal(of index: Int, slot: YAMLSlot, in text: YAMLText) throws(YAMLFault) -> [YAMLSplice] {
        guard self.items.indices.contains(index) else { throw slot.fault(.layout, in: text) }
        let first = text.lineIndex(of: self.items[index].range.lowerBound)
        let behind =
            index + 1 < self.items.count
            ? text.lineIndex(of: self.items[index + 1].range.lowerBound) : self.lastLine(in: text) + 1
        // Comments above the next entry are that one's.
        let end = (first..<behind).last { !text.isBlankOrComment(line: $0) } ?? first
        let indent = String(repeating: " ", count: self.column)
        let lineEnd = String(decoding: text.lineEnd, as: UTF8.self)
        var splices: [YAMLSplice] = []
        for number in first...end where !text.isBlankOrComment(line: number) {
            let line = text.lines[number]
            let comment = Self.comment(in: line, of: text)
            splices.append(
                YAMLSplice(line.start..<line.next, comment.map { indent + text.string($0..<line.end) + lineEnd } ?? "")
            )
        }
        if self.items.count == 1 { splices.append(YAMLSplice(slot.colonEnd..<slot.colonEnd, " []")) }
        return splices
    }

    /// Where the comment of a line begins; nil when it has none.
    private static func comment(in line: YAMLText.Line, of text: YAMLText) -> Int? {
        var index = line.start
        var previous: UInt8 = 0x20
        while index < line.end {
            let byte = text.bytes[index]
            var next = index + 1
            if byte == UInt8(ascii: "#"), YAMLText.isBlank(previous) { return index }
            let startsToken = YAMLText.isBlank(previous) || "[{,:".utf8.contains(previous)
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), startsToken {
                while next < line.end, text.bytes[next] != byte {
                    next += text.bytes[next] == UInt8(ascii: "\\") && byte == UInt8(ascii: "\"") ? 2 : 1
                }
                next += 1
            }
            previous = byte
            index = next
        }
        return nil
    }
}
