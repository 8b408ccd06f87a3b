import Foundation

/// What a PromQL expression asks for, as far as a test needs it.
struct Query {
    /// Names of series.
    private(set) var names: Set<String> = []
    /// `name{label="value"}`; the sign with its value.
    private(set) var matchers: [(name: String, label: String, sign: String, value: String)] = []
    /// Labels that are grouped by.
    private(set) var grouped: Set<String> = []

    private static let words: Set<String> = ["and", "or", "unless", "bool", "offset", "inf", "nan"]

    init(_ text: String) {
        var rest = text
        let selector = /([a-zA-Z_:][a-zA-Z0-9_:]*)\{([^}]*)\}/
        for match in rest.matches(of: selector) {
            for pair in match.2.matches(of: /([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*"([^"]*)"/) {
                self.matchers.append((String(match.1), String(pair.1), String(pair.2), String(pair.3)))
            }
        }
        rest = rest.replacing(/\{[^}]*\}/, with: " ").replacing(/\[[^\]]*\]/, with: " ").replacing(/"[^"]*"/, with: " ")
        let grouping = /\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/
        for match in rest.matches(of: grouping) {
            let labels = match.2.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            self.grouped.formUnion(labels)
        }
        rest = rest.replacing(grouping, with: " ")
        for match in rest.matches(of: /[a-zA-Z_:][a-zA-Z0-9_:]*\s*\(?/) where !match.0.hasSuffix("(") {
            let name = match.0.trimmingCharacters(in: .whitespaces)
            if !Self.words.contains(name.lowercased()) { self.names.insert(name) }
        }
    }
}
