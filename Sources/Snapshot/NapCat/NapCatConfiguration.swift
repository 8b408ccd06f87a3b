/// NapCat's network entries, as far as they concern us. Tokens are never in it.
package struct NapCatConfiguration: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        case webUI
        case file(path: String)
    }

    /// What keeps an entry that points here from working, or from working well.
    package enum Fault: Equatable, Hashable, Sendable {
        /// Its switch is off.
        case disabled
        /// Its token is not our access key.
        case otherKey
        /// Its token is empty.
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
        /// The host and port of another of our addresses than the one put in.
        case otherAddress(String)
        /// It dials its own loopback from inside a container (NET-02).
        case ownLoopback
        /// Messages as CQ strings.
        case stringFormat
        /// Another entry, named here, points here too: every event comes twice.
        case twice(name: String)
    }

    /// One of its `websocketClients`.
    package struct Entry: Equatable, Sendable {
        package var name: String
        package var isEnabled: Bool
        /// As written, any key in its query masked.
        package var url: String
        /// Whether it leads to this console.
        package var pointsHere: Bool
        /// Of an entry that points here; empty when it is as it should be.
        package var faults: [Fault]

        package init(
            name: String,
            isEnabled: Bool,
            url: String,
            pointsHere: Bool,
            faults: [Fault] = []
        ) {
            self.name = name
            self.isEnabled = isEnabled
            self.url = url
            self.pointsHere = pointsHere
            self.faults = faults
        }
    }

    package var source: Source
    /// The account it is for; nil for the template of all accounts.
    package var account: String?
    package var clients: [Entry]
    /// Entries of the wrong kind: WebSocket servers, which wait to be dialled (NET-01), by name.
    package var enabledServers: [String]
    /// Other accounts of this NapCat with an entry that points here.
    package var otherAccountsPointingHere: [String]

    package init(
        source: Source,
        account: String?,
        clients: [Entry],
        enabledServers: [String] = [],
        otherAccountsPointingHere: [String] = []
    ) {
        self.source = source
        self.account = account
        self.clients = clients
        self.enabledServers = enabledServers
        self.otherAccountsPointingHere = otherAccountsPointingHere
    }

    package var pointingHere: [Entry] { self.clients.filter(\.pointsHere) }
}
