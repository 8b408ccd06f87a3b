/// What was wrong with a presented key, as far as it can be told after it was refused. For the operator only.
package enum KeyMistake: String, Codable, Equatable, Hashable, Sendable, CaseIterable {
    case absent
    case empty
    case invisibleCharacters
    case schemeTypedIn
    case quoted
    case differsInCase
    case cut
    case percentEncoded
    case retired
    case unknownScheme
    case different
    /// Right key, but bound to another account or address.
    case boundElsewhere
    /// The token of NapCat's WebUI.
    case panelToken

    /// Nothing was presented: answered 401, the others 403.
    package var isMissing: Bool { self == .absent || self == .empty }

    package var cause: String {
        switch self {
        case .absent: "AUTH-01"
        case .empty: "AUTH-02"
        case .different, .differsInCase: "AUTH-03"
        case .invisibleCharacters: "AUTH-04"
        case .schemeTypedIn: "AUTH-05"
        case .quoted: "AUTH-06"
        case .cut: "AUTH-07"
        case .percentEncoded: "AUTH-08"
        case .retired: "AUTH-09"
        case .unknownScheme, .panelToken: "AUTH-10"
        case .boundElsewhere: "SEC-05"
        }
    }
}
