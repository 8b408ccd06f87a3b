import Control
import EndpointTesting
import Glibc
import NIOCore
import NIOPosix
import OneBot
import Settings
import Snapshot
import Testing

@testable import Console
@testable import Endpoint

/// What reading the settings again does to a console that serves.
@Suite("Reading the settings again")
struct ReloadTests {
    private static let left = "Left7Lp3TzRw8Ny5BcD4gJh6KsAXk29f"

    private static func settings(_ lines: String...) -> String {
        "endpoint:\n  host: 127.0.0.1\n  access_key: \(CoreFixture.key)\n" + lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Keys

    @Test(
        "a link of a further key stays as long as the key is there and good for it",
        arguments: [
            ("  keys: [{name: other, key: \(left)}]", "other"), ("  keys: [{name: left, key: \(left)}]", "left"),
            ("  keys: [{name: left, key: \(left), self_id: '43'}]", nil),
            ("  keys: [{name: left, key: \(left), from: [10.0.0.0/8]}]", nil), ("", nil),
        ] as [(String, String?)]
    )
    func keys(change: String, name: String?) async throws {
        let before = Self.settings("  port: 0", "  keys: [{name: left, key: \(Self.left), self_id: '42'}]")
        try await CoreFixture.with(before) { fixture in
            let bot = try await TestBot(port: try #require(await fixture.ports.first))
            #expect(try await bot.connect(selfID: "42", key: Self.left).status == 101)
            #expect(await eventually { await fixture.server.report().links.count == 1 })
            #expect(await fixture.reload(Self.settings("  port: 0", change)) == .done)
            if let name {
                let snapshot = await fixture.core.snapshot()
                #expect(snapshot.bots.first?.links.first?.key == .named(name))
                #expect(snapshot.access.named.map(\.use.links) == [1])
                #expect(await fixture.core.keys.current.retired.isEmpty)
            } else {
                #expect(try await bot.frame(opcode: 8).closeCode == 1008)
                // Revoked is only what is gone.
                #expect(await fixture.core.keys.current.retired.map(\.name) == (change.isEmpty ? ["left"] : []))
            }
            await bot.close()
        }
    }

    @Test("a further key that becomes the access key is no former one, and its links stay")
    func becomesMain() async throws {
        let before = Self.settings("  port: 0", "  keys: [{name: left, key: \(Self.left), self_id: '42'}]")
        try await CoreFixture.with(before) { fixture in
            let port = try #require(await fixture.ports.first)
            let bot = try await TestBot(port: port)
            #expect(try await bot.connect(selfID: "42", key: Self.left).status == 101)
            let after = "endpoint: {host: 127.0.0.1, port: 0, access_key: \(Self.left)}\n"
            #expect(await fixture.reload(after) == .done)
            #expect(await fixture.core.snapshot().bots.first?.links.first?.key == .accessKey)
            let retired = await fixture.core.keys.current
            #expect(retired.recognise(Array(Self.left.utf8)) == nil)
            #expect(retired.recognise(Array(CoreFixture.key.utf8)) != nil)
            let another = try await TestBot(port: port)
            #expect(try await another.connect(selfID: "43", key: Self.left).status == 101)
            await another.close()
            await bot.close()
        }
    }

    // MARK: - Addresses

    /// A port on which nobody listens, below those that the system gives out: one of those might be given to another test
    /// before it is used. Not found by binding one: a child that is just being started would hold it a moment longer.
    private static func freePort() async throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<32_000)
            guard let open = try? await TestBot(port: port) else { return port }
            await open.close()
        }
        throw NoPort()
    }

    private struct NoPort: Error {}

    private static func taken() async throws -> any Channel {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(host: "127.0.0.1", port: 0).get()
    }

    @Test("an address of the metrics that is taken leaves the endpoint where it was, too")
    func metricsTaken() async throws {
        let (old, new) = (try await Self.freePort(), try await Self.freePort())
        let taken = try await Self.taken()
        let port = try #require(taken.localAddress?.port)
        try await CoreFixture.with(Self.settings("  port: \(old)")) { fixture in
            let bot = try await TestBot(port: old)
            #expect(try await bot.connect(selfID: "42", key: CoreFixture.key).status == 101)
            let after = Self.settings("  port: \(new)", "metrics: {listen: '127.0.0.1:\(port)'}")
            guard case .refused(let reason) = await fixture.reload(after) else {
                Issue.record("taken for done")
                return
            }
            #expect(reason.contains("\(port)"))
            #expect(await fixture.listens(on: [old]))
            #expect(await fixture.core.settingsInForce.settings.endpoint.port == old)
            #expect(await fixture.metrics.ports.isEmpty)
            try await taken.close()
            #expect(await fixture.core.reload() == .done)
            #expect(await fixture.ports == [new])
            #expect(await fixture.metrics.ports == [port])
            #expect(await fixture.server.report().links.count == 1)
            await bot.close()
        }
    }

    @Test("one that the endpoint itself takes takes the endpoint back to where it was")
    func metricsOnTheEndpoint() async throws {
        let (old, new) = (try await Self.freePort(), try await Self.freePort())
        try await CoreFixture.with(Self.settings("  port: \(old)")) { fixture in
            let both = Self.settings("  port: \(new)", "metrics: {listen: '127.0.0.1:\(new)'}")
            guard case .refused = await fixture.reload(both) else {
                Issue.record("taken for done")
                return
            }
            #expect(await fixture.listens(on: [old]))
            // What the endpoint leaves the metrics may have.
            let swapped = Self.settings("  port: \(new)", "metrics: {listen: '127.0.0.1:\(old)'}")
            #expect(await fixture.reload(swapped) == .done)
            #expect(await fixture.ports == [new])
            #expect(await fixture.metrics.ports == [old])
        }
    }

    // MARK: - Changes that cannot be saved

    @Test("what cannot be saved is taken back: the key at once, and an address as far as it can be had")
    func takenBack() async throws {
        let taken = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(taken.localAddress?.port)
        try await CoreFixture.with(Self.settings("  port: \(port)"), mayFail: true) { fixture in
            #expect(await fixture.server.listenerReports().map { $0.failure != nil } == [true])
            // Somebody else who changes the file keeps ours from being saved.
            let folder = open(String(fixture.file.dropLast("/config.yaml".count)), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            defer { close(folder) }
            #expect(flock(folder, LOCK_EX) == 0)
            let wishes = [
                SettingWish(path: "endpoint.port", text: "0"),
                SettingWish(path: "endpoint.access_key", text: Self.left),
            ]
            guard case .refused(let sentence, _) = await fixture.core.change(wishes, language: .english) else {
                Issue.record("it was saved")
                return
            }
            #expect(!sentence.isEmpty)
            let reports = await fixture.server.listenerReports()
            #expect(reports.map(\.port) == [port] && reports.first?.failure != nil, "\(reports)")
            #expect(await fixture.core.settingsInForce.settings.endpoint.port == port)
            // When the address is free at last, the key is the one that the file says.
            try await taken.close()
            await fixture.core.listenAgain()
            let bot = try await TestBot(port: port)
            #expect(try await bot.connect(selfID: "42", key: CoreFixture.key).status == 101)
            await bot.close()
        }
    }
}
