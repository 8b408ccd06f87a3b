import Endpoint
import EndpointTesting
import Testing

@Suite("RFC 6455 §4: opening handshake")
struct OpeningHandshakeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var section: String
        var name: String
        var request: OpeningRequest
        var status: Int
        var testDescription: String { "\(self.section) \(self.name)" }

        init(_ section: String, _ name: String, _ request: OpeningRequest, _ status: Int = 101) {
            self.section = section
            self.name = name
            self.request = request
            self.status = status
        }
    }

    private static let plain = OpeningRequest.plain

    static let accepted: [Case] = [
        Case("§4.2.1", "as a bot sends it", plain),
        Case("§4.2.1", "absolute target", plain.line("GET http://127.0.0.1:6199/onebot/v11/ws HTTP/1.1")),
        Case("§4.2.1", "absolute target without path", plain.line("GET ws://127.0.0.1 HTTP/1.1")),
        Case("§3", "query", plain.line("GET /onebot/v11/ws?a=b&c HTTP/1.1")),
        Case("§4.2.1", "Connection in lower case", plain.with("Connection", "upgrade")),
        Case("§4.2.1", "Connection in upper case", plain.with("Connection", "UPGRADE")),
        Case("§4.2.1", "Connection as a list", plain.with("Connection", "keep-alive, Upgrade")),
        Case("§4.2.1", "Connection as a list without blanks", plain.with("Connection", "Upgrade,keep-alive")),
        Case("§4.2.1", "Connection as a list with empty items", plain.with("Connection", ", ,\tUpgrade\t,")),
        Case("§4.2.1", "Connection twice", plain.with("Connection", "keep-alive", "Upgrade")),
        Case("§4.2.1", "Upgrade in mixed case", plain.with("Upgrade", "WebSocket")),
        Case("§4.2.1", "Upgrade in upper case", plain.with("Upgrade", "WEBSOCKET")),
        Case("§4.2.1", "Upgrade as a list", plain.with("Upgrade", "h2c, websocket")),
        Case("§4.2.1", "Host with a port", plain.with("Host", "example.org:6199")),
        Case("§4.2.1", "Host in brackets", plain.with("Host", "[::1]:6199")),
        Case("§4.2.1", "an Origin", plain.with("Origin", "null")),
        Case(
            "§4.2.1",
            "blanks around the values",
            plain.with("Upgrade", " \twebsocket \t").with("Connection", "  Upgrade ")
        ),
        Case(
            "§4.2.1",
            "names of headers in lower case",
            plain.without("Sec-WebSocket-Key").without("Upgrade").with("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
                .with("upgrade", "websocket")
        ),
        Case("§4.2.1", "an empty value", plain.with("X-Empty", "")),
        Case("§4.2.1", "a value beyond ASCII", plain.with("User-Agent", "机器人/1")),
        Case("§4.2.1", "a body of no bytes", plain.with("Content-Length", "0")),
        Case("§9.1", "permessage-deflate is offered", plain.with("Sec-WebSocket-Extensions", "permessage-deflate")),
        Case(
            "§9.1",
            "extensions with parameters are offered",
            plain.with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame")
        ),
        Case("§9.1", "an extension that nobody can read", plain.with("Sec-WebSocket-Extensions", ";;=,\"")),
        Case("§4.2.2", "a subprotocol nobody here knows", plain.with("Sec-WebSocket-Protocol", "chat")),
        Case(
            "§4.2.2",
            "subprotocols nobody here knows",
            plain.with("Sec-WebSocket-Protocol", "chat, superchat", "mqtt")
        ),
        Case("§4.2.2", "an empty subprotocol", plain.with("Sec-WebSocket-Protocol", "")),
        Case("§4.2.1", "a head of 8192 bytes", plain.filled(to: 8192)),
        Case(
            "§4.2.1",
            "two hundred headers",
            (0..<200).reduce(plain) { request, number in request.adding("X\(number):1") }
        ),
    ]

    static let refused: [Case] = [
        Case("§4.2.1", "HEAD", plain.line("HEAD /onebot/v11/ws HTTP/1.1"), 426),
        Case("§4.2.1", "PUT", plain.line("PUT /onebot/v11/ws HTTP/1.1"), 405),
        Case("§4.2.1", "DELETE", plain.line("DELETE /onebot/v11/ws HTTP/1.1"), 405),
        Case("§4.2.1", "OPTIONS of everything", plain.line("OPTIONS * HTTP/1.1"), 405),
        Case("§4.2.1", "TRACE", plain.line("TRACE / HTTP/1.1"), 405),
        Case("§4.2.1", "CONNECT", plain.line("CONNECT 127.0.0.1:80 HTTP/1.1"), 405),
        Case("§4.2.1", "a method in lower case", plain.line("get /onebot/v11/ws HTTP/1.1"), 400),
        Case("§4.2.1", "a method that is none", plain.line("FETCH /onebot/v11/ws HTTP/1.1"), 400),
        Case("§4.2.1", "POST before a wrong path", plain.line("POST /x HTTP/1.1"), 405),
        Case(
            "§4.2.1",
            "a wrong path before a wrong key",
            plain.line("GET /x HTTP/1.1").with("Authorization", "x"),
            404
        ),
        Case("§4.2.1", "HTTP/1.0", plain.line("GET /onebot/v11/ws HTTP/1.0"), 426),
        Case("§4.2.1", "HTTP/0.9", plain.line("GET /onebot/v11/ws"), 400),
        Case("§4.2.1", "HTTP/2.0", plain.line("GET /onebot/v11/ws HTTP/2.0"), 400),
        Case("§4.2.1", "HTTP/3.7", plain.line("GET /onebot/v11/ws HTTP/3.7"), 400),
        Case("§4.2.1", "a protocol that is not HTTP", plain.line("GET /onebot/v11/ws RTSP/1.1"), 400),
        Case("§4.2.1", "no target", plain.line("GET HTTP/1.1"), 400),
        Case("§4.2.1", "a blank in the target", plain.line("GET /onebot v11/ws HTTP/1.1"), 400),
        Case("§4.2.1", "no Host", plain.without("Host"), 400),
        Case("§4.2.1", "two Hosts", plain.with("Host", "a", "b"), 400),
        Case("§4.2.1", "the same Host twice", plain.with("Host", "a", "a"), 400),
        Case("§4.2.1", "no Connection", plain.without("Connection"), 426),
        Case("§4.2.1", "Connection: close", plain.with("Connection", "close"), 426),
        Case("§4.2.1", "Connection: keep-alive", plain.with("Connection", "keep-alive"), 426),
        Case("§4.2.1", "Connection that only begins so", plain.with("Connection", "Upgrade-Insecure"), 426),
        Case("§4.2.1", "Connection with two words", plain.with("Connection", "keep-alive Upgrade"), 426),
        Case("§4.2.1", "no Upgrade", plain.without("Upgrade"), 426),
        Case("§4.2.1", "an empty Upgrade", plain.with("Upgrade", ""), 426),
        Case("§4.2.1", "Upgrade: h2c", plain.with("Upgrade", "h2c"), 426),
        Case("§4.2.1", "Upgrade that only begins so", plain.with("Upgrade", "websockets"), 426),
        Case("§4.2.1", "no key", plain.without("Sec-WebSocket-Key"), 400),
        Case("§4.2.1", "an empty key", plain.with("Sec-WebSocket-Key", ""), 400),
        Case("§4.2.1", "a key of 15 bytes", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j"), 400),
        Case("§4.2.1", "a key of 14 bytes", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub24="), 400),
        Case("§4.2.1", "a key of 17 bytes", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZWE="), 400),
        Case("§4.2.1", "a key of 18 bytes", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZWFh"), 400),
        Case("§4.2.1", "a key without padding", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ"), 400),
        Case("§4.2.1", "a key in another alphabet", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j_-=="), 400),
        Case("§4.2.1", "a key with a blank", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBs ZSBub25jZ=="), 400),
        Case("§4.2.1", "a key beyond ASCII", plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25é=="), 400),
        Case(
            "§11.3.1",
            "two keys",
            plain.with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="),
            400
        ),
        Case("§4.4", "no version", plain.without("Sec-WebSocket-Version"), 426),
        Case("§4.4", "an empty version", plain.with("Sec-WebSocket-Version", ""), 426),
        Case("§4.4", "version 0", plain.with("Sec-WebSocket-Version", "0"), 426),
        Case("§4.4", "version 8", plain.with("Sec-WebSocket-Version", "8"), 426),
        Case("§4.4", "version 12", plain.with("Sec-WebSocket-Version", "12"), 426),
        Case("§4.4", "version 14", plain.with("Sec-WebSocket-Version", "14"), 426),
        Case("§4.4", "version 255", plain.with("Sec-WebSocket-Version", "255"), 426),
        Case("§4.4", "version 013", plain.with("Sec-WebSocket-Version", "013"), 426),
        Case("§4.4", "version 13a", plain.with("Sec-WebSocket-Version", "13a"), 426),
        Case("§4.4", "a list of versions", plain.with("Sec-WebSocket-Version", "13, 8"), 426),
        Case("§4.4", "two versions", plain.with("Sec-WebSocket-Version", "8", "13"), 426),
        Case("§4.4", "the same version twice", plain.with("Sec-WebSocket-Version", "13", "13"), 426),
        Case(
            "§4.4",
            "a version before a wrong key",
            plain.with("Sec-WebSocket-Version", "8").with("Authorization", "Bearer wrong"),
            426
        ),
        Case(
            "§4.2.1",
            "a bad handshake before a wrong key",
            plain.without("Host").with("Authorization", "Bearer wrong"),
            400
        ),
        Case("RFC 9112 §5.2", "a folded header", plain.adding("X-Fold: a").adding(" b"), 400),
        Case("RFC 9112 §5.2", "a folded header, by a tab", plain.adding("X-Fold: a").adding("\tb"), 400),
        Case("RFC 9112 §5.1", "a blank before the colon", plain.adding("X-Blank : a"), 400),
        Case("RFC 9112 §5", "a header without a colon", plain.adding("nonsense"), 400),
        Case("RFC 9112 §5", "a header without a name", plain.adding(": a"), 400),
        Case("RFC 9112 §5", "a NUL in a value", plain.adding("X-Nul: a\0b"), 400),
        Case("RFC 9112 §5", "a NUL in a name", plain.adding("X\0Nul: a"), 400),
        Case("RFC 9112 §2.2", "a bare CR in a value", plain.adding("X-CR: a\rb"), 400),
        Case("RFC 9112 §5", "a name beyond ASCII", plain.adding("名: a"), 400),
        Case("§4.2.1", "a head of 8193 bytes", plain.filled(to: 8193), 431),
        Case(
            "§4.2.1",
            "more than 256 headers",
            (0..<257).reduce(plain) { request, number in request.adding("X\(number):1") },
            431
        ),
        Case("§4.2.1", "a head of 100000 bytes", plain.filled(to: 100_000), 431),
        Case("RFC 9112 §6", "a body", plain.with("Content-Length", "5").followed(by: Array("hello".utf8)), 400),
        Case("RFC 9112 §6", "a body that does not come", plain.with("Content-Length", "5"), 400),
        Case(
            "RFC 9112 §6",
            "a chunked body",
            plain.with("Transfer-Encoding", "chunked").followed(by: Array("0\r\n\r\n".utf8)),
            400
        ),
        Case(
            "RFC 9112 §6.1",
            "two lengths of one body",
            plain.with("Transfer-Encoding", "chunked").with("Content-Length", "0"),
            400
        ),
        Case("RFC 9112 §6.3", "a length that is no number", plain.with("Content-Length", "x"), 400),
        Case("RFC 9112 §6.3", "a length below nothing", plain.with("Content-Length", "-1"), 400),
        Case("RFC 9112 §6.3", "a length beyond 64 bits", plain.with("Content-Length", "99999999999999999999"), 400),
        Case("RFC 9112 §6.3", "two different lengths", plain.with("Content-Length", "0", "5"), 400),
        Case(
            "RFC 9112 §9.3.2",
            "a second request behind a refused one",
            plain.without("Upgrade").followed(by: plain.bytes),
            426
        ),
        Case(
            "RFC 9112 §9.3.2",
            "garbage behind a refused one",
            plain.with("Sec-WebSocket-Version", "8").followed(by: [0xFF, 0, 0x0A, 0x0A]),
            426
        ),
    ]

    @Test("a valid opening is accepted, without extension or subprotocol of our own", arguments: Self.accepted)
    func accepts(example: Case) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(example.request.bytes)
            let answer = try await bot.answer()
            #expect(answer.status == 101)
            #expect(answer.headers["upgrade"]?.lowercased() == "websocket")
            #expect(answer.headers["connection"]?.lowercased() == "upgrade")
            #expect(answer.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(answer.headers["sec-websocket-extensions"] == nil)
            #expect(answer.headers["sec-websocket-protocol"] == nil)
            try await bot.peer.write(Frames.ping([1]))
            #expect(try await bot.frame(opcode: 10).payload == [1])
            await bot.close()
        }
    }

    @Test("what is no valid opening gets one answer with its status, and the connection ends", arguments: Self.refused)
    func refuses(example: Case) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(example.request.bytes)
            let isHead = example.request.line.hasPrefix("HEAD")
            let answer = try await bot.answer()
            #expect(answer.status == example.status)
            #expect(answer.headers["connection"]?.contains("close") == true)
            #expect(answer.body.isEmpty == isHead)
            #expect(answer.headers["sec-websocket-accept"] == nil)
            if answer.status == 426 {
                #expect(answer.headers["sec-websocket-version"] == "13")
                #expect(answer.headers["upgrade"] == "websocket")
            }
            if answer.status == 405 { #expect(answer.headers["allow"] == "GET") }
            #expect(try await bot.peer.readToEnd().isEmpty)
            #expect(await endpoint.server.report().links.isEmpty)
            #expect(await endpoint.server.report().attempts.map(\.status) == [example.status])
        }
    }

    @Test(
        "the accept value is the one of the RFC's rule",
        arguments: [
            ("dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
            ("x3JJHMbDL1EzLkh9GBhXDw==", "HSmrc0sMlYUkAGmm5OPpG2HaGWk="),
            ("AAAAAAAAAAAAAAAAAAAAAA==", "ICX+Yqv66kxgM0FcWaLWlFLwTAI="),
        ]
    )
    func acceptValue(key: String, accept: String) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(Self.plain.with("Sec-WebSocket-Key", key).bytes)
            #expect(try await bot.answer().headers["sec-websocket-accept"] == accept)
            await bot.close()
        }
    }

    @Test(
        "of offered subprotocols only one that means OneBot v11 is answered",
        arguments: [["11.Shamrock"], ["chat, 11.Shamrock"], ["chat", "11.Shamrock"]]
    )
    func subprotocol(offered: [String]) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            var request = Self.plain
            for value in offered { request = request.adding("Sec-WebSocket-Protocol: \(value)") }
            try await bot.peer.write(request.bytes)
            let answer = try await bot.answer()
            #expect(answer.status == 101)
            #expect(answer.headers["sec-websocket-protocol"] == "11.Shamrock")
            await bot.close()
        }
    }

    @Test("an extension that was offered is not in force")
    func noExtension() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(Self.plain.with("Sec-WebSocket-Extensions", "permessage-deflate").bytes)
            #expect(try await bot.answer().status == 101)
            // "Hello" as RFC 7692 §7.2.3.1 compresses it.
            try await bot.peer.write(Frames.raw([0xC1, 0x87], [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]))
            #expect(try await bot.frame(opcode: 8).closeCode == 1002)
            await bot.close()
        }
    }

    @Test("frames behind the head in its segment are served, however much comes")
    func framesAlong() async throws {
        let events = (0..<2000).flatMap { _ in Frames.text(Frames.event) }
        let tail = events + Frames.ping([1]) + Frames.text(Frames.event(bytes: 300_000)) + Frames.ping([2])
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(Self.plain.followed(by: tail).bytes)
            #expect(try await bot.answer().status == 101)
            #expect(try await bot.frame(opcode: 10).payload == [1])
            #expect(try await bot.frame(opcode: 10).payload == [2])
            #expect(await endpoint.server.report().links.first?.counters.events == 2001)
            await bot.close()
        }
    }

    @Test(
        "a peer that finishes sending behind its request is answered in full",
        arguments: [(Self.plain, 101), (Self.plain.without("Upgrade"), 426), (Self.plain.line("GET /x HTTP/1.1"), 404)]
    )
    func finishedSending(request: OpeningRequest, status: Int) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.writeLast(request.bytes)
            #expect(try await bot.answer().status == status)
            #expect(try await bot.peer.readToEnd().isEmpty)
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
        }
    }

    @Test("a head and a frame cut anywhere between are the same request and the same frame")
    func cutAroundTheEnd() async throws {
        let bytes = Self.plain.followed(by: Frames.ping([1, 2, 3])).bytes
        for cut in bytes.count - 14..<bytes.count {
            try await EndpointFixture.with { endpoint in
                let bot = try await TestBot(port: endpoint.port)
                try await bot.peer.write(Array(bytes[..<cut]))
                try await bot.peer.write(Array(bytes[cut...]))
                #expect(try await bot.answer().status == 101)
                #expect(try await bot.frame(opcode: 10).payload == [1, 2, 3])
                await bot.close()
            }
        }
    }

    @Test(
        "what is no frame behind the head ends the link with 1002",
        arguments: [Self.plain.bytes, [0xFF, 0xFF, 0xFF, 0xFF], Array("\r\n\r\n".utf8)]
    )
    func garbageAlong(tail: [UInt8]) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            try await bot.peer.write(Self.plain.followed(by: tail).bytes)
            #expect(try await bot.answer().status == 101)
            #expect(try await bot.frame(opcode: 8).closeCode == 1002)
            #expect(try await bot.peer.readToEnd().isEmpty)
        }
    }
}
