import Control
import Endpoint
import Host
import Settings
import Snapshot

/// What watches the console from outside.
extension ConsoleCore {
    /// Puts `metrics.listen` in force, now and whenever it is changed.
    func serveMetrics(with listener: MetricsListener) async {
        self.metricsListener = listener
        await listener.start(on: self.settingsInForce.settings.metrics.listen)
    }

    /// Tries again what could not be had at the start: the program that had the port may have ended.
    func serveMetricsAgain() async {
        guard let listener = self.metricsListener, await listener.isMissing else { return }
        await self.enter()
        defer { self.leave() }
        await listener.listenAgain()
    }

    nonisolated func health() async -> ConsoleHealth {
        let loopsAnswer = await self.server.loopsAnswer(within: .seconds(ConsoleHealth.patienceSeconds))
        let listeners = await self.server.listenerReports().map { listener in
            ListenerFacts(
                host: listener.host,
                port: listener.port,
                state: listener.failure == nil ? .listening : .failed
            )
        }
        return ConsoleHealth(loopsAnswer: loopsAnswer, listeners: listeners)
    }

    /// What a typed `host:port` is worth that is well formed.
    func judgeMetricsAddress(_ text: String, _ phrases: EffectPhrases) async -> SettingJudgement.Verdict {
        guard let wanted = HostPort(text) else { return .accepted("") }
        guard wanted.port != 0 else { return .accepted(phrases.anyFreePort) }
        let own = await self.metricsListener?.ports ?? []
        if !own.contains(wanted.port) {
            let verdict = await Self.probe(host: wanted.host, port: wanted.port, phrases: phrases)
            guard case .accepted = verdict else { return verdict }
        }
        let isLocal = wanted.host == "localhost" || AddressClass.of(wanted.host) == .loopback
        return isLocal ? .accepted(phrases.free) : .acceptedWithWarning(phrases.metricsForEverybody)
    }
}
