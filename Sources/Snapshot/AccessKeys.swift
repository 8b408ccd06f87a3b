package import OneBot

package import struct Foundation.Date

/// How much a key is used.
package struct KeyUse: Equatable, Sendable {
    /// Links that were opened with it and are up.
    package var links: Int
    /// The last handshake that it opened.
    package var lastUsed: Date?
    /// Handshakes that it opened within a day.
    package var uses: Int
    /// From when on they are counted: a day ago, or later where the ledger does not reach back so far.
    package var countedSince: Date?

    package init(links: Int = 0, lastUsed: Date? = nil, uses: Int = 0, countedSince: Date? = nil) {
        self.links = links
        self.lastUsed = lastUsed
        self.uses = uses
        self.countedSince = countedSince
    }
}

/// A key beside the access key (`endpoint.keys`).
package struct NamedKey: Equatable, Sendable {
    package var name: String
    package var key: Secret
    /// The only account it is good for; nil: any.
    package var selfID: String?
    /// The only addresses it is good from, as they are written; empty: any.
    package var from: [String]
    package var use: KeyUse

    package init(name: String, key: Secret, selfID: String? = nil, from: [String] = [], use: KeyUse = KeyUse()) {
        self.name = name
        self.key = key
        self.selfID = selfID
        self.from = from
        self.use = use
    }
}

/// A key that was replaced or revoked and is still presented, or still accepted.
package struct PreviousKey: Equatable, Sendable {
    /// Of a further key that was revoked; nil: it was the access key.
    package var name: String?
    package var replacedAt: Date
    /// Until when it is accepted; nil: it is refused.
    package var acceptedUntil: Date?
    /// Who uses it still, the newest first; at most 32.
    package var users: [KeyUser]

    package init(name: String? = nil, replacedAt: Date, acceptedUntil: Date? = nil, users: [KeyUser] = []) {
        self.name = name
        self.replacedAt = replacedAt
        self.acceptedUntil = acceptedUntil
        self.users = users
    }
}

/// Who presents a previous key.
package struct KeyUser: Equatable, Sendable {
    package enum State: String, Equatable, Sendable, CaseIterable {
        /// By a link that is up: it stays until it ends.
        case connected
        /// Let in by the time of grace, and gone since.
        case accepted
        case refused
    }

    /// As it said; nil where it did not.
    package var selfID: String?
    /// Without port.
    package var address: String
    package var state: State
    package var last: Date
    /// Handshakes.
    package var count: Int

    package init(selfID: String?, address: String, state: State, last: Date, count: Int) {
        self.selfID = selfID
        self.address = address
        self.state = state
        self.last = last
        self.count = count
    }
}

/// Which key a link was opened with.
package enum LinkKey: Equatable, Sendable {
    case accessKey
    case named(String)
    /// One that has been replaced, or was already.
    case previous
}
