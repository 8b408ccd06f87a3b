package import Snapshot

package import struct Foundation.Date

/// The columns of the table of bots.
package enum BotColumn: CaseIterable, Equatable, Sendable {
    case state
    case account
    case name
    case implementation
    case from
    case links
    case events
    case last
    case rate
    case roundTrip

    /// What `s` goes through.
    package static let sortable: [BotColumn] = [.account, .state, .name, .from, .last, .rate, .roundTrip]

    /// The direction in which the most interesting rows come first.
    package var startsDescending: Bool { self == .rate || self == .roundTrip }
}

/// What one terminal does with the bots: the Overview and the panel share it.
package struct BotsState: Equatable, Sendable {
    /// Identity of the bot the cursor is on; it stays there when rows come, go or change places.
    package var selected: String?
    /// Row of the cursor when it was last seen, for when its bot goes.
    package var row = 0
    package var top = 0
    package var sort = BotColumn.account
    package var descending = false
    package var filter = FilterState()
    package var detail: BotDetailState?
}

/// The page of one bot.
package struct BotDetailState: Equatable, Sendable {
    package var bot: String
    package var top = 0
    /// Where Esc leads.
    package var openedFrom: Panel
}

extension BotFacts {
    /// What the cursor holds on to: the account, or the link while that has not named itself.
    package var identity: String {
        if !self.selfID.isEmpty { return self.selfID }
        if let link = self.links.first { return "link \(link.id)" }
        return "peer \(self.peer)"
    }

    /// When it was last heard of.
    package var lastSeenAt: Date? {
        let heard = [self.lastEventAt, self.lastHeartbeatAt].compactMap { $0 }.max()
        return self.state == .lost ? self.lostAt ?? heard : heard ?? self.connectedAt
    }

    /// The address without its port: `[::1]:5` gives `::1`.
    package var peerAddress: String { hostPart(of: self.peer) }
}

/// The host of `host:port`, without brackets; the text itself when there is no port.
func hostPart(of peer: String) -> String {
    if peer.hasPrefix("["), let end = peer.firstIndex(of: "]") {
        return String(peer[peer.index(after: peer.startIndex)..<end])
    }
    guard let colon = peer.lastIndex(of: ":"), peer.firstIndex(of: ":") == colon else { return peer }
    return String(peer[..<colon])
}
