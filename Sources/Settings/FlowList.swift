import Yams

/// A list of texts on one line: `[a, "b c"]`, or as it is typed: `a, b`.
enum FlowList {
    /// The list as a YAML flow sequence.
    static func text(_ items: [String]) -> String {
        "[" + items.map { YAMLLiteral.scalar($0, inFlow: true) }.joined(separator: ", ") + "]"
    }

    /// Reads a YAML flow sequence, or texts with commas between them. Blank items between commas do not count.
    static func parse(_ text: String) throws(SettingProblem.Cause) -> [String] {
        let trimmed = ScalarText.trimmed(text)
        guard trimmed.hasPrefix("[") else {
            return trimmed.split(separator: ",").map { ScalarText.trimmed($0) }.filter { !$0.isEmpty }
        }
        // A mapping is what a document must be; which mistake is in the list does not matter.
        guard let document = try? YAMLDocument(Array("list: \(trimmed)".utf8)), let root = document.root,
            root.count == 1, case .sequence(let sequence)? = root.first?.value
        else { throw .unreadableList }
        var items: [String] = []
        for node in sequence {
            guard case .scalar(let scalar) = node, !node.isNothing else { throw .unreadableList }
            items.append(scalar.string)
        }
        return items
    }
}
