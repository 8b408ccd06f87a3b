import Control
import Foundation
import NIOCore
import Testing

@Suite struct ControlServerHostileTests {
    private static let statusRequest = "GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n"

    private static func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    @Test("several requests in one write are answered in their order on one connection")
    func pipelining() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(
                Self.statusRequest + "GET /a HTTP/1.1\r\nhost: x\r\n\r\n" + "GET /b HTTP/1.1\r\nhost: x\r\n\r\n"
                    + "GET /c HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            )
            let answer = await connection.receive()
            #expect(answer.ended)
            #expect(Self.count("HTTP/1.1 200 ", in: answer.text) == 1)
            let places = ["nothing at /a", "nothing at /b", "nothing at /c"].compactMap {
                answer.text.firstRange(of: $0)?.lowerBound
            }
            #expect(places.count == 3)
            #expect(places == places.sorted())
        }
    }

    @Test("a connection stays open for the next request")
    func keepAlive() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            for _ in 0..<3 {
                await connection.send(Self.statusRequest)
                let answer = await connection.receive { $0.hasSuffix("}\n") }
                #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
                #expect(!answer.ended)
            }
        }
    }

    @Test("a request that comes byte by byte is a request")
    func slices() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            for character in Self.statusRequest { await connection.send(String(character)) }
            #expect(await connection.receive { $0.hasSuffix("}\n") }.text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test("a caller that ends its side after asking still gets the answer")
    func halfClosed() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(Self.statusRequest)
            connection.shutDownSending()
            let answer = await connection.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.text.hasSuffix("}\n"))
            #expect(answer.ended)
        }
    }

    @Test(
        "garbage is answered 400 and the connection ends",
        arguments: [
            "\u{16}\u{3}\u{1}\u{2}garbage\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{0}\u{0}\u{0}",
            "GET / HTTP/1.1\r\nbad header\r\n\r\n",
            "POST /v1/stop HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n",
            "POST /v1/stop HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
            "POST /v1/stop HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        ]
    )
    func garbage(text: String) async throws {
        try await withControlServer { path, backend, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(text)
            let answer = await connection.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.text.contains(#"{"error":""#))
            #expect(answer.ended)
            #expect(backend.stops == 0)
        }
    }

    @Test("a body above the limit is refused before it is read, announced or not")
    func largeBody() async throws {
        var limits = ControlLimits()
        limits.body = 1000
        try await withControlServer(limits: limits) { path, backend, _ in
            let announced = try #require(RawConnection(path))
            await announced.send("PATCH /v1/settings?lang=zh HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999\r\n\r\n")
            let first = await announced.receive()
            #expect(first.text.hasPrefix("HTTP/1.1 413 "))
            #expect(first.text.contains("请求正文超过 1000 字节。"))
            #expect(first.ended)

            let chunked = try #require(RawConnection(path))
            let chunk = "400\r\n" + String(repeating: "x", count: 1024) + "\r\n"
            await chunked.send(
                "PATCH /v1/settings HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                    + String(repeating: chunk, count: 50)
            )
            let second = await chunked.receive()
            #expect(second.text.hasPrefix("HTTP/1.1 413 "))
            #expect(backend.changes.isEmpty)
        }
    }

    @Test("headers above the limit are refused")
    func largeHeaders() async throws {
        try await withControlServer { path, _, _ in
            for text in [
                "GET /v1/status HTTP/1.1\r\nx: " + String(repeating: "y", count: 20_000) + "\r\n\r\n",
                "GET /" + String(repeating: "y", count: 20_000) + " HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n" + (0..<100).map { "x\($0): y\r\n" }.joined() + "\r\n",
            ] {
                let connection = try #require(RawConnection(path))
                await connection.send(text)
                let answer = await connection.receive()
                #expect(answer.text.hasPrefix("HTTP/1.1 431 "))
                #expect(answer.ended)
            }
        }
    }

    @Test("half a request does not hold its connection for ever")
    func halfRequest() async throws {
        var limits = ControlLimits()
        limits.request = .milliseconds(500)
        try await withControlServer(limits: limits) { path, backend, _ in
            let withHead = try #require(RawConnection(path))
            await withHead.send("POST /v1/stop HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab")
            let answer = await withHead.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 408 "))
            #expect(answer.ended)

            let withoutHead = try #require(RawConnection(path))
            await withoutHead.send("POST /v1/st")
            #expect(await withoutHead.receive().ended)

            let silent = try #require(RawConnection(path))
            #expect(await silent.receive() == ("", true))
            #expect(backend.stops == 0)
        }
    }

    @Test("connections above the limit are told so, and those below it are served again when there is room")
    func manyConnections() async throws {
        var limits = ControlLimits()
        limits.connections = 4
        try await withControlServer(limits: limits) { path, _, _ in
            var held: [RawConnection] = []
            for _ in 0..<4 {
                let connection = try #require(RawConnection(path))
                await connection.send(Self.statusRequest)
                #expect(await connection.receive { $0.hasSuffix("}\n") }.text.hasPrefix("HTTP/1.1 200 "))
                held.append(connection)
            }
            let fifth = try #require(RawConnection(path))
            await fifth.send(Self.statusRequest)
            let answer = await fifth.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 503 "))
            #expect(answer.ended)

            held.removeAll()
            let end = ContinuousClock.now + .seconds(10)
            var status = 0
            while status != 200, ContinuousClock.now < end {
                status = try await ControlClient.patient(path).send("GET", "/v1/status").status
            }
            #expect(status == 200)
        }
    }

    @Test("the end of the server does not wait for idle connections, and answers what was asked")
    func shutDown() async throws {
        try await withControlServer { path, _, server in
            let connection = try #require(RawConnection(path))
            await connection.send(Self.statusRequest)
            _ = await connection.receive { $0.hasSuffix("}\n") }
            server.shutDown()
            #expect(await connection.receive().ended)
            #expect(RawConnection(path) == nil)
        }
    }

    @Test("a HEAD request gets the head alone")
    func head() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            await connection.send("HEAD /v1/status HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            let answer = await connection.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.text.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("a request for an upgrade is answered and ends the connection")
    func upgrade() async throws {
        try await withControlServer { path, _, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(
                "GET /v1/status HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\nrest"
            )
            let answer = await connection.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.ended)
        }
    }

    @Test("half a request, and answers that nobody takes, do not hold the end", .timeLimit(.minutes(1)))
    func unfinished() async throws {
        var limits = ControlLimits()
        limits.request = .minutes(10)
        limits.answer = .minutes(10)
        try await withControlServer(limits: limits) { path, _, server in
            let half = try #require(RawConnection(path))
            await half.send("PATCH /v1/settings HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{")
            let deaf = try #require(RawConnection(path))
            await deaf.send(String(repeating: Self.statusRequest, count: 2000))
            let third = try #require(RawConnection(path))
            await third.send(Self.statusRequest)
            _ = await third.receive { $0.hasSuffix("}\n") }
            server.shutDown()
            #expect(await half.receive().ended)
            withExtendedLifetime(deaf) {}
        }
    }

    @Test("where only the last descriptors are left the oldest idle connection gives way to the newest")
    func shortage() async throws {
        let leavesTooFew: @Sendable (CInt) -> Bool = { _ in true }
        try await withControlServer(leavesTooFew: leavesTooFew) { path, _, _ in
            let first = try #require(RawConnection(path))
            await first.send(Self.statusRequest)
            _ = await first.receive { $0.hasSuffix("}\n") }
            let second = try #require(RawConnection(path))
            await second.send(Self.statusRequest)
            let answer = await second.receive { $0.hasSuffix("}\n") }
            #expect(answer.text.hasPrefix("HTTP/1.1 200 ") && !answer.ended)
            #expect(await first.receive().ended)
        }
    }

    @Test("connections that come in the moment in which it ends harm nobody", .timeLimit(.minutes(2)))
    func end() async throws {
        for round in 0..<300 {
            try await withControlServer { path, _, server in
                let callers = Callers(3, path)
                for _ in 0..<round { await Task.yield() }
                server.shutDown()
                await callers.end()
            }
        }
    }
}

/// Threads of which each connects and hangs up, again and again, as long as somebody listens: connecting may block.
private struct Callers {
    private let ended: AsyncStream<Void>
    private let count: Int

    init(_ count: Int, _ path: String) {
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        self.count = count
        for _ in 0..<count {
            Thread.detachNewThread {
                while RawConnection(path) != nil {}
                end.yield()
            }
        }
    }

    func end() async {
        for await _ in self.ended.prefix(self.count) {}
    }
}
