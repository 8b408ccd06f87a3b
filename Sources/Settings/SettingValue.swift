package import OneBot

/// The value of one scalar setting (or list of texts), whatever its type.
package enum SettingValue: Equatable, Sendable {
    case text(String)
    case secret(Secret)
    case integer(Int)
    case flag(Bool)
    case list([String])

    /// The value as it is shown: a secret is its mask, and so is one in a URL.
    package var shownText: String {
        switch self {
        case .secret(let secret): secret.masked
        case .text(let text): URLSecrets.masked(text)
        default: self.editableText.exposed
        }
    }

    /// The value as it can be given back to ``SettingChange``, a secret in full.
    package var editableText: Secret {
        switch self {
        case .text(let text): Secret(text)
        case .secret(let secret): secret
        case .integer(let number): Secret(String(number))
        case .flag(let flag): Secret(flag ? "true" : "false")
        case .list(let items): Secret(FlowList.text(items))
        }
    }
}
