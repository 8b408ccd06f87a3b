import Control
import Endpoint
import EndpointTesting
import Foundation
import Logging
import NIOCore
import NIOPosix
import Settings
import Snapshot
import Testing

@testable import Console

/// The core with an endpoint and metrics that listen, and a settings file of its own.
struct CoreFixture {
    let core: ConsoleCore
    let server: EndpointServer
    let metrics: MetricsListener
    let log: LogStore
    let file: String

    static let key = "0123456789abcdefghijklmnopqrstuv"

    /// Starts everything, runs `body`, and stops it whatever happens.
    ///
    /// - Parameters:
    ///   - settings: What the file says at first.
    ///   - mayFail: Whether the endpoint may find its address taken.
    static func with(
        _ settings: String,
        mayFail: Bool = false,
        _ body: (CoreFixture) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/config.yaml"
            makeFile(file, settings)
            let store = SettingsStore(file: file, environment: [:])
            let loaded = try store.load()
            let log = LogStore(sinks: [], capacity: 100, clock: { Date() })
            let keys = KeyRing(KeyHistory())
            let group = MultiThreadedEventLoopGroup.singleton
            let server = EndpointServer(
                configuration: EndpointConfiguration(loaded.settings),
                access: AccessPolicy(loaded.settings, keys: keys),
                group: group,
                logger: log.logger(label: "endpoint")
            )
            let core = ConsoleCore(
                server: server,
                keys: keys,
                facts: ConsoleFacts(
                    version: "1",
                    pid: 1,
                    startedAt: Date(),
                    stateDirectory: folder,
                    settingsFile: file
                ),
                store: store,
                keyFile: KeyHistoryFile(stateFolder: folder),
                loaded: loaded,
                log: log,
                journal: JournalKeeper(
                    queue: server.journal,
                    path: folder + "/journal.sqlite",
                    settings: loaded.settings,
                    logger: log.logger(label: "journal"),
                    changed: {}
                ),
                napCat: NapCatBoard(),
                changed: {},
                stop: {}
            )
            do { try await server.start() } catch  where mayFail {}
            let metrics = MetricsListener(backend: NoPages(), group: group, logger: log.logger(label: "metrics"))
            await core.serveMetrics(with: metrics)
            let fixture = CoreFixture(core: core, server: server, metrics: metrics, log: log, file: file)
            do {
                try await body(fixture)
            } catch {
                await fixture.end()
                throw error
            }
            await fixture.end()
        }
    }

    private func end() async {
        await self.server.stop()
        // To listen nowhere cannot fail.
        try? await self.metrics.listen(on: "")
    }

    /// Writes the file anew and has it read.
    func reload(_ settings: String) async -> SettingsReload {
        makeFile(self.file, settings)
        return await self.core.reload()
    }

    /// Whether it listens on these at last, trying again as the console itself does: a child of a test beside this one
    /// holds a socket that has just been closed, until it is another program.
    func listens(on expected: [Int]) async -> Bool {
        await eventually {
            if await self.ports != expected { await self.core.listenAgain() }
            return await self.ports == expected
        }
    }

    var ports: [Int] {
        get async { await self.server.listenerReports().filter { $0.failure == nil }.map(\.port) }
    }

    private struct NoPages: WatchBackend {
        func metrics() async -> [UInt8]? { nil }
        func health() async -> ConsoleHealth { ConsoleHealth(loopsAnswer: true, listeners: []) }
    }
}
