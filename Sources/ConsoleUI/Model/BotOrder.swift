import Snapshot

import struct Foundation.Date

/// The order of the table: by a column, and among equals by account, so that rows do not swap without reason.
struct BotOrder {
    var column: BotColumn
    var descending: Bool

    func callAsFunction(_ left: BotFacts, _ right: BotFacts) -> Bool {
        switch self.compare(left, right) {
        case ..<0: !self.descending
        case 1...: self.descending
        default: Self.byAccount(left, right) < 0
        }
    }

    /// Negative when `left` comes first in ascending order.
    private func compare(_ left: BotFacts, _ right: BotFacts) -> Int {
        switch self.column {
        case .state: Self.order(Self.rank(left.state), Self.rank(right.state))
        case .account: Self.byAccount(left, right)
        case .name: Self.order(left.name ?? "", right.name ?? "")
        case .implementation: Self.order(left.implementation ?? "", right.implementation ?? "")
        case .from: Self.order(left.peerAddress, right.peerAddress)
        case .links: Self.order(left.links.count, right.links.count)
        case .events: Self.order(left.events.total, right.events.total)
        case .last: Self.order(right.lastSeenAt ?? .distantPast, left.lastSeenAt ?? .distantPast)
        case .rate: Self.order(Self.number(left.eventsPerSecond), Self.number(right.eventsPerSecond))
        case .roundTrip: Self.order(Self.number(left.roundTrip?.last), Self.number(right.roundTrip?.last))
        }
    }

    /// Accounts are numbers: a shorter one is smaller.
    private static func byAccount(_ left: BotFacts, _ right: BotFacts) -> Int {
        if left.selfID.utf8.count != right.selfID.utf8.count {
            return self.order(left.selfID.utf8.count, right.selfID.utf8.count)
        }
        return left.selfID == right.selfID
            ? self.order(left.identity, right.identity) : self.order(left.selfID, right.selfID)
    }

    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left < right ? -1 : left > right ? 1 : 0
    }

    private static func number(_ value: Double?) -> Double { value.flatMap { $0.isFinite ? $0 : nil } ?? -1 }

    /// Those that need somebody first.
    private static func rank(_ state: BotFacts.State) -> Int {
        switch state {
        case .offline: 0
        case .lost: 1
        case .quiet: 2
        case .online: 3
        }
    }
}
