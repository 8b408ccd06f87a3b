import OneBot

/// Text of the other side that goes into an error.
enum ForeignText {
    static let longest = 200

    /// One line of at most ``longest`` scalars with none of `secrets` in it. Of scalars: one character may have any
    /// number of them.
    static func quoted(_ text: String, hiding secrets: [Secret]) -> String {
        var text = text
        // The longest first: a token may be part of a credential.
        for secret in secrets.map(\.exposed).sorted(by: { $0.utf8.count > $1.utf8.count }) {
            text = text.replacingBytes(of: secret, with: "…")
        }
        let line = text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " " as Character
            default: Character(scalar)
            }
        }
        let shown = String(line).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        return LogText.cut(shown.unicodeScalars, Self.longest)
    }
}
