import OneBot
package import Snapshot

import struct Foundation.Date

/// Runs the rules again and again and adds what one moment cannot tell: since when a finding stands.
package struct Examiner: Sendable {
    /// Findings told at most: beyond it each family of ids keeps its share, the mildest of it left out.
    package static let limit = 200

    private let rules: [any Rule]
    private var since: [Finding.Key: Date] = [:]

    package init(rules: [any Rule] = Rules.all) {
        self.rules = rules
    }

    package mutating func examine(_ evidence: Evidence) -> Diagnosis {
        let now = evidence.now
        let observed = Followers.hidden(self.rules.flatMap { $0.observe(evidence) })
        var known: [Finding.Key: Date] = [:]
        var findings: [Finding] = []
        findings.reserveCapacity(observed.count)
        for observation in observed where known[observation.key] == nil {
            let since = observation.since ?? self.since[observation.key] ?? now
            known[observation.key] = since
            findings.append(
                Finding(
                    subject: observation.subject,
                    symptom: observation.symptom,
                    severity: observation.severity,
                    certainty: observation.certainty,
                    since: min(since, now),
                    last: min(observation.last ?? now, now),
                    count: max(1, observation.count),
                    remedy: observation.remedy
                )
            )
        }
        self.since = known
        let order = Self.order(findings)
        let endpoint = evidence.snapshot.endpoint
        let adviser = AddressAdviser(evidence)
        let checks = Checks.all(evidence, findings: findings)
        let shown = order.shown.map { findings[$0] }
        // Of those beyond too: alarms tell them.
        let addresses = Set(findings.lazy.map(\.subject)).compactMap { subject in
            adviser.address(for: subject).map { (subject, $0) }
        }
        return Diagnosis(
            takenAt: now,
            findings: shown,
            beyond: order.beyond.map { findings[$0] },
            checks: checks,
            port: endpoint.listeners.first?.port ?? 0,
            path: endpoint.path,
            keyLength: evidence.snapshot.access.key.count,
            addresses: Dictionary(addresses) { first, _ in first },
            advice: adviser.advice,
            bestAddress: adviser.best
        )
    }

    /// The places of findings, the worst first, then the newest. Findings are large: what is moved about are their places.
    private static func order(_ findings: [Finding]) -> (shown: [Int], beyond: [Int]) {
        let sorted = findings.indices.map { index in
            (severity: findings[index].severity.rank, last: findings[index].last.timeIntervalSince1970, index: index)
        }.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            if left.last != right.last { return left.last > right.last }
            return findings[left.index].subject.text < findings[right.index].subject.text
        }.map(\.index)
        guard sorted.count > Self.limit else { return (sorted, []) }
        let isShown = self.shares(sorted.map { findings[$0].id.family })
        return (
            zip(sorted, isShown).filter(\.1).map(\.0),
            zip(sorted, isShown).filter { !$0.1 }.map(\.0)
        )
    }

    /// Which of them are shown: in turn one of each family, so that none, however many there are of it, pushes others out.
    private static func shares(_ families: [Substring]) -> [Bool] {
        var queues: [Substring: [Int]] = [:]
        for (place, family) in families.enumerated() { queues[family, default: []].append(place) }
        let inTurn = queues.values.flatMap { places in places.enumerated().map { (round: $0, place: $1) } }
            .sorted { ($0.round, $0.place) < ($1.round, $1.place) }
        var isShown = [Bool](repeating: false, count: families.count)
        for (_, place) in inTurn.prefix(Self.limit) { isShown[place] = true }
        return isShown
    }
}
