import Control
import Endpoint
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import Snapshot

/// The address of `metrics.listen`: exchanged while the console runs, the new one bound first.
actor MetricsListener: Service {
    private let server: MetricsServer
    private let listeners: ListenerSet
    private let logger: Logger
    /// What is wanted and could not be had when the console started, tried again until it can.
    private var missing: EndpointConfiguration.Listener?

    /// - Parameter group: Where connections live; no bot's.
    init(backend: any WatchBackend, group: any EventLoopGroup, logger: Logger) {
        let server = MetricsServer(
            backend: backend,
            leavesTooFew: { DescriptorReserve(for: .strangers).isAllThatIsLeft(beside: $0) },
            logger: logger
        )
        self.server = server
        self.listeners = ListenerSet(group: group) { server.accept($0) }
        self.logger = logger
    }

    func run() async throws {
        async let served: Void = self.server.run()
        // Cancelled without a graceful shutdown: closed all the same.
        try? await gracefulShutdown()
        await self.listeners.closeAll()
        self.server.shutDown()
        // They need the event loops, which end next.
        await served
    }

    var isMissing: Bool { self.missing != nil }

    /// The ports that are listened on.
    var ports: [Int] {
        get async { await self.listeners.reports.filter { $0.failure == nil }.map(\.port) }
    }

    /// Where it listens, or has tried to since the start.
    var held: [EndpointConfiguration.Listener] {
        get async {
            let listening = await self.listeners.reports.filter { $0.failure == nil }
            return listening.map { .init(host: $0.host, port: $0.port) } + (self.missing.map { [$0] } ?? [])
        }
    }

    /// Listens as the settings say at the start. What cannot be had then is told in the log and tried again: bots are
    /// served all the same.
    func start(on text: String) async {
        do {
            try await self.listen(on: text)
        } catch {
            self.missing = HostPort(text).map { .init(host: $0.host, port: $0.port) }
            let reason = EffectPhrases(language: .english).problem(await ConsoleCore.problem(error))
            self.logger.error("metrics not served", metadata: ["listen": "\(text)", "reason": "\(reason)"])
        }
    }

    /// Listens on an address instead of the one before.
    ///
    /// - Parameter text: `host:port`; empty for none.
    /// - Throws: ``ListenFailure``; then everything is as it was.
    func listen(on text: String) async throws {
        let wanted = HostPort(text).map { EndpointConfiguration.Listener(host: $0.host, port: $0.port) }
        try await self.listeners.replace(with: wanted.map { [$0] } ?? [], keepFailed: false)
        self.missing = nil
        for listener in await self.listeners.reports where listener.failure == nil {
            self.logger.info("metrics served", metadata: ["host": "\(listener.host)", "port": "\(listener.port)"])
        }
    }

    /// Tries once more what could not be had at the start.
    func listenAgain() async {
        guard let missing = self.missing else { return }
        do {
            try await self.listeners.replace(with: [missing], keepFailed: false)
        } catch {
            // Told when the console started.
            return
        }
        self.missing = nil
        self.logger.info("metrics served at last", metadata: ["host": "\(missing.host)", "port": "\(missing.port)"])
    }
}
