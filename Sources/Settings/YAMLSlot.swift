/// Where the value of one key stands in the text.
struct YAMLSlot {
    enum Content {
        /// `key:` with nothing behind it.
        case empty
        /// A value from the slot's start to this offset.
        case inline(end: Int)
        /// `|` or `>`: the end of the header's indicators, and the lines of content.
        case blockText(headerEnd: Int, lines: Range<Int>)
        /// `- item` lines.
        case blockList(YAMLBlockList)
        /// `- key: value` lines.
        case entries(YAMLEntries)
        /// A mapping, in braces or not.
        case mapping
    }

    /// Offset of the key.
    var keyStart: Int
    /// Offset behind the colon.
    var colonEnd: Int
    /// Offset of the value; behind the colon when there is none.
    var start: Int
    var content: Content
    var quotes: YAMLLiteral.Quotes
    /// Whether it stands inside brackets or braces.
    var inFlow: Bool

    func fault(_ obstacle: YAMLEditObstacle, in text: YAMLText) -> YAMLFault {
        let position = text.position(of: self.keyStart)
        return YAMLFault(cause: .cannotEdit(obstacle), line: position.line, column: position.column)
    }
}

/// What an edit is about: a value that is there, or a place for one that is not.
enum YAMLTarget {
    case value(YAMLSlot)
    case missing(YAMLPlace, rest: [String])

    func fault(_ obstacle: YAMLEditObstacle, in text: YAMLText) -> YAMLFault {
        if case .value(let slot) = self { return slot.fault(obstacle, in: text) }
        return YAMLFault(cause: .cannotEdit(obstacle))
    }
}

/// Where a missing key can be put.
enum YAMLPlace {
    /// The file has no mapping yet.
    case emptyDocument
    /// A mapping of indented lines: offset of its first key, its column from 0.
    case blockMapping(firstKey: Int, column: Int)
    /// A mapping in braces: offset of the opening one.
    case flowMapping(open: Int)
    /// A key without a value, whose child it will be.
    case child(of: YAMLSlot)
}

/// A list with an item a line.
struct YAMLBlockList {
    struct Item {
        var text: String
        var line: Int
        /// Offset behind the item's text.
        var end: Int
    }

    /// Column of the dashes, from 0.
    var column: Int
    var items: [Item]

    /// Splices that make the list `wanted`: lines of items that stay are not touched, and comments of those that go
    /// are kept.
    func splices(for wanted: [String], slot: YAMLSlot, in text: YAMLText) throws(YAMLFault) -> [YAMLSplice] {
        guard let first = self.items.first else { throw slot.fault(.layout, in: text) }
        let indent = String(repeating: " ", count: self.column)
        let lineEnd = String(decoding: text.lineEnd, as: UTF8.self)
        let kept = Self.kept(old: self.items.map(\.text), new: wanted)
        var splices: [YAMLSplice] = []
        var next = 0

        /// Lines for the wanted items up to the next one that is kept.
        func added(after old: Int) -> String {
            let end = kept[old...].compactMap { $0 }.first ?? wanted.count
            defer { next = max(next, end) }
            guard end > next else { return "" }
            return wanted[next..<end].map { "\(indent)- \(YAMLLiteral.scalar($0))\(lineEnd)" }.joined()
        }

        let firstLine = text.lines[first.line]
        let head = added(after: 0)
        if !head.isEmpty { splices.append(YAMLSplice(firstLine.start..<firstLine.start, head)) }
        for (index, item) in self.items.enumerated() {
            let line = text.lines[item.line]
            if let place = kept[index] {
                next = place + 1
            } else {
                splices.append(YAMLSplice(line.start..<line.next, Self.comment(of: item, indent, lineEnd, text)))
            }
            let tail = added(after: index + 1)
            guard !tail.isEmpty else { continue }
            // The last line of a file may lack its end.
            let bridge = line.next == line.end && kept[index] != nil ? lineEnd : ""
            splices.append(YAMLSplice(line.next..<line.next, bridge + tail))
        }
        if wanted.isEmpty { splices.append(YAMLSplice(slot.colonEnd..<slot.colonEnd, " []")) }
        return splices
    }

    /// The comment behind an item as a line of its own.
    private static func comment(of item: Item, _ indent: String, _ lineEnd: String, _ text: YAMLText) -> String {
        let start = text.skipBlanks(from: item.end)
        let end = text.lines[item.line].end
        return start < end ? indent + text.string(start..<end) + lineEnd : ""
    }

    /// For each old item the index of the new one it becomes, if it stays.
    private static func kept(old: [String], new: [String]) -> [Int?] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var staying = new.indices.filter { !inserted.contains($0) }.makeIterator()
        return old.indices.map { removed.contains($0) ? nil : staying.next() }
    }
}
