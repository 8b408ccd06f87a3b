import Yams

/// One field of an entry in a list of mappings.
struct YAMLField: Equatable {
    var name: String
    var value: SettingValue
}

/// Adds an entry to a list of mappings, or takes one out, and leaves every other byte as the operator wrote it.
///
/// As with ``YAMLEdit`` the result is parsed again and compared, so that a layout which is misjudged is refused, never
/// saved.
enum YAMLListEdit {
    /// `bytes` with an entry of `fields` behind the last one of the list at `path`; a list that is missing is made.
    static func append(_ fields: [YAMLField], to path: [String], in bytes: [UInt8]) throws(YAMLFault) -> [UInt8] {
        var bytes = bytes
        if try self.items(at: path, in: bytes) == nil { bytes = try YAMLEdit.set(.list([]), at: path, in: bytes) }
        return try self.edit(at: path, in: bytes, .appended(fields)) { slot, text throws(YAMLFault) in
            try self.appending(fields, to: slot, in: text)
        }
    }

    /// `bytes` without one entry of the list at `path`. Comments inside of it stay.
    static func remove(at index: Int, from path: [String], in bytes: [UInt8]) throws(YAMLFault) -> [UInt8] {
        try self.edit(at: path, in: bytes, .removed(index)) { slot, text throws(YAMLFault) in
            switch slot.content {
            case .inline: try YAMLEntries(flow: slot, in: text).removal(of: index)
            case .entries(let entries): try entries.removal(of: index, slot: slot, in: text)
            case .empty, .blockText, .blockList, .mapping: throw slot.fault(.otherShape, in: text)
            }
        }
    }

    /// What the list at `path` holds; nil where there is none, or nothing in its place.
    private static func items(at path: [String], in bytes: [UInt8]) throws(YAMLFault) -> [Node]? {
        var node: Node?
        var mapping = try YAMLDocument(bytes).root
        for name in path {
            node = mapping?.first { $0.key.scalar?.string == name }?.value
            mapping = node?.mapping
        }
        return node?.sequence.map(Array.init)
    }

    private static func edit(
        at path: [String],
        in bytes: [UInt8],
        _ change: YAMLListChange,
        _ splices: (YAMLSlot, YAMLText) throws(YAMLFault) -> [YAMLSplice]
    ) throws(YAMLFault) -> [UInt8] {
        let document = try YAMLDocument(bytes)
        let target = try YAMLLocator(text: document.text).find(path, in: document.root)
        guard case .value(let slot) = target else { throw target.fault(.layout, in: document.text) }
        var comparison = YAMLComparison()
        // A result that does not even parse is no result; why does not matter.
        guard let edited = YAMLSplice.apply(try splices(slot, document.text), to: document.text.bytes),
            let result = try? YAMLDocument(edited),
            comparison.isListEdit(from: document.root, to: result.root, at: path[...], change)
        else { throw slot.fault(.notVerified, in: document.text) }
        return (document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + edited
    }

    private static func appending(
        _ fields: [YAMLField],
        to slot: YAMLSlot,
        in text: YAMLText
    ) throws(YAMLFault) -> [YAMLSplice] {
        let entry = self.entry(fields)
        switch slot.content {
        case .inline(let end):
            let entries = try YAMLEntries(flow: slot, in: text)
            guard entries.items.isEmpty, !slot.inFlow, text.lineIndex(of: slot.start) == text.lineIndex(of: end) else {
                return entries.appending(entry)
            }
            // `[]` becomes a line for each entry; a comment behind it stays where it is.
            let column = text.position(of: slot.keyStart).column + 1
            let line = text.lines[text.lineIndex(of: end)]
            return [
                YAMLSplice(slot.colonEnd..<end, ""), YAMLEntries.line(entry, column: column, behind: line, in: text),
            ]
        case .entries(let entries):
            let line = text.lines[entries.lastLine(in: text)]
            return [YAMLEntries.line(entry, column: entries.column, behind: line, in: text)]
        case .empty, .blockText, .blockList, .mapping:
            throw slot.fault(.otherShape, in: text)
        }
    }

    /// `{ name: left, key: "…" }`
    private static func entry(_ fields: [YAMLField]) -> String {
        let pairs = fields.map { field in
            "\(YAMLLiteral.scalar(field.name, inFlow: true)): \(YAMLLiteral.text(field.value, inFlow: true))"
        }
        return "{ \(pairs.joined(separator: ", ")) }"
    }
}

/// What became of a list of mappings.
enum YAMLListChange {
    case appended([YAMLField])
    case removed(Int)
}

extension YAMLComparison {
    /// Whether `new` is `old` with the list at `path` changed as said and nothing else.
    mutating func isListEdit(
        from old: Node.Mapping?,
        to new: Node.Mapping?,
        at path: ArraySlice<String>,
        _ change: YAMLListChange
    ) -> Bool {
        guard let name = path.first, let old, let new, old.count == new.count else { return false }
        var isFound = false
        for ((oldKey, before), (newKey, after)) in zip(old, new) {
            guard self.areEqual(oldKey, newKey) else { return false }
            guard oldKey.scalar?.string == name else {
                guard self.areEqual(before, after) else { return false }
                continue
            }
            isFound = true
            let isRight =
                path.count > 1
                ? self.isListEdit(from: before.mapping, to: after.mapping, at: path.dropFirst(), change)
                : self.isChange(before, after, change)
            guard isRight else { return false }
        }
        return isFound
    }

    private mutating func isChange(_ before: Node, _ after: Node, _ change: YAMLListChange) -> Bool {
        guard let old = before.sequence.map(Array.init), let new = Self.items(after) else { return false }
        var expected = old
        switch change {
        case .appended(let fields):
            guard let last = new.last, new.count == old.count + 1, Self.says(last, fields) else { return false }
        case .removed(let index):
            guard expected.indices.contains(index), new.count == old.count - 1 else { return false }
            expected.remove(at: index)
        }
        for (left, right) in zip(expected, new) {
            guard self.areEqual(left, right) else { return false }
        }
        return true
    }

    private static func items(_ node: Node) -> [Node]? { node.sequence.map(Array.init) }

    /// Whether our own reader takes `node` for these fields.
    private static func says(_ node: Node, _ fields: [YAMLField]) -> Bool {
        guard let mapping = node.mapping, mapping.count == fields.count else { return false }
        return zip(mapping, fields).allSatisfy { pair, field in
            pair.key.scalar?.string == field.name && self.says(pair.value, field.value)
        }
    }
}
