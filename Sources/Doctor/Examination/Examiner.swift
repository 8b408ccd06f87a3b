import OneBot
package import Snapshot

import struct Foundation.Date

/// Runs the rules again and again and adds what one moment cannot tell: since when a finding stands.
package struct Examiner: Sendable {
    /// Findings told at most: beyond it the mildest are left out.
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
        findings = Self.worst(findings)
        let endpoint = evidence.snapshot.endpoint
        let adviser = AddressAdviser(evidence)
        let addresses = findings.compactMap { finding in
            adviser.address(for: finding.subject).map { (finding.subject, $0) }
        }
        return Diagnosis(
            takenAt: now,
            findings: findings,
            checks: Checks.all(evidence, findings: findings),
            port: endpoint.listeners.first?.port ?? 0,
            path: endpoint.path,
            keyLength: evidence.snapshot.access.key.count,
            addresses: Dictionary(addresses) { first, _ in first },
            advice: adviser.advice,
            bestAddress: adviser.best
        )
    }

    /// The worst first, then the newest, at most ``limit``. Findings are large: what is moved about are their places.
    private static func worst(_ findings: [Finding]) -> [Finding] {
        let places = findings.indices.map { index in
            (severity: findings[index].severity.rank, last: findings[index].last.timeIntervalSince1970, index: index)
        }.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            if left.last != right.last { return left.last > right.last }
            return findings[left.index].subject.text < findings[right.index].subject.text
        }
        return places.prefix(Self.limit).map { findings[$0.index] }
    }
}
