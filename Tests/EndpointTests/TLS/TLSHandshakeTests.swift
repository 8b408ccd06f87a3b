import Certificates
import CertificatesTesting
import EndpointTesting
import Foundation
import NIOCore
import NIOPosix
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("wss://")
struct TLSHandshakeTests {
    @Test("a bot that trusts the certificate comes in, by TLS 1.2 and 1.3", arguments: [false, true])
    func comesIn(isOld: Bool) async throws {
        try await TLSFixture.with { fixture in
            var tls = fixture.trusting
            tls.isOld = isOld
            let bot = try await fixture.endpoint.bot(tls: tls)
            try await bot.send(#"{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":1000010001}"#)
            #expect(await eventually { await fixture.server.report().links.first?.counters.events == 1 })
            let report = await fixture.server.report()
            #expect(report.links.first?.session.isTLS == true)
            #expect(report.attempts.last?.isTLS == true && report.attempts.last?.status == 101)
            #expect(report.attempts.last?.firstBytes == .http)
            #expect(report.attempts.last?.serverName == "localhost")
            #expect(report.listeners.first?.certificate?.summary == fixture.made)
            await bot.close()
            #expect(await eventually { await fixture.server.report().links.isEmpty })
        }
    }

    @Test("refusals come by TLS with their own status")
    func refusals() async throws {
        try await TLSFixture.with { fixture in
            let bot = try await TestBot(port: fixture.port, tls: fixture.trusting)
            let answer = try await bot.connect(key: "wrong-key-of-somebody")
            #expect(answer.status == 403 && answer.headers["x-refused-by"] == "AUTH")
            let other = try await TestBot(port: fixture.port, tls: TestTLS())
            let path = try await other.request(
                "/ws",
                headers: TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)
            )
            #expect(path.status == 404)
        }
    }

    @Test("ws:// typed for the port gets a plain 400 that says so")
    func plain() async throws {
        try await TLSFixture.with { fixture in
            let answer = try await fixture.endpoint.request(
                headers: TestBot.napCatHeaders(selfID: "1000010001", key: EndpointFixture.key)
            )
            #expect(answer.status == 400 && answer.headers["x-refused-by"] == "TLS-02")
            #expect(answer.body.contains("wss://"))
            let entry = await fixture.attempt()
            #expect(entry?.cause == "TLS-02" && entry?.selfID == "1000010001" && entry?.isTLS == nil)
            #expect(!"\(String(describing: entry))".contains(EndpointFixture.key))
        }
    }

    @Test("who does not trust the certificate is told from others")
    func untrusted() async throws {
        try await TLSFixture.with { fixture in
            let other = try CertificateFolder.make()
            let bot = try await TestBot(port: fixture.port, tls: TestTLS(trusting: other.certificate))
            await #expect(throws: (any Error).self) { try await bot.connect(key: EndpointFixture.key) }
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.cause == "TLS-03" && entry?.status == 0, "\(String(describing: entry))")
            #expect(entry?.tlsFault == .unknownCA, "\(String(describing: entry))")
        }
    }

    @Test("who goes as soon as TLS is there is taken for somebody who does not trust us")
    func leaves() async throws {
        try await TLSFixture.with { fixture in
            let peer = try await RawPeer(port: fixture.port, tls: TestTLS())
            #expect(await eventually { fixture.server.state.guarded.withLock { $0.pendingTLS.count } == 1 })
            // The first write waits for the handshake; an empty one says nothing.
            try await peer.write([])
            await peer.close()
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.cause == "TLS-03" && entry?.tlsFault == .leftAfterHandshake)
            #expect(fixture.server.state.guarded.withLock { $0.pendingTLS.count + $0.pending.count } == 0)
        }
    }

    /// What comes instead of TLS, and what the ledger says.
    static let oddities: [(String, [UInt8], TLSFault)] = [
        ("no record", [0x16, 0x03, 0x01, 0x00, 0x05, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .garbled),
        ("TLS 1.1 at most", Self.hello(version: 0x02), .oldVersion),
        ("SSL 3", Self.hello(version: 0x00), .oldVersion),
    ]

    @Test("what is no TLS that is taken here is closed and named", arguments: Self.oddities)
    func garbage(_ name: String, _ bytes: [UInt8], _ fault: TLSFault) async throws {
        try await TLSFixture.with { fixture in
            let peer = try await RawPeer(port: fixture.port)
            try await peer.write(bytes)
            _ = try? await peer.readToEnd()
            let entry = await fixture.attempt { $0.tlsFault != nil }
            #expect(entry?.cause == "HS-09" && entry?.tlsFault == fault, "\(name): \(String(describing: entry))")
        }
    }

    /// A ClientHello that offers one old version (RFC 5246 §7.4.1.2).
    private static func hello(version: UInt8) -> [UInt8] {
        let random = (0..<32).map { UInt8($0) }
        let body: [UInt8] = [0x03, version] + random + [0x00, 0x00, 0x02, 0x00, 0x2F, 0x01, 0x00]
        let message: [UInt8] = [0x01, 0x00, 0x00, UInt8(body.count)] + body
        return [0x16, 0x03, 0x01, 0x00, UInt8(message.count)] + message
    }

    @Test("a handshake that never ends is closed at the deadline, at any point of it", arguments: [0, 1, 6, 40])
    func stalls(_ length: Int) async throws {
        let change: (inout EndpointConfiguration) -> Void = { $0.limits.deadline = .milliseconds(300) }
        try await TLSFixture.with(change) { fixture in
            let peer = try await RawPeer(port: fixture.port)
            let hello = Self.hello(version: 0x03)
            // On a slow machine the deadline may have come before.
            if length > 0 { try? await peer.write(Array(hello.prefix(length))) }
            #expect(try await peer.readToEnd().isEmpty)
            let entry = await fixture.attempt()
            #expect(entry?.end == .timedOut && entry?.status == 0)
            #expect(fixture.server.state.guarded.withLock { $0.pendingTLS.count + $0.pending.count } == 0)
        }
    }

    @Test("one that says nothing behind TLS gets its 408")
    func silentBehindTLS() async throws {
        let change: (inout EndpointConfiguration) -> Void = { $0.limits.deadline = .seconds(6) }
        try await TLSFixture.with(change) { fixture in
            let peer = try await RawPeer(port: fixture.port, tls: TestTLS())
            let answer = String(decoding: try await peer.readToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 408 "), "\(answer)")
        }
    }

    @Test("of many that have begun TLS the oldest gives way")
    func gives() async throws {
        let change: (inout EndpointConfiguration) -> Void = {
            $0.limits.pendingTLS = 2
            $0.limits.pendingTLSPerAddress = 2
        }
        try await TLSFixture.with(change) { fixture in
            let begin = Array(Self.hello(version: 0x03).prefix(20))
            let first = try await RawPeer(port: fixture.port)
            try await first.write(begin)
            #expect(await eventually { fixture.server.state.guarded.withLock { $0.pendingTLS.count } == 1 })
            for _ in 0..<2 {
                let next = try await RawPeer(port: fixture.port)
                try await next.write(begin)
            }
            #expect(try await first.readToEnd().isEmpty)
            #expect(await fixture.attempt { $0.end == .gaveWay } != nil)
            // A plain connection costs none of it, and a bot still gets in.
            let bot = try await fixture.endpoint.bot(tls: fixture.trusting)
            await bot.close()
        }
    }

    @Test("large messages in both directions, and a stop with 1001")
    func large() async throws {
        let change: (inout EndpointConfiguration) -> Void = { $0.maxMessageBytes = 16 << 20 }
        try await TLSFixture.with(change) { fixture in
            let bot = try await fixture.endpoint.bot(tls: fixture.trusting)
            let filler = String(repeating: "x", count: 9 << 20)
            let event =
                #"{"post_type":"message","message_type":"private","self_id":1000010001,"user_id":1,"raw_message":""#
                + filler + #""}"#
            try await bot.send(event)
            #expect(await eventually { await fixture.server.report().links.first?.counters.messages == 1 })
            let call = CallRequest(
                selfID: "1000010001",
                action: "send_msg",
                parameters: Array((#"{"message":""# + filler + #""}"#).utf8)
            )
            fixture.server.call(call, finish: { _ in })
            var frame = try await bot.frame(opcode: 1)
            while frame.payload.count < 1 << 20 { frame = try await bot.frame(opcode: 1) }
            #expect(frame.payload.count > 9 << 20)
            async let stopped: Void = fixture.server.stop()
            #expect(try await bot.frame(opcode: 8).closeCode == 1001)
            await bot.close()
            await stopped
        }
    }

    @Test("what has come of a message counts against the budget until it is whole")
    func budget() async throws {
        let change: (inout EndpointConfiguration) -> Void = { $0.maxMessageBytes = 8 << 20 }
        try await TLSFixture.with(change) { fixture in
            var bots: [TestBot] = []
            for number in 0..<3 { bots.append(try await fixture.endpoint.bot("\(100_000 + number)", tls: TestTLS())) }
            func frame(_ mebibytes: Int) -> [UInt8] {
                let filler = String(repeating: "y", count: mebibytes << 20)
                let event = #"{"post_type":"message","message_type":"private","raw_message":""# + filler + #""}"#
                return TestBot.frame(opcode: 1, Array(event.utf8))
            }
            let (long, short) = (frame(7), frame(1))
            let most = 6 << 20
            for bot in bots.prefix(2) { try await bot.peer.write(Array(long.prefix(most))) }
            #expect(await eventually { fixture.server.state.budget.used >= 11 << 20 })
            try await bots[2].peer.write(short)
            #expect(await eventually { await fixture.server.report().links.contains { $0.counters.messages == 1 } })
            for bot in bots.prefix(2) { try await bot.peer.write(Array(long.dropFirst(most))) }
            #expect(await eventually { await fixture.server.report().links.allSatisfy { $0.counters.messages == 1 } })
            #expect(fixture.server.state.budget.used == 0)
            for bot in bots { await bot.close() }
        }
    }

    @Test("the console's test of itself passes by TLS")
    func selfTest() async throws {
        try await TLSFixture.with { fixture in
            let tester = SelfTester(server: fixture.server, group: MultiThreadedEventLoopGroup.singleton)
            let results = await tester.run(
                [SelfTestTarget(host: "127.0.0.1", port: fixture.port, isTLS: true)],
                path: "/onebot/v11/ws",
                key: Secret(EndpointFixture.key),
                timeout: .seconds(10)
            )
            for result in results {
                guard case .asExpected = result.answer else {
                    Issue.record("\(result)")
                    continue
                }
            }
            #expect(results.count == 2)
            #expect(await fixture.server.report().attempts.isEmpty)
        }
    }
}
