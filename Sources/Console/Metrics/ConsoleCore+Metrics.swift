import Control
import Endpoint
import Glibc
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

    /// Moves the endpoint and the metrics to their new addresses, both or neither.
    func listen(as settings: Settings, instead old: Settings) async throws {
        let (wanted, former) = (EndpointConfiguration(settings), EndpointConfiguration(old))
        let movesMetrics = settings.metrics != old.metrics
        if movesMetrics { try await self.checkMetricsAddress(settings.metrics.listen) }
        let isFailing = await self.server.listenerReports().contains { $0.failure != nil }
        // The same address again may mean: its port is free now.
        let movesEndpoint = isFailing || wanted != former
        if movesEndpoint { try await self.server.update(wanted) }
        guard movesMetrics else { return }
        do {
            try await self.metricsListener?.listen(on: settings.metrics.listen)
        } catch {
            // Taken since it was looked at, or by the endpoint itself, whose old address was ours a moment ago.
            if movesEndpoint { await self.restore(former) }
            throw error
        }
    }

    /// Looks whether an address can be had before anything else is moved for it. What the endpoint or the metrics
    /// themselves have now may be free when it is needed.
    private func checkMetricsAddress(_ text: String) async throws(ListenFailure) {
        guard let wanted = HostPort(text), wanted.port != 0, self.metricsListener != nil else { return }
        let endpoint = await self.server.listenerReports().filter { $0.failure == nil }.map(\.port)
        let own = endpoint + (await self.metricsListener?.ports ?? [])
        guard !own.contains(wanted.port) else { return }
        switch await Self.bindProbe(host: wanted.host, port: wanted.port) {
        case .free: return
        case .inUse: throw .inUse(port: wanted.port)
        case .notPermitted: throw .notPermitted(port: wanted.port)
        case .addressNotHere: throw .addressNotHere(host: wanted.host)
        case .other(let code): throw .other(String(cString: strerror(code)))
        }
    }

    /// Off this actor: a name may take long to be looked up.
    @concurrent
    private static func bindProbe(host: String, port: Int) async -> BindProbe.Result {
        BindProbe.check(host: host, port: port)
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
