/// What keeps an entry from connecting to this console, or from working well. No key is in it.
package enum ClientFault: Equatable, Hashable, Sendable {
    /// Its switch is off.
    case disabled
    /// Neither its token nor one in its URL is the access key.
    case otherKey
    /// It has no token.
    case noKey
    /// Its token holds what no header can carry (AUTH-13): NapCat never dials.
    case unsendableKey
    /// Its URL cannot be dialled at all: NapCat never dials.
    case badURL
    /// Our host and port, but a path that is not served.
    case otherPath(String)
    /// `wss` where we speak plain, or the other way round.
    case otherScheme
    /// It wants a certificate that somebody vouches for, and ours is self-signed.
    case verifiesCertificate
    /// Another host than the one put in, with its port where that differs too.
    case otherAddress(String)
    /// It dials its own loopback from inside a container (NET-02).
    case ownLoopback
    /// Messages as CQ strings.
    case stringFormat
    /// Another entry, named here, points here with our key too: every event comes twice.
    case twice(name: String)

    /// Whether an entry that leads here connects all the same.
    var letsConnect: Bool {
        switch self {
        case .otherAddress, .stringFormat, .twice: true
        case .disabled, .otherKey, .noKey, .unsendableKey, .badURL, .otherPath, .otherScheme, .ownLoopback,
            .verifiesCertificate:
            false
        }
    }

    var isTwice: Bool { if case .twice = self { true } else { false } }
}
