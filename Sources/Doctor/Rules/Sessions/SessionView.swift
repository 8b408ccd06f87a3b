import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// One bot with all that is known of it, put together once and read by every judge.
final class SessionView: Sendable {
    /// A class, because the judges go through the links of a thousand bots many times.
    final class Link: Sendable {
        let facts: LinkFacts
        let evidence: LinkEvidence

        init(facts: LinkFacts, evidence: LinkEvidence) {
            self.facts = facts
            self.evidence = evidence
        }

        var hears: Bool { self.facts.role != .api }
        var takesCalls: Bool { self.facts.role != .event }
        /// The last sign of the program behind the link; pongs are none.
        var lastText: Date? {
            self.evidence.lastTextAt
                ?? [self.evidence.lifecycleAt, self.evidence.lastMessageAt].compactMap { $0 }.max()
        }
        /// Whether OneBot v11 came over it.
        var carriesTraffic: Bool {
            self.evidence.lifecycleAt != nil || self.evidence.heartbeats > 0 || self.evidence.answers > 0
                || self.evidence.events.total > 0
        }
        var name: LinkName { LinkName(peer: self.facts.peer, userAgent: self.facts.userAgent) }
    }

    /// Where it stands among the bots of the snapshot.
    let index: Int
    let bot: BotFacts
    let evidence: BotEvidence
    /// Live links, oldest first; those that nothing more is known of yet are left out.
    let links: [Link]
    let kind: BotKind
    let now: Date

    init(_ bot: BotFacts, at index: Int, in evidence: Evidence) {
        self.index = index
        self.bot = bot
        // What is kept under the empty number belongs to no link in particular.
        let known = bot.selfID.isEmpty ? nil : evidence.bots[bot.selfID]
        self.evidence = known?.past(at: evidence.now) ?? BotEvidence()
        self.links = bot.links.compactMap { facts in
            evidence.links[facts.id].map { Link(facts: facts, evidence: $0) }
        }
        self.kind = BotKind(bot)
        self.now = evidence.now
    }

    var isNamed: Bool { !self.bot.selfID.isEmpty }
    var isConnected: Bool { !self.bot.links.isEmpty }
    var subject: Subject {
        self.isNamed ? .bot(self.bot.selfID) : .address(LinkName.address(of: self.bot.peer))
    }

    func age(_ date: Date) -> TimeInterval { self.now.timeIntervalSince(date) }

    func isWithin(_ seconds: TimeInterval, _ date: Date?) -> Bool {
        guard let date else { return false }
        return self.age(date) <= seconds
    }

    // MARK: - Heartbeats

    /// How long a bot may be silent before its heartbeats count as stopped.
    var heartbeatPatience: TimeInterval {
        max(120, 3 * Double(self.bot.measuredHeartbeatMilliseconds ?? 0) / 1000)
    }
    var heartbeatsGoOn: Bool { self.isWithin(self.heartbeatPatience, self.bot.lastHeartbeatAt) }
    var heartbeats: Int { self.links.reduce(0) { $0 + $1.evidence.heartbeats } }

    // MARK: - Events

    /// Events other than meta events, over the live links.
    var events: Int {
        self.links.reduce(0) { $0 + $1.evidence.events.total - $1.evidence.events.metas }
    }

    /// What all live links have counted together.
    func seen(_ what: (LinkEvidence) -> LinkEvidence.Seen) -> LinkEvidence.Seen {
        var sum = LinkEvidence.Seen()
        for link in self.links {
            let part = what(link.evidence)
            sum.count += part.count
            if let last = part.last { sum.last = sum.last.map { max($0, last) } ?? last }
        }
        return sum
    }
}

/// A link as findings name it.
package struct LinkName: Equatable, Hashable, Sendable {
    /// Address, with port where it is known.
    package var peer: String
    package var userAgent: String?

    package init(peer: String, userAgent: String?) {
        self.peer = peer
        self.userAgent = userAgent
    }

    /// `127.0.0.1:50112 (OneBot/11)`.
    var text: String {
        guard let userAgent = self.userAgent, !userAgent.isEmpty else { return self.peer }
        return "\(self.peer) (\(FindingContext.cut(userAgent, to: 32)))"
    }

    /// `::1` of `[::1]:8021`.
    static func address(of peer: String) -> String {
        guard let colon = peer.utf8.lastIndex(of: UInt8(ascii: ":")) else { return peer }
        let host = peer[..<colon]
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
            return String(host.dropFirst().dropLast())
        }
        // An IPv6 address without port has more than one colon.
        return host.utf8.contains(UInt8(ascii: ":")) ? peer : String(host)
    }
}
