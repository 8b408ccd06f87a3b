import OneBot
import Yams

/// Compares two documents: the same but for one value?
struct YAMLComparison {
    /// Nodes left to look at; aliases can make a small file endless.
    private var budget = 200_000

    /// Whether `new` is `old` with `value` at `path` and nothing else changed.
    mutating func isEdit(
        from old: Node.Mapping?,
        to new: Node.Mapping?,
        at path: ArraySlice<String>,
        value: SettingValue
    ) -> Bool {
        guard let name = path.first, let new else { return false }
        var oldByName: [String: Node] = [:]
        for (key, node) in old ?? [:] {
            guard case .scalar(let scalar) = key else { return false }
            oldByName[scalar.string] = node
        }
        var seen = 0
        for (key, node) in new {
            guard case .scalar(let scalar) = key else { return false }
            let before = oldByName[scalar.string]
            if scalar.string != name {
                guard let before, self.areEqual(before, node) else { return false }
                seen += 1
                continue
            }
            if before != nil { seen += 1 }
            if path.count == 1 {
                guard Self.says(node, value) else { return false }
                continue
            }
            guard case .mapping(let inner) = node else { return false }
            var outer: Node.Mapping?
            if case .mapping(let mapping)? = before { outer = mapping }
            guard outer != nil || before?.isNothing ?? true,
                self.isEdit(from: outer, to: inner, at: path.dropFirst(), value: value)
            else { return false }
        }
        return seen == oldByName.count && new.contains { $0.key.string == name }
    }

    /// Whether our own reader takes `node` for `value`.
    static func says(_ node: Node, _ value: SettingValue) -> Bool {
        if case .list(let items) = value {
            guard case .sequence(let sequence) = node else { return false }
            return sequence.map(\.scalar?.string) == items && !sequence.contains { $0.isNothing }
        }
        guard case .scalar(let scalar) = node else { return false }
        return !node.isNothing && scalar.string == value.editableText.exposed
    }

    mutating func areEqual(_ left: Node, _ right: Node) -> Bool {
        self.budget -= 1
        guard self.budget > 0 else { return false }
        switch (left, right) {
        case (.scalar(let left), .scalar(let right)):
            return left.string == right.string && left.tag.description == right.tag.description
                && left.style == right.style
        case (.sequence(let left), .sequence(let right)):
            guard left.count == right.count else { return false }
            for (left, right) in zip(left, right) {
                guard self.areEqual(left, right) else { return false }
            }
            return true
        case (.mapping(let left), .mapping(let right)):
            guard left.count == right.count else { return false }
            for (left, right) in zip(left, right) {
                guard self.areEqual(left.key, right.key), self.areEqual(left.value, right.value) else { return false }
            }
            return true
        default:
            return false
        }
    }
}
