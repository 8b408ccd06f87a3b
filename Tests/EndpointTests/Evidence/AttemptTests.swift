import Endpoint
import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Testing

@Suite("What the ledger tells of an attempt")
struct AttemptTests {
    private static let key = EndpointFixture.key
    private static let panelToken = "panel-token-of-napcat"
    private static let retiredAt = Date(timeIntervalSince1970: 1_760_000_000)
    private static let graceEndsAt = Date(timeIntervalSince1970: 1_760_086_400)

    private static let access = AccessPolicy(
        key: Secret(key),
        panelToken: Secret(panelToken),
        recognise: { bytes in
            switch String(decoding: bytes, as: UTF8.self) {
            case "retired-key-of-yesterday": .init(.retired, retiredAt: retiredAt)
            case "graceful-key-of-yesterday": .init(.inGrace, retiredAt: retiredAt, graceEndsAt: graceEndsAt)
            default: .unknown
            }
        }
    )

    private func attempt(
        _ path: String = "/onebot/v11/ws",
        method: String = "GET",
        headers: [(String, String)]
    ) async throws -> LedgerEntry {
        var entry: LedgerEntry?
        try await EndpointFixture.with(access: Self.access) { endpoint in
            _ = try await endpoint.request(path, method: method, headers: headers)
            entry = await endpoint.server.report().attempts.last
        }
        return try #require(entry)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var path = "/onebot/v11/ws"
        var method = "GET"
        var headers: [(String, String)] = []
        var expected: @Sendable (LedgerEntry) -> Bool

        var testDescription: String { self.name }
    }

    static let cases: [Case] = [
        Case(name: "a handshake key without Upgrade", headers: [("Sec-WebSocket-Key", "x"), ("Via", "1.1 a")]) {
            $0.hasWebSocketKey == true && !$0.asksUpgrade && $0.via == "1.1 a" && $0.isAbsoluteForm == false
        },
        Case(name: "no handshake key", headers: []) { $0.hasWebSocketKey == false && $0.hasSignature == false },
        Case(name: "through a forward proxy", path: "http://x:8021/onebot/v11/ws") {
            $0.isAbsoluteForm == true && $0.path == "/onebot/v11/ws"
        },
        Case(name: "reported by HTTP", method: "POST", headers: [("X-Signature", "sha1=abc")]) {
            $0.hasSignature == true
        },
        Case(name: "two proxies", headers: [("Via", "1.0 a"), ("Via", "1.1 b (nginx)")]) {
            $0.via == "1.0 a, 1.1 b (nginx)"
        },
        Case(name: "a long Via", headers: [("Via", String(repeating: "v", count: 500))]) {
            $0.via?.utf8.count == 128
        },
        Case(name: "our key in Via", headers: [("Via", "1.1 \(key)")]) {
            $0.via.map { !$0.contains(key) && $0.hasPrefix("1.1 •") } == true
        },
    ]

    @Test("stands there", arguments: Self.cases)
    func facts(example: Case) async throws {
        let entry = try await self.attempt(example.path, method: example.method, headers: example.headers)
        #expect(example.expected(entry), "\(entry)")
    }

    @Test(
        "and no key in any text of it, on the attempt and on the link",
        arguments: ["retired-key-of-yesterday", "graceful-key-of-yesterday", key.uppercased(), "0123456789abcdef"]
    )
    func keptTexts(secret: String) async throws {
        try await EndpointFixture.with(access: Self.access) { endpoint in
            let marks = ["User-Agent", "Via", "X-Trace", "X-Client-Role", "Sec-WebSocket-Protocol"]
            for (path, headers) in [
                ("/\(secret)", marks),
                ("/onebot/v11/ws?access_token=\(Self.key)", marks.filter { $0 != "X-Client-Role" }),
            ] {
                let bot = try await TestBot(port: endpoint.port)
                let handshake = TestBot.napCatHeaders(selfID: "7", key: nil).filter { !headers.contains($0.0) }
                _ = try await bot.request(path, headers: handshake + headers.map { ($0, "1.1 \(secret)") })
                let report = await endpoint.server.report()
                let texts = report.attempts.map(String.init(describing:)) + report.links.map(String.init(describing:))
                let kept = texts.joined() + String(describing: report.bots)
                #expect(!kept.contains(secret) && kept.contains("1.1 ••••"), "\(kept)")
                await bot.close()
            }
            #expect(await endpoint.server.report().attempts.map(\.status) == [404, 101])
        }
    }

    struct KeyCase: Sendable, CustomTestStringConvertible {
        var key: String
        var mistake: KeyMistake?
        var change: @Sendable (inout KeyNote) -> Void

        init(_ key: String, _ mistake: KeyMistake?, _ change: @escaping @Sendable (inout KeyNote) -> Void = { _ in }) {
            self.key = key
            self.mistake = mistake
            self.change = change
        }

        var testDescription: String { self.mistake?.rawValue ?? "accepted" }
    }

    static let keyCases: [KeyCase] = [
        KeyCase("\(key.prefix(9)) \(key.dropFirst(9))", .invisibleCharacters) {
            $0.oddPosition = 10
            $0.oddCharacter = 0x20
        },
        KeyCase("\u{200B}\(key)", .invisibleCharacters) {
            $0.oddPosition = 1
            $0.oddCharacter = 0x200B
        },
        KeyCase(String(key.prefix(20)), .cut) { $0.isBeginning = true },
        KeyCase(String(key.suffix(20)), .cut) { $0.isBeginning = false },
        KeyCase("retired-key-of-yesterday", .retired) { $0.retiredAt = retiredAt },
        KeyCase("graceful-key-of-yesterday", nil) {
            $0.retiredAt = retiredAt
            $0.graceEndsAt = graceEndsAt
        },
        KeyCase(panelToken, .panelToken),
        KeyCase("quite-another-key", .different),
    ]

    @Test("and of its key, what is no secret", arguments: Self.keyCases)
    func keys(example: KeyCase) async throws {
        let entry = try await self.attempt(headers: TestBot.napCatHeaders(selfID: "1", key: example.key))
        #expect(entry.keyMistake == example.mistake)
        var note = try #require(entry.key)
        #expect((note.fingerprint != nil) == (example.mistake != nil))
        note.fingerprint = nil
        var expected = KeyNote()
        example.change(&expected)
        #expect(note == expected)
        for secret in [Self.key, example.key, Self.panelToken] {
            #expect(!String(describing: entry).contains(secret))
        }
    }

    @Test("the host that a TLS client asks for, however its hello is cut", arguments: [1 << 14, 100])
    func serverName(cut: Int) async throws {
        try await EndpointFixture.with { endpoint in
            let peer = try await RawPeer(port: endpoint.port)
            let hello = HelloSample.hello("bot.example.com")
            for start in stride(from: 0, to: hello.count, by: cut) {
                // It may have been answered already.
                try? await peer.write(Array(hello[start..<min(hello.count, start + cut)]))
            }
            #expect(String(decoding: try await peer.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
            let entry = try #require(await endpoint.server.report().attempts.last)
            #expect(entry.serverName == "bot.example.com")
            #expect(entry.cause == "TLS-01")
            #expect(await endpoint.server.report().attempts.count == 1)
        }
    }

    @Test("half a hello is TLS all the same, answered soon, or when the peer has gone")
    func halfHello() async throws {
        try await EndpointFixture.with(limits: .init { $0.limits.hello = .milliseconds(100) }) { endpoint in
            let half = Array(HelloSample.hello("bot.example.com").prefix(40))
            let waiting = try await RawPeer(port: endpoint.port)
            try await waiting.write(half)
            #expect(String(decoding: try await waiting.readToEnd(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
            let gone = try await RawPeer(port: endpoint.port)
            try await gone.writeLast(half)
            #expect(await eventually { await endpoint.server.report().attempts.map(\.cause) == ["TLS-01", "TLS-01"] })
            #expect(await endpoint.server.report().attempts.allSatisfy { $0.serverName == nil })
        }
    }

    @Test("whether a peer went or cut the connection")
    func howItEnded() async throws {
        try await EndpointFixture.with { endpoint in
            let closing = try await RawPeer(port: endpoint.port)
            await closing.close()
            #expect(await eventually { await endpoint.server.report().attempts.last?.end == .peerClosed })
            let resetting = try await RawPeer(port: endpoint.port)
            try await resetting.reset()
            #expect(await eventually { await endpoint.server.report().attempts.last?.end == .peerReset })
        }
    }
}
