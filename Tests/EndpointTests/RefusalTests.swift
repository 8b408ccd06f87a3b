import Endpoint
import EndpointTesting
import NIOCore
import OneBot
import Testing

@Suite("Refusals over real sockets")
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var path = "/onebot/v11/ws"
        var method = "GET"
        var headers: [(String, String)]
        var status: Int
        var refusedBy: String
        var also: (String, String)?

        var testDescription: String { self.name }
    }

    private static func headers(
        key: String? = EndpointFixture.key,
        selfID: String? = "1",
        without: String? = nil,
        with added: [(String, String)] = []
    ) -> [(String, String)] {
        TestBot.napCatHeaders(selfID: selfID, key: key).filter { $0.0 != without } + added
    }

    static let cases: [Case] = [
        Case(
            name: "POST",
            method: "POST",
            headers: [("Content-Length", "0")],
            status: 405,
            refusedBy: "HS-03",
            also: ("allow", "GET")
        ),
        Case(name: "wrong path", path: "/ws/event", headers: headers(), status: 404, refusedBy: "HS-01"),
        Case(
            name: "no upgrade behind a proxy",
            headers: headers(without: "Upgrade", with: [("Via", "1.1 x")]),
            status: 426,
            refusedBy: "HS-06",
            also: ("upgrade", "websocket")
        ),
        Case(
            name: "browser",
            path: "/",
            headers: [("Accept", "text/html")],
            status: 426,
            refusedBy: "HS-11",
            also: ("content-type", "text/html; charset=utf-8")
        ),
        Case(
            name: "old version",
            headers: headers(without: "Sec-WebSocket-Version", with: [("Sec-WebSocket-Version", "8")]),
            status: 426,
            refusedBy: "HS-06",
            also: ("sec-websocket-version", "13")
        ),
        Case(
            name: "OneBot 12",
            headers: headers(with: [("Sec-WebSocket-Protocol", "12.walle")]),
            status: 501,
            refusedBy: "ID-05"
        ),
        Case(
            name: "no key",
            headers: headers(key: nil),
            status: 401,
            refusedBy: "AUTH-01",
            also: ("www-authenticate", "Bearer")
        ),
        Case(
            name: "empty key",
            headers: headers(key: ""),
            status: 401,
            refusedBy: "AUTH-02",
            also: ("www-authenticate", "Bearer")
        ),
        Case(name: "wrong key", headers: headers(key: "wrong"), status: 403, refusedBy: "AUTH"),
        Case(
            name: "cut key",
            headers: headers(key: String(EndpointFixture.key.prefix(20))),
            status: 403,
            refusedBy: "AUTH"
        ),
        Case(name: "account that is no number", headers: headers(selfID: "abc"), status: 400, refusedBy: "ID-01"),
        Case(name: "no handshake key", headers: headers(without: "Sec-WebSocket-Key"), status: 400, refusedBy: "HS-06"),
    ]

    @Test("each cause has its status, its id and a sentence, and stands in the ledger", arguments: Self.cases)
    func refused(example: Case) async throws {
        try await EndpointFixture.with { endpoint in
            let answer = try await endpoint.request(example.path, method: example.method, headers: example.headers)
            #expect(answer.status == example.status)
            #expect(answer.headers["x-refused-by"] == example.refusedBy)
            #expect(answer.headers["connection"]?.contains("close") == true)
            #expect(!answer.body.isEmpty)
            if let (name, value) = example.also { #expect(answer.headers[name] == value) }
            let entry = await endpoint.server.report().attempts.last
            #expect(entry?.status == example.status)
            #expect(entry?.address == "127.0.0.1")
            let counted = await endpoint.server.report().handshakesRefused
            #expect(counted == 1)
        }
    }

    @Test("answers in Chinese who asks in Chinese")
    func chinese() async throws {
        try await EndpointFixture.with { endpoint in
            let answer = try await endpoint.request(
                "/wrong",
                headers: Self.headers(with: [("Accept-Language", "zh-CN,zh;q=0.9")])
            )
            #expect(answer.body.contains("路径不对"))
        }
    }

    @Test(
        "what is not HTTP is answered and named",
        arguments: [
            ("\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}", "TLS-01", FirstBytes.tls),
            ("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n", "HS-09", .proxy), ("SSH-2.0-x\r\n", "HS-09", .ssh),
            ("\u{03}\u{00}\u{00}\u{13}", "HS-09", .windows), ("GET / HTTP/1.1\r\nbad header\r\n\r\n", "HS-09", .http),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HS-09", .http2),
        ]
    )
    func notHTTP(bytes: String, cause: String, kind: FirstBytes) async throws {
        try await EndpointFixture.with { endpoint in
            let peer = try await RawPeer(port: endpoint.port)
            try await peer.write(bytes)
            let answer = String(decoding: try await peer.readToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("X-Refused-By: \(cause)\r\n"))
            let entry = try #require(await endpoint.server.report().attempts.last)
            #expect(entry.firstBytes == kind)
            #expect(entry.cause == cause)
        }
    }

    @Test("a head that is too large is refused")
    func largeHead() async throws {
        try await EndpointFixture.with { endpoint in
            let large = try await RawPeer(port: endpoint.port)
            try await large.write("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 9000))
            #expect(String(decoding: try await large.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 431 "))
        }
    }

    @Test("a head that does not come in time is refused, and silence is closed without a word")
    func slowHead() async throws {
        try await EndpointFixture.with(limits: .init { $0.limits.deadline = .seconds(3) }) { endpoint in
            let slow = try await RawPeer(port: endpoint.port)
            try await slow.write("GET / HTTP/1.1\r\n")
            #expect(String(decoding: try await slow.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 408 "))

            let silent = try await RawPeer(port: endpoint.port)
            #expect(try await silent.readToEnd().isEmpty)
            #expect(await endpoint.server.report().attempts.last?.end == .timedOut)
        }
    }

    @Test("what a refused peer goes on sending is dropped, and too much of it ends the connection")
    func floodAfterRefusal() async throws {
        try await EndpointFixture.with { endpoint in
            let peer = try await TestBot(port: endpoint.port)
            #expect(try await peer.request(headers: Self.headers(key: "wrong")).status == 403)
            let block = [UInt8](repeating: 0x81, count: 64 << 10)
            await #expect(throws: (any Error).self) {
                for _ in 0..<1000 { try await peer.peer.write(block) }
            }
        }
    }

    @Test("a bare connection that is closed again is in the ledger and is no refusal")
    func bareConnection() async throws {
        try await EndpointFixture.with { endpoint in
            let peer = try await RawPeer(port: endpoint.port)
            await peer.close()
            #expect(await eventually { await endpoint.server.report().attempts.last?.end == .peerClosed })
            #expect(await endpoint.server.report().handshakesRefused == 0)
        }
    }

    @Test("a guessing address is refused with 429, a bot that repeats one wrong key never is")
    func guessing() async throws {
        try await EndpointFixture.with { endpoint in
            for _ in 0..<8 {
                #expect(try await endpoint.request(headers: Self.headers(key: "one-wrong-key")).status == 403)
            }
            for number in 0..<2 { _ = try await endpoint.request(headers: Self.headers(key: "guess-\(number)")) }
            let blocked = try await endpoint.request(headers: Self.headers())
            #expect(blocked.status == 429)
            #expect(Int(blocked.headers["retry-after"] ?? "") ?? 0 > 0)
            #expect(endpoint.server.release(address: "127.0.0.1"))
            #expect(try await endpoint.request(headers: Self.headers()).status == 101)
        }
    }

    @Test("the operator's block is 423, a fifth link 409, a full house 503")
    func occupied() async throws {
        try await EndpointFixture.with(limits: .init { $0.maxConnections = 5 }) { endpoint in
            var bots: [TestBot] = []
            for _ in 0..<4 { bots.append(try await endpoint.bot("42")) }
            #expect(try await endpoint.request(headers: Self.headers(selfID: "42")).status == 409)
            bots.append(try await endpoint.bot("43"))
            let full = try await endpoint.request(headers: Self.headers(selfID: "44"))
            #expect(full.status == 503)
            #expect(full.headers["retry-after"] != nil)
            await endpoint.server.block(address: "127.0.0.1")
            #expect(try await endpoint.request(headers: Self.headers(selfID: "44")).status == 423)
            for bot in bots { #expect(try await bot.frame(opcode: 8).closeCode == 1008) }
            for bot in bots { await bot.close() }
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }

    @Test("no key is ever kept in the ledger")
    func ledgerHoldsNoKey() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await endpoint.request(
                "/x?access_token=secret-in-query",
                headers: Self.headers(key: "secret-in-header")
            )
            for path in [
                "/onebot/v11/ws&access_token=secret-in-path", "/x?secret-as-name", "/x/\(EndpointFixture.key)",
            ] {
                _ = try await endpoint.request(path, headers: Self.headers())
            }
            _ = try await endpoint.request(
                "/?access_token=secret-in-query",
                headers: Self.headers(key: "secret-in-header")
            )
            let written = String(describing: await endpoint.server.report().attempts)
            #expect(!written.contains("secret"))
            #expect(!written.contains(EndpointFixture.key))
        }
    }
}
