import Snapshot

/// ID-01: links that were let in without an account and have not named one since.
enum NamelessRule {
    /// QQ may still be loading before that.
    private static let patience: Double = 30

    static func observe(_ facts: AttemptCase) -> [Observation] {
        var links: [String: [LinkFacts]] = [:]
        for bot in facts.evidence.snapshot.bots where bot.selfID.isEmpty {
            for link in bot.links where facts.age(link.connectedAt) > self.patience {
                switch facts.evidence.links[link.id]?.firstFrame {
                // What it said tells more than that it named nobody.
                case .request, .satori, .oneBot12, .lifecycle, .otherMeta, .event: continue
                case .answer, .odd, nil: links[LiveLinks.address(of: link.peer), default: []].append(link)
                }
            }
        }
        return links.map { address, links in
            Observation(
                .attempt(.badIdentity(.never(links: links.count), Caller(userAgent: links.last?.userAgent))),
                of: .address(address),
                severity: .warning,
                certainty: .likely,
                since: links.map(\.connectedAt).min(),
                count: links.count
            )
        }
    }
}
