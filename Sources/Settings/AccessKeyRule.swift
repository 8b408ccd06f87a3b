/// What an access key must be: 8 to 128 visible ASCII characters, so that every bot's HTTP client can put it into an
/// `Authorization` header (RFC 9110 section 5.5) and nobody types it with an invisible one in it.
package enum AccessKeyRule {
    package static let shortest = 8
    package static let longest = 128

    private static let quotes: Set<Unicode.Scalar> = ["\"", "'", "`", "“", "”", "‘", "’", "「", "」"]
    private static let blanks: Set<Unicode.Scalar> = [
        " ", "\t", "\r", "\n", "\u{B}", "\u{C}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{202F}", "\u{3000}",
    ]

    /// Throws what is wrong with `text`, the most telling cause first.
    package static func check(_ text: String) throws(SettingProblem.Cause) {
        guard !text.isEmpty else { throw .keyEmpty }
        let scalars = Array(text.unicodeScalars)
        for scheme in ["Bearer", "Token"] {
            let head = String(String.UnicodeScalarView(scalars.prefix(scheme.unicodeScalars.count)))
            let next = scalars.dropFirst(scheme.unicodeScalars.count).first
            if head.lowercased() == scheme.lowercased(), let next, Self.blanks.contains(next) {
                throw .keyHasScheme(scheme)
            }
        }
        if scalars.count >= 2, let first = scalars.first, let last = scalars.last,
            Self.quotes.contains(first) || Self.quotes.contains(last)
        {
            throw .keyQuoted
        }
        for (index, scalar) in scalars.enumerated() {
            if Self.blanks.contains(scalar) { throw .keyHasBlank(position: index + 1) }
            guard (0x21...0x7E).contains(scalar.value) else {
                throw .keyHasForbiddenCharacter(position: index + 1)
            }
        }
        guard scalars.count >= Self.shortest else {
            throw .keyTooShort(count: scalars.count, minimum: Self.shortest)
        }
        guard scalars.count <= Self.longest else {
            throw .keyTooLong(count: scalars.count, maximum: Self.longest)
        }
    }
}
