import Endpoint
import EndpointTesting
import Logging
import NIOCore
import NIOPosix
import OneBot

/// A running endpoint on a free port, and how tests talk to it.
struct EndpointFixture {
    static let key = "0123456789abcdefghijklmnopqrstuv"

    let server: EndpointServer
    let port: Int

    /// Starts an endpoint, runs `body`, and stops it whatever happens.
    static func with(
        access: AccessPolicy = AccessPolicy(key: Secret(Self.key)),
        limits change: EndpointConfiguration.Change = .none,
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
        _ body: (EndpointFixture) async throws -> Void
    ) async throws {
        var configuration = EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: 0)])
        // The machine of a test may be busy with everything else; who tests a deadline shortens it.
        configuration.limits.deadline = .seconds(60)
        configuration.limits.hello = .seconds(10)
        configuration.closePatience = .seconds(60)
        change.apply(&configuration)
        let server = EndpointServer(
            configuration: configuration,
            access: access,
            group: group,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        let port = await server.listenerReports().first?.port ?? 0
        do {
            try await body(EndpointFixture(server: server, port: port))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    func bot(_ selfID: String? = "1000010001", tls: TestTLS? = nil) async throws -> TestBot {
        let bot = try await TestBot(port: self.port, tls: tls)
        let answer = try await bot.connect(selfID: selfID, key: Self.key)
        guard answer.status == 101 else { throw Refused(status: answer.status) }
        return bot
    }

    struct Refused: Error {
        var status: Int
    }

    func request(
        _ path: String = "/onebot/v11/ws",
        method: String = "GET",
        headers: [(String, String)]
    ) async throws
        -> TestBot.Answer
    {
        let bot = try await TestBot(port: self.port)
        let answer = try await bot.request(path, method: method, headers: headers)
        await bot.close()
        return answer
    }
}

extension EndpointConfiguration {
    /// What a test wants otherwise than by default.
    struct Change {
        var apply: (inout EndpointConfiguration) -> Void

        static var none: Change { Change { _ in } }
    }
}
