import Endpoint
import EndpointTesting
import Logging
import NIOCore
import NIOPosix
import OneBot
import Testing

/// One endpoint after another on the same sockets.
struct HandOverTests {
    private static func server(inherited: [CInt], host: String = "127.0.0.1") -> EndpointServer {
        EndpointServer(
            configuration: EndpointConfiguration(listeners: [.init(host: host, port: 0)]),
            access: AccessPolicy(key: Secret(EndpointFixture.key)),
            group: .singletonMultiThreadedEventLoopGroup,
            inherited: inherited,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("who connects while nobody accepts is answered by the next one", arguments: ["127.0.0.1", "0.0.0.0"])
    func between(host: String) async throws {
        let first = Self.server(inherited: [], host: host)
        try await first.start()
        let port = try #require(await first.listenerReports().first?.port)
        let bot = try await TestBot(port: port)
        #expect(try await bot.connect(selfID: "1000010001", key: EndpointFixture.key).status == 101)

        let sockets = await first.handOver()
        #expect(!sockets.isEmpty)
        let close = try await bot.frame(opcode: 8)
        #expect(close.payload.prefix(2) == [0x03, 0xE9])
        // Nobody accepts, and the connection is there all the same.
        let early = try await TestBot(port: port)

        let second = Self.server(inherited: sockets, host: host)
        try await second.start()
        #expect(await second.listenerReports().first?.port == port)
        #expect(try await early.connect(selfID: "1000010001", key: EndpointFixture.key).status == 101)
        await early.close()
        await bot.close()
        await second.stop()
        #expect(await Self.isClosed(port, host: host))
    }

    @Test("a socket that listens where nobody wants it is closed")
    func unwanted() async throws {
        // An address of its own: no other test gets the port there.
        let first = Self.server(inherited: [], host: "127.0.7.1")
        try await first.start()
        let port = try #require(await first.listenerReports().first?.port)
        let sockets = await first.handOver()
        let second = Self.server(inherited: sockets, host: "127.0.7.2")
        try await second.start()
        #expect(await Self.isClosed(port, host: "127.0.7.1"))
        await second.stop()
    }

    /// Whether nobody listens any more. A child that is just being started holds a socket a moment longer than we do.
    private static func isClosed(_ port: Int, host: String) async -> Bool {
        await eventually {
            guard let open = try? await TestBot(port: port, host: host) else { return true }
            await open.close()
            return false
        }
    }
}
