import OneBot
import Snapshot

/// Judges the token of NapCat's WebUI (SEC-08): NapCat's own guide asks for twelve characters with letters, digits and
/// signs.
enum WebUITokenStrength {
    private static let comfortable = 12
    /// `napcat` came with NapCat before it made one at random; the others are what people type.
    private static let famous: Set<String> = [
        "napcat", "admin", "password", "123456", "12345678", "123456789", "1234567890", "token", "webui", "qq", "root",
        "napcat123", "admin123", "qwerty", "111111", "000000", "abc123", "test", "napcatqq",
    ]

    static func weaknesses(of token: Secret) -> [NapCatLook.Token.Weakness] {
        let text = token.exposed
        guard !text.isEmpty else { return [.missing] }
        var found: [NapCatLook.Token.Weakness] = []
        if Self.famous.contains(text.lowercased()) { found.append(.famous) }
        if token.count < Self.comfortable { found.append(.short) }
        let scalars = text.unicodeScalars
        let hasLetter = scalars.contains { $0.properties.isAlphabetic }
        let hasDigit = scalars.contains { ("0"..."9").contains($0) }
        let hasSign = scalars.contains { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
        if !(hasLetter && hasDigit && hasSign) { found.append(.plain) }
        return found
    }
}
