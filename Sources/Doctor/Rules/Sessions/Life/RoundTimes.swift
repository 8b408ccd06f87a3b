import Snapshot

/// LIVE-06: links that end after one of the times that proxies and load balancers are set to.
enum RoundTimes {
    /// nginx 60, 75; Cloudflare 100; common settings 120, 300, 3600; load balancers of clouds 350. In seconds.
    static let times: [Double] = [60, 75, 100, 120, 300, 350, 3600]
    private static let tolerance = 2.0
    private static let least = 3

    @Sendable static func judge(_ view: SessionView, _: Surroundings) -> Observation? {
        let endings = view.evidence.endings.filter { view.age($0.time) <= 86_400 }
        guard endings.count >= self.least else { return nil }
        var best: (time: Double, isIdle: Bool, matching: [Double], of: Int)?
        for time in self.times {
            // A session that outlives three times the time refutes it.
            if view.links.contains(where: { view.age($0.facts.connectedAt) > 3 * time }) { continue }
            for isIdle in [true, false] {
                let (matching, of) = self.matching(endings, time: time, isIdle: isIdle)
                if matching.count >= self.least, matching.count > best?.matching.count ?? 0 {
                    best = (time, isIdle, matching, of)
                }
            }
        }
        guard let best else { return nil }
        return Observation(
            .session(
                .life(
                    .roundTime(
                        seconds: Int(best.time),
                        isIdle: best.isIdle,
                        matching: best.matching,
                        of: best.of,
                        kind: view.kind
                    )
                )
            ),
            of: view.subject,
            severity: .warning,
            certainty: .likely,
            since: endings.prefix(best.of).last?.time,
            last: endings.first?.time,
            count: best.matching.count
        )
    }

    /// The endings that cluster on a time, newest first, and how many were looked at.
    private static func matching(
        _ endings: [BotEvidence.Ending],
        time: Double,
        isIdle: Bool
    ) -> (matching: [Double], of: Int) {
        var matching: [Double] = []
        var count = 0
        for ending in endings {
            let seconds = isIdle ? ending.idleSeconds : ending.lifetimeSeconds
            let isPeers = ending.how.isCut || ending.how == .closedByPeer
            if isPeers, abs(seconds - time) <= self.tolerance {
                matching.append(seconds)
            } else if ending.lifetimeSeconds > 3 * time {
                break
            }
            count += 1
        }
        return (matching, count)
    }
}
