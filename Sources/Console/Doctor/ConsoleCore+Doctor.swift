import Endpoint
import Foundation
import Host
import NIOPosix
import Settings
import Snapshot

/// What the core knows that the doctor judges by.
extension ConsoleCore {
    /// Addresses of this machine that are tested at most; one with many containers has hundreds.
    private static let testedAddresses = 32

    /// The port that is listened on, or that should be.
    var listeningPort: Int {
        get async { await self.server.listenerReports().first?.port ?? self.settingsInForce.settings.endpoint.port }
    }

    func evidence(
        machine: MachineFacts?,
        selfTest: SelfTestFacts?,
        terminals: [Evidence.Terminal],
        onFileChange: @escaping @Sendable () -> Void
    ) async -> Evidence {
        // Armed before the look: what comes while it is under way is looked at again.
        self.server.ledger.news.arm()
        let report = await self.server.report()
        let snapshot = await self.snapshot(of: report)
        for bot in snapshot.bots where !bot.selfID.isEmpty {
            self.hourlyRates.look(bot.events.messages, of: bot.selfID, at: snapshot.takenAt)
        }
        self.hourlyRates.keep(Set(snapshot.bots.map(\.selfID)))
        self.settingsWatch.look(self.store, loaded: self.settingsInForce, changed: onFileChange)
        let mapping = EvidenceMapping(report: report)
        return Evidence(
            snapshot: snapshot,
            attempts: mapping.attempts,
            pending: report.pending,
            bots: mapping.bots(rates: self.hourlyRates),
            links: mapping.links,
            machine: machine,
            selfTest: selfTest,
            terminals: terminals,
            keyWeakness: KeyStrength.weaknesses(of: self.settingsInForce.settings.endpoint.accessKey)
                .map(Evidence.KeyWeakness.init),
            settingsFault: self.settingsWatch.fault
        )
    }

    // MARK: - Self-test

    /// Connects to every address that is listened on, with the right key and with a wrong one.
    func selfTest() async -> SelfTestFacts {
        let listeners = await self.server.listenerReports().filter { $0.failure == nil }
        let local = LocalAddresses.all()
        let targets = listeners.flatMap { Self.targets(of: $0, local: local) }.prefix(Self.testedAddresses)
        let endpoint = self.settingsInForce.settings.endpoint
        let results = await SelfTester(server: self.server, group: MultiThreadedEventLoopGroup.singleton).run(
            Array(targets),
            path: endpoint.path,
            key: endpoint.accessKey
        )
        return SelfTestFacts(takenAt: Date(), checks: results.map(SelfTestFacts.Check.init))
    }

    /// A listener on every address stands for each of them; link-local ones, whatever their interface, cannot be dialled
    /// without a zone.
    private static func targets(of listener: ListenerReport, local: [LocalAddress]) -> [SelfTestTarget] {
        let local = local.filter { AddressClass.of($0.address) != .linkLocal }
        let hosts: [String] =
            switch listener.host {
            case "0.0.0.0": local.map(\.address)
            case "::": local.filter { $0.address.contains(":") }.map(\.address)
            default: [listener.host]
            }
        return hosts.map { SelfTestTarget(host: $0, port: listener.port, isTLS: listener.certificate != nil) }
    }
}

extension SelfTestFacts.Check {
    fileprivate init(_ result: SelfTestResult) {
        self.init(
            address: result.target.host,
            port: result.target.port,
            network: AddressClass.of(result.target.host).map(NetworkClass.init) ?? .other,
            question: result.question == .rightKey ? .rightKey : .wrongKey,
            answer: SelfTestFacts.Answer(result.answer)
        )
    }
}

extension SelfTestFacts.Answer {
    fileprivate init(_ answer: SelfTestResult.Answer) {
        self =
            switch answer {
            case .asExpected(let milliseconds): .asExpected(milliseconds: milliseconds)
            case .status(let status): .status(status)
            case .notReached(let reason): .notReached(reason)
            case .timedOut: .timedOut
            case .somebodyElse: .somebodyElse
            }
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
