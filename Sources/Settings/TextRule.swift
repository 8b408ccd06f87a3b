/// What may stand in a text setting.
package enum TextRule: Sendable, Equatable {
    /// One of these words.
    case choice([String])
    /// An IP address or a host name, without port or brackets.
    case host
    /// A URL with one of these schemes and a host.
    case url([String])
    /// The same, or empty.
    case optionalURL([String])
    /// The path of a request line.
    case requestPath
    /// An access key, or empty (whether empty is allowed is judged with `allow_anonymous`).
    case accessKey
    /// A secret of somebody else's making.
    case token
    /// A file's path, or empty.
    case filePath
    /// A folder's absolute path, or empty.
    case absoluteFolder
    /// A short name.
    case name
    /// The name of a key.
    case keyName
    /// `host:port`, or empty.
    case listenAddress

    /// Longest text of any kind, in characters.
    static let longest = 4_096

    /// Throws what is wrong with `text`.
    package func check(_ text: String) throws(SettingProblem.Cause) {
        let count = text.unicodeScalars.count
        switch self {
        case .choice(let words):
            guard words.contains(text) else { throw .unknownChoice(words) }
        case .host:
            guard HostText.isHost(text) else { throw .badHost }
        case .url(let schemes):
            guard WebAddress(text, schemes: schemes) != nil else { throw .badURL(schemes: schemes) }
        case .optionalURL(let schemes):
            guard text.isEmpty || WebAddress(text, schemes: schemes) != nil else { throw .badURL(schemes: schemes) }
        case .requestPath:
            try Self.checkRequestPath(text)
        case .accessKey:
            guard !text.isEmpty else { return }
            try AccessKeyRule.check(text)
        case .token, .filePath:
            try Self.checkControls(text)
        case .absoluteFolder:
            try Self.checkControls(text)
            guard text.isEmpty || text.hasPrefix("/") else { throw .notAbsolute }
        case .name:
            try Self.checkControls(text)
            guard !ScalarText.trimmed(text).isEmpty, count <= 128 else { throw .badName }
        case .keyName:
            guard KeyName.isGood(text) else { throw .badKeyName }
        case .listenAddress:
            guard text.isEmpty || HostPort(text) != nil else { throw .badListenAddress }
        }
        guard count <= Self.longest else { throw .tooLong(count: count, maximum: Self.longest) }
    }

    private static func checkRequestPath(_ text: String) throws(SettingProblem.Cause) {
        guard text.utf8.first == UInt8(ascii: "/") else { throw .pathWithoutSlash }
        for (index, scalar) in text.unicodeScalars.enumerated() {
            // Visible ASCII only: the rest travels percent-encoded in a request line (RFC 9112 section 3.2).
            guard (0x21...0x7E).contains(scalar.value), scalar != "?", scalar != "#" else {
                throw .pathHasForbiddenCharacter(position: index + 1)
            }
        }
    }

    private static func checkControls(_ text: String) throws(SettingProblem.Cause) {
        for (index, scalar) in text.unicodeScalars.enumerated()
        where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            throw .hasControlCharacter(position: index + 1)
        }
    }
}
