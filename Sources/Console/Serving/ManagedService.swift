import Endpoint
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import UnixSignals

/// What `run --headless` owes whoever manages it: word that it serves and that it ends, signs of life, and an answer to
/// SIGHUP.
struct ManagedService: Service {
    private let manager: ServiceManager
    private let core: ConsoleCore
    private let server: EndpointServer
    private let log: LogStore
    private let succession: Succession
    private let watchdog: Watchdog?
    private let hangups: UnixSignalsSequence

    /// Traps SIGHUP from now on.
    ///
    /// - Parameters:
    ///   - groups: The threads that must answer, by name.
    ///   - log: Its file is opened anew on SIGHUP.
    ///   - succession: Whether another program follows in this process.
    init(
        manager: ServiceManager,
        core: ConsoleCore,
        server: EndpointServer,
        groups: [(name: String, group: any EventLoopGroup)],
        log: LogStore,
        succession: Succession
    ) async {
        self.manager = manager
        self.core = core
        self.server = server
        self.log = log
        self.succession = succession
        self.watchdog = manager.watchdogInterval.map { interval in
            Watchdog(
                interval: interval,
                witnesses: groups.flatMap { Watchdog.Witness.loops(of: $0.group, $0.name) } + [.mainActor],
                logger: log.logger(label: "console"),
                alive: { manager.alive() }
            )
        }
        self.hangups = await UnixSignalsSequence(trapping: .sighup)
    }

    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await self.watchdog?.run() }
            group.addTask {
                for await _ in self.hangups.cancelOnGracefulShutdown() { await self.reload() }
            }
            // Cancelled without a graceful shutdown: there is no time left to tell anybody.
            try? await gracefulShutdown()
            // A manager that was told of an end would see to it. The program that follows says that it is ready.
            if self.succession.program == nil { self.manager.stopping() } else { self.manager.reloading() }
            // No signs of life are due any more: the manager limits the time of the end instead (TimeoutStopSec=).
            group.cancelAll()
        }
    }

    /// The endpoint listens.
    func announce() async {
        guard self.manager.isThere else { return }
        self.manager.ready(await self.whereItListens())
    }

    private func reload() async {
        self.manager.reloading()
        self.log.reopen()
        switch await self.core.reload() {
        case .done: self.manager.ready(await self.whereItListens())
        case .refused(let sentence): self.manager.ready("settings not read again: " + sentence)
        }
    }

    private func whereItListens() async -> String {
        let path = EndpointConfiguration(await self.core.settingsInForce.settings).path
        let addresses = await self.server.listenerReports().filter { $0.failure == nil }.map { listener in
            let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
            return "\(listener.certificate == nil ? "ws" : "wss")://\(host):\(listener.port)\(path)"
        }
        return addresses.isEmpty ? "not listening" : "listening on " + addresses.joined(separator: ", ")
    }
}
