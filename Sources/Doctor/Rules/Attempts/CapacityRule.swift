import Snapshot

import struct Foundation.Date

/// Links that were refused because there are enough: a fifth of one bot (ID-03), or any at all (FULL).
enum CapacityRule {
    private static let fadesAfter: Double = 900
    private static let links = 4
    /// A link that said nothing for so long may be closed.
    private static let silence: Double = 60

    static func observe(_ facts: AttemptCase) -> [Observation] {
        self.fifthLinks(facts) + self.full(facts)
    }

    private static func fifthLinks(_ facts: AttemptCase) -> [Observation] {
        var refused: [String: (first: Date, count: Int, newest: AttemptFacts)] = [:]
        for (attempt, kind) in zip(facts.attempts, facts.kinds) where kind == .mistake(.id03) {
            guard let selfID = attempt.selfID, facts.age(attempt.time) <= self.fadesAfter else { continue }
            let earlier = refused[selfID]
            refused[selfID] = (earlier?.first ?? attempt.time, (earlier?.count ?? 0) + 1, attempt)
        }
        guard !refused.isEmpty else { return [] }
        let bots = Dictionary(facts.evidence.snapshot.bots.map { ($0.selfID, $0) }) { first, _ in first }
        return refused.compactMap { selfID, seen in
            // A link has ended since: the next attempt finds its place.
            guard let bot = bots[selfID], bot.links.count >= self.links else { return nil }
            let silent = bot.links.filter {
                !$0.speaks && facts.age($0.lastHeardAt ?? $0.connectedAt) > self.silence
            }
            return Observation(
                .attempt(.fifthLink(address: seen.newest.address, silent: silent.count)),
                of: .bot(selfID),
                severity: .warning,
                since: seen.first,
                last: seen.newest.time,
                count: seen.count,
                remedy: silent.isEmpty ? nil : .closeLinks(selfID: selfID, links: silent.map(\.id)),
                concerns: [.address(seen.newest.address)]
            )
        }
    }

    private static func full(_ facts: AttemptCase) -> [Observation] {
        var refused: [AttemptFacts] = []
        for (attempt, kind) in zip(facts.attempts, facts.kinds) {
            if attempt.isAccepted { refused.removeAll() }
            // While it stops, the console refuses with the same status: an earlier run's says nothing of this one.
            guard kind == .mistake(.full), attempt.time >= facts.evidence.startedAt else { continue }
            if facts.age(attempt.time) <= self.fadesAfter { refused.append(attempt) }
        }
        guard let first = refused.first, let last = refused.last else { return [] }
        return [
            Observation(
                .attempt(.full(links: facts.evidence.snapshot.bots.reduce(0) { $0 + $1.links.count })),
                of: .machine,
                severity: .error,
                since: first.time,
                last: last.time,
                count: refused.count,
                concerns: Set(refused.map { .address($0.address) })
            )
        ]
    }
}
