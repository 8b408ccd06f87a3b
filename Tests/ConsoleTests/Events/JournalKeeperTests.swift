import Endpoint
import EndpointTesting
import Foundation
import GRDB
import Journal
import Logging
import NIOCore
import NIOPosix
import OneBot
import Settings
import Snapshot
import Testing

@testable import Console

@Suite("Journal keeper")
struct JournalKeeperTests {
    private static let key = "0123456789abcdefghijklmnopqrstuv"

    /// An endpoint, a bot on it, and a keeper whose journal stands in `folder`.
    private func with(
        folder: String,
        settings: Settings = Settings(),
        patience: Duration = .seconds(10),
        _ body: (JournalKeeper, TestBot) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = EndpointServer(
            configuration: EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: 0)]),
            access: AccessPolicy(key: Secret(Self.key)),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        try await server.start()
        let keeper = JournalKeeper(
            queue: server.journal,
            path: folder + "/journal.sqlite",
            settings: settings,
            logger: logger,
            retryAfter: .milliseconds(20),
            patience: patience,
            changed: {}
        )
        let running = Task { try await keeper.run() }
        let bot = try await TestBot(port: await server.listenerReports().first?.port ?? 0)
        _ = try await bot.connect(key: Self.key)
        do {
            try await body(keeper, bot)
        } catch {
            running.cancel()
            await server.stop()
            throw error
        }
        await server.stop()
        running.cancel()
        try await running.value
    }

    private func event(_ text: String) -> String {
        #"{"time":1,"self_id":1000010001,"post_type":"message","message_type":"private","raw_message":"\#(text)"}"#
    }

    private func texts(_ keeper: JournalKeeper) async throws -> [String] {
        let journal = try #require(await keeper.readable())
        return try await journal.page(limit: 1000).records.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("what comes one after the other goes in together, and all of it")
    func gathers() async throws {
        try await withTemporaryFolder { folder in
            try await self.with(folder: folder) { keeper, bot in
                #expect(await eventually { await keeper.readable() != nil })
                let start = ContinuousClock.now
                for number in 0..<200 { try await bot.send(self.event("\(number)")) }
                #expect(try await eventually { try await self.texts(keeper).count == 200 })
                #expect(try await self.texts(keeper) == (0..<200).map { self.event("\($0)") })
                // Forty a second at most.
                let time = ContinuousClock.now - start
                #expect(Double(await keeper.appends) <= time / .milliseconds(25) + 2)
            }
        }
    }

    @Test("what arrives is kept, without the access key")
    func keeps() async throws {
        try await withTemporaryFolder { folder in
            var settings = Settings()
            settings.endpoint.accessKey = Secret(Self.key)
            try await self.with(folder: folder, settings: settings) { keeper, bot in
                #expect(await eventually { await keeper.readable() != nil })
                #expect(await keeper.facts().state == .writing)
                try await bot.send(self.event("hello"))
                try await bot.send(self.event("my key is \(Self.key)"))
                #expect(try await eventually { try await self.texts(keeper).count == 2 })
                let texts = try await self.texts(keeper)
                #expect(texts.first == self.event("hello"))
                #expect(texts.last == self.event("my key is " + String(repeating: "*", count: 32)))
            }
        }
    }

    @Test("where it cannot be written it pauses, says why, and goes on by itself")
    func pauses() async throws {
        try await withTemporaryFolder { folder in
            let missing = folder + "/missing"
            try await self.with(folder: missing) { keeper, bot in
                #expect(
                    await eventually {
                        if case .paused(.notWritable, _) = await keeper.facts().state { true } else { false }
                    }
                )
                try await bot.send(self.event("lost"))
                try FileManager.default.createDirectory(atPath: missing, withIntermediateDirectories: false)
                #expect(await eventually { await keeper.facts().state == .writing })
                try await bot.send(self.event("kept"))
                #expect(try await eventually { try await self.texts(keeper).last == self.event("kept") })
            }
        }
    }

    @Test("switched off it keeps nothing, switched on it begins")
    func switching() async throws {
        try await withTemporaryFolder { folder in
            var settings = Settings()
            settings.journal.enabled = false
            try await self.with(folder: folder, settings: settings) { keeper, bot in
                #expect(await keeper.facts().state == .off)
                #expect(await keeper.readable() == nil)
                settings.journal.enabled = true
                await keeper.apply(settings)
                #expect(await eventually { await keeper.facts().state == .writing })
                #expect(await eventually { await keeper.readable() != nil })
                try await bot.send(self.event("kept"))
                #expect(try await eventually { try await self.texts(keeper) == [self.event("kept")] })
                settings.journal.enabled = false
                await keeper.apply(settings)
                #expect(await keeper.facts().state == .off)
            }
        }
    }

    @Test("a damaged journal is put aside and a new one begun")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            try Data(repeating: 0x21, count: 8192).write(to: URL(fileURLWithPath: folder + "/journal.sqlite"))
            try await self.with(folder: folder) { keeper, bot in
                #expect(await eventually { await keeper.facts().state == .writing })
                #expect(await eventually { await keeper.readable() != nil })
                try await bot.send(self.event("kept"))
                #expect(try await eventually { try await self.texts(keeper) == [self.event("kept")] })
                let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(names.contains { $0.hasPrefix("journal.sqlite.damaged-") })
            }
        }
    }

    @Test("a disk that does not answer stops nobody, and what was under way is kept when it does")
    func stuck() async throws {
        try await withTemporaryFolder { folder in
            try await self.with(folder: folder, patience: .milliseconds(500)) { keeper, bot in
                #expect(await eventually { await keeper.readable() != nil })
                try await bot.send(self.event("first"))
                #expect(await eventually { await self.count(keeper) == 1 })
                // Another writer that takes its time keeps ours waiting.
                var configuration = Configuration()
                configuration.allowsUnsafeTransactions = true
                // Ours may be writing at this very moment.
                configuration.busyMode = .timeout(10)
                let other = try DatabaseQueue(path: folder + "/journal.sqlite", configuration: configuration)
                let (released, release) = AsyncStream<Void>.makeStream()
                let holding = Task.detached {
                    try await other.writeWithoutTransaction { db in
                        try db.execute(sql: "BEGIN IMMEDIATE")
                    }
                    for await _ in released { break }
                    try await other.writeWithoutTransaction { db in try db.execute(sql: "COMMIT") }
                }
                #expect(
                    await eventually {
                        try? await bot.send(self.event("second"))
                        if case .paused(.notAnswering, _) = await keeper.facts().state {
                            return true
                        }
                        return false
                    }
                )
                release.yield()
                try await holding.value
                #expect(await eventually { await keeper.facts().state == .writing })
                #expect(try await self.texts(keeper).contains(self.event("second")))
            }
        }
    }

    private func count(_ keeper: JournalKeeper) async -> Int {
        (try? await self.texts(keeper).count) ?? 0
    }
}
