package import Snapshot

package import struct Foundation.Date

/// Who is connected as a bot, how often, and by what right.
package enum IdentitySymptom: Equatable, Sendable {
    /// ID-02: events name another account than the link.
    case otherAccount(own: String, named: String, byHeader: Bool)
    /// ID-03: more links of one account than one program needs.
    case manyLinks(speaking: [LinkName], silent: [LinkName])
    /// ID-04: two programs take one account from each other.
    case pingPong(LinkName, LinkName, takeovers: Int)
    /// ID-06: one of the two links is missing.
    case halfLink(has: LinkFacts.LinkRole, since: Date, kind: BotKind)
    /// HS-08: the peer calls us, as frameworks call bots.
    case framework(LinkName)
    /// AUTH-12: links that came with a key which has been replaced since.
    case olderKey(links: Int, all: Int)
    /// TLS-04: key and chats cross the internet unencrypted.
    case clearText(LinkName)

    package var id: FindingID {
        switch self {
        case .otherAccount: .id02
        case .manyLinks: .id03
        case .pingPong: .id04
        case .halfLink: .id06
        case .framework: .hs08
        case .olderKey: .auth12
        case .clearText: .tls04
        }
    }
}
