import OneBot
package import Snapshot

/// What those ask who watch the console: over the control socket, and on the address of `metrics.listen`.
package protocol WatchBackend: Sendable {
    /// The page in the text format of Prometheus; nil when it could not be made in time.
    func metrics() async -> [UInt8]?

    /// Looks whether the console lives; takes as long as ``ConsoleHealth/patienceSeconds`` when it does not.
    func health() async -> ConsoleHealth
}

/// Whether the console lives, and whether bots can connect.
package struct ConsoleHealth: Equatable, Sendable {
    /// How long an event loop has to answer.
    package static let patienceSeconds = 5

    /// Whether every event loop answered.
    package var loopsAnswer: Bool
    package var listeners: [ListenerFacts]

    package init(loopsAnswer: Bool, listeners: [ListenerFacts]) {
        self.loopsAnswer = loopsAnswer
        self.listeners = listeners
    }

    var listening: Int { self.listeners.count { $0.state == .listening } }
}

/// `/metrics`, `/healthz` and `/readyz`.
struct WatchRoute: Sendable {
    static let metricsType = "text/plain; version=0.0.4; charset=utf-8"

    let backend: any WatchBackend
    let phrases: ControlPhrases

    func metrics() async -> ControlResponse {
        guard let page = await self.backend.metrics() else { return .error(503, self.phrases.metricsTooSlow()) }
        return ControlResponse(200, text: page, type: Self.metricsType)
    }

    /// 200 while the console's loops answer: what decides whether to restart it.
    func health() async -> ControlResponse {
        let health = await self.backend.health()
        return self.response("ok", health.loopsAnswer, health, self.hanging)
    }

    /// 200 while bots can connect, 503 with the reason otherwise.
    func readiness() async -> ControlResponse {
        let health = await self.backend.health()
        guard health.loopsAnswer else { return self.response("ready", false, health, self.hanging) }
        let ports = health.listeners.filter { $0.state == .failed }.map(\.port)
        return self.response("ready", health.listening > 0, health, self.phrases.notListening(ports: ports))
    }

    private var hanging: String { self.phrases.loopsHang(seconds: ConsoleHealth.patienceSeconds) }

    private func response(
        _ name: String,
        _ isGood: Bool,
        _ health: ConsoleHealth,
        _ sentence: String
    ) -> ControlResponse {
        var members = [JSONMember(name, .boolean(isGood)), JSONMember("listening", .integer(health.listening))]
        if !isGood { members.insert(JSONMember("error", .string(sentence)), at: 0) }
        return ControlResponse(isGood ? 200 : 503, .object(members))
    }
}
