import Control
import EndpointTesting
import Logging
import NIOCore
import NIOPosix
import Snapshot
import Testing

@Suite("Metrics over TCP")
struct MetricsServerTests {
    /// With more time than a caller gets: the machine of a test may be busy with everything else.
    private static var limits: ControlLimits {
        var limits = MetricsServer.limits
        limits.request = .seconds(60)
        limits.answer = .seconds(60)
        return limits
    }

    /// Runs `body` with a server on a free port of this machine.
    private func with(
        limits: ControlLimits = Self.limits,
        _ body: (_ port: Int, _ backend: FakeBackend, _ server: MetricsServer) async throws -> Void
    ) async throws {
        let backend = FakeBackend()
        let server = MetricsServer(
            backend: backend,
            limits: limits,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { server.accept($0) }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        async let served: Void = server.run()
        do {
            try await body(port, backend, server)
        } catch {
            try await listener.close()
            server.shutDown()
            throw error
        }
        try await listener.close()
        server.shutDown()
        await served
    }

    private func ask(_ port: Int, _ path: String, method: String = "GET") async throws -> TestBot.Answer {
        let peer = try await TestBot(port: port)
        let answer = try await peer.request(path, method: method, headers: [])
        await peer.close()
        return answer
    }

    @Test("the page and the health checks are there")
    func served() async throws {
        try await self.with { port, backend, _ in
            let page = try await self.ask(port, "/metrics")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(page.body == backend.page)
            #expect(try await self.ask(port, "/healthz").status == 200)
            #expect(try await self.ask(port, "/readyz").status == 200)
            backend.snapshot.endpoint.listeners = []
            #expect(try await self.ask(port, "/readyz").status == 503)
        }
    }

    @Test(
        "nothing else is",
        arguments: [
            ("GET", "/", 404), ("GET", "/v1/status", 404), ("POST", "/v1/stop", 404), ("POST", "/v1/key/rotate", 404),
            ("GET", "/v1/settings", 404), ("POST", "/metrics", 405), ("PATCH", "/readyz", 405),
            ("GET", "/metrics/", 404),
        ]
    )
    func refused(method: String, path: String, status: Int) async throws {
        try await self.with { port, backend, _ in
            let answer = try await self.ask(port, path, method: method)
            #expect(answer.status == status)
            #expect(backend.stops == 0 && backend.changes.isEmpty && backend.graces.isEmpty)
        }
    }

    @Test("several requests come one after the other on a connection, in order")
    func keptAlive() async throws {
        try await self.with { port, _, _ in
            let peer = try await TestBot(port: port)
            let request = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"
            try await peer.peer.write(request + "GET /none HTTP/1.1\r\nhost: x\r\n\r\n" + request)
            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await peer.answer().status) }
            #expect(statuses == [200, 404, 200])
            await peer.close()
        }
    }

    @Test("idle connections beyond the bound give way, the oldest first, and do not keep others out")
    func flood() async throws {
        var limits = Self.limits
        limits.connections = 4
        try await self.with(limits: limits) { port, _, _ in
            var idle: [TestBot] = []
            for _ in 0..<20 { idle.append(try await TestBot(port: port)) }
            let answer = try await self.ask(port, "/metrics")
            #expect(answer.status == 200)
            for peer in idle.prefix(16) { #expect(try await peer.peer.readToEnd().isEmpty) }
            for peer in idle { await peer.close() }
        }
    }

    @Test("who does not finish his request is told so and cut off")
    func slow() async throws {
        var limits = Self.limits
        limits.request = .seconds(2)
        try await self.with(limits: limits) { port, _, _ in
            let silent = try await TestBot(port: port)
            #expect(try await silent.peer.readToEnd().isEmpty)
            let slow = try await TestBot(port: port)
            try await slow.peer.write("GET /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n1")
            let text = String(decoding: try await slow.peer.readToEnd(), as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 408 "), "\(text)")
        }
    }

    @Test(
        "what is no request, or too large, is refused and ends the connection",
        arguments: [
            ("\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n", "400"),
            ("GET /metrics HTTP/1.1\r\nx: \(String(repeating: "a", count: 20_000))\r\n\r\n", "431"),
            ("POST /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 4096\r\n\r\n", "413"),
        ]
    )
    func malformed(text: String, status: String) async throws {
        try await self.with { port, _, _ in
            let peer = try await TestBot(port: port)
            try await peer.peer.write(text)
            let answer = String(decoding: try await peer.peer.readToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        }
    }

    @Test("at the end idle connections are closed")
    func end() async throws {
        try await self.with { port, _, server in
            let peer = try await TestBot(port: port)
            try await peer.peer.write("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            #expect(try await peer.answer().status == 200)
            server.shutDown()
            #expect(try await peer.peer.readToEnd().isEmpty)
        }
    }
}
