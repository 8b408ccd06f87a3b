import Endpoint
import Foundation
import Settings
import Snapshot

/// What the core knows that the doctor judges by.
extension ConsoleCore {
    /// The port that is listened on, or that should be.
    var listeningPort: Int {
        get async { await self.server.listenerReports().first?.port ?? self.settingsInForce.settings.endpoint.port }
    }

    func evidence(
        machine: MachineFacts?,
        selfTest: SelfTestFacts?,
        terminals: [Evidence.Terminal]
    ) async -> Evidence {
        // Armed before the look: what comes while it is under way is looked at again.
        self.server.ledger.news.arm()
        let report = await self.server.report()
        return Evidence(
            snapshot: await self.snapshot(of: report),
            attempts: report.attempts.map(AttemptFacts.init),
            machine: machine,
            selfTest: selfTest,
            terminals: terminals,
            keyWeakness: KeyStrength.weaknesses(of: self.settingsInForce.settings.endpoint.accessKey)
                .map(Evidence.KeyWeakness.init),
            settingsFault: self.settingsWatch.look(self.store, loaded: self.settingsInForce)
        )
    }
}

extension Evidence.KeyWeakness {
    init(_ weakness: KeyStrength.Weakness) {
        self =
            switch weakness {
            case .short: .short
            case .oneClass: .oneClass
            case .famous: .famous
            case .repetitive: .repetitive
            case .account: .account
            }
    }
}

extension ConsoleCore {
    func selfTest() async -> SelfTestFacts { SelfTestFacts(takenAt: Foundation.Date(), checks: []) }
}
