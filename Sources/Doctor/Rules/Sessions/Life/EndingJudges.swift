import Snapshot

import struct Foundation.Date

/// How the last links of a bot ended.
enum EndingJudges {
    /// Within this time of each other, ends have one cause.
    private static let together = 5.0
    /// A link that is this old again has mended it.
    private static let stable = 600.0

    /// LIVE-03, until a link with traffic is there again.
    @Sendable static func lost(_ view: SessionView, _: Surroundings) -> Observation? {
        guard let ending = view.evidence.endings.first, ending.how.isLost,
            !view.links.contains(where: \.carriesTraffic)
        else { return nil }
        let loss: LifeSymptom.Loss =
            switch ending.how {
            case .lostNetwork: .network
            case .lostFrozen: .frozen
            default: .unknown
            }
        return Observation(
            .session(.life(.lost(at: ending.time, silence: ending.idleSeconds, loss))),
            of: view.subject,
            severity: .warning,
            certainty: loss == .unknown ? .proved : .likely,
            since: ending.time,
            count: view.evidence.endings.count { $0.how.isLost && view.age($0.time) <= 3600 }
        )
    }

    /// LIVE-05, until the bot is back and has stayed for ten minutes.
    @Sendable static func cut(_ view: SessionView, _ around: Surroundings) -> Observation? {
        guard let ending = self.openCut(view) else { return nil }
        // Links that carried on while this one ended are no return.
        let back = view.links.filter(\.hears).map(\.facts.connectedAt).min()
        if let back, back < ending.time || view.age(back) >= self.stable { return nil }
        let count = view.evidence.endings.count { $0.how.isCut && view.age($0.time) <= 3600 }
        return Observation(
            .session(
                .life(
                    .cut(
                        at: ending.time,
                        isReset: ending.how == .reset,
                        lifetime: ending.lifetimeSeconds,
                        self.company(of: ending, view, around),
                        back: back
                    )
                )
            ),
            of: view.subject,
            // Once, and it is back: nobody has to do anything.
            severity: back != nil && count < 2 ? .notice : .warning,
            since: ending.time,
            count: count,
            // Whoever is refused now explains why the bot does not come back.
            concerns: view.isConnected ? [] : [.address(ending.address)]
        )
    }

    /// The newest cut of the last hour that no session of ten minutes and no goodbye has followed.
    private static func openCut(_ view: SessionView) -> BotEvidence.Ending? {
        for (index, ending) in view.evidence.endings.enumerated() {
            guard view.age(ending.time) <= 3600 else { return nil }
            if ending.how.isCut { return index == 0 || view.isConnected ? ending : nil }
            if ending.lifetimeSeconds >= self.stable { return nil }
        }
        return nil
    }

    private static func company(
        of ending: BotEvidence.Ending,
        _ view: SessionView,
        _ around: Surroundings
    ) -> LifeSymptom.Company {
        let others = around.othersCut(from: ending.address, at: ending.time, within: self.together, than: view.index)
        if others > 0 { return .others(others) }
        let there = around.connected[ending.address] ?? []
        let staying = there.count - (there.contains(view.bot.selfID) ? 1 : 0)
        return staying > 0 ? .alone(staying: staying) : .onlyOne
    }
}
