import OneBot

/// How a document is laid out, so that what is added looks like the rest of it.
struct JSON5Layout {
    /// How something is written.
    enum Form {
        case line
        /// In lines, those behind the first indented by as much and more.
        case spread(indentation: [UInt8])
    }

    /// The one that the document ends its lines with.
    let lineBreak: [UInt8]
    /// By how much something inside of another is indented.
    let unit: [UInt8]
    /// Between key and value.
    private let colon: [UInt8]
    /// Behind a comma in a line.
    let gap: [UInt8]

    init(_ document: JSON5Document) {
        let bytes = document.bytes
        let firstBreak = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D }
        let breakLength = firstBreak.map { JSON5Cursor(bytes, position: $0).lineBreak } ?? 0
        self.lineBreak = firstBreak.map { Array(bytes[$0..<$0 + breakLength]) } ?? [0x0A]

        let root = document.root
        if let first = root.children.first, document.isOnOwnLine(0, in: root) {
            let outer = document.indentation(at: root.range.lowerBound).count
            self.unit = Array(document.indentation(at: first.lowerBound).dropFirst(outer))
        } else {
            self.unit = Array("  ".utf8)
        }

        let member = root.members?.first
        let between = member.map { bytes[$0.keyRange.upperBound..<$0.value.range.lowerBound] } ?? []
        let isUsual =
            between.contains(UInt8(ascii: ":")) && between.allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: ":") }
        self.colon = isUsual ? Array(between) : Array(": ".utf8)
        self.gap = firstBreak == nil && self.colon == Array(":".utf8) ? [] : [0x20]
    }

    func text(_ key: String, _ value: JSONValue, _ form: Form) -> [UInt8] {
        Array(JSONValue.string(key).rendered.utf8) + self.colon + self.text(value, form)
    }

    func text(_ value: JSONValue, _ form: Form) -> [UInt8] {
        switch value {
        case .array(let elements):
            self.list(elements, "[", "]", form) { self.text($0, $1) }
        case .object(let members):
            self.list(members, "{", "}", form) { self.text($0.key, $0.value, $1) }
        case .null, .boolean, .integer, .literal, .string:
            Array(value.rendered.utf8)
        }
    }

    private func list<Item>(
        _ items: [Item],
        _ opening: String,
        _ closing: String,
        _ form: Form,
        text: (Item, Form) -> [UInt8]
    ) -> [UInt8] {
        let comma = Array(",".utf8)
        guard !items.isEmpty else { return Array((opening + closing).utf8) }
        switch form {
        case .line:
            let inside = items.map { text($0, .line) }.joined(separator: comma + self.gap)
            return Array(opening.utf8) + inside + Array(closing.utf8)
        case .spread(let outer):
            let inner = outer + self.unit
            let inside = items.map { self.lineBreak + inner + text($0, .spread(indentation: inner)) }
            return Array(opening.utf8) + inside.joined(separator: comma) + self.lineBreak + outer + Array(closing.utf8)
        }
    }
}
