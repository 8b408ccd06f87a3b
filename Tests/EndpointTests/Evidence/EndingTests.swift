import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Testing

@testable import Endpoint

@Suite("How links end, and whether QQ is there")
struct EndingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var how: LinkEnding.How
        var code: UInt16?
        var reason = ""
        var end: @Sendable (TestBot, EndpointServer) async throws -> Void

        var testDescription: String { self.name }
    }

    static let cases: [Case] = [
        Case(name: "FIN", how: .finished) { bot, _ in try await bot.peer.writeLast([]) },
        Case(name: "RST", how: .reset) { bot, _ in try await bot.peer.reset() },
        Case(name: "a close frame", how: .closedByPeer, code: 4001, reason: "bye bye") { bot, _ in
            try await bot.peer.write(TestBot.frame(opcode: 8, [0x0F, 0xA1] + Array("bye\u{07}bye".utf8)))
        },
        Case(name: "a close frame with our key in it", how: .closedByPeer, code: 1000, reason: "•") { bot, _ in
            try await bot.peer.write(TestBot.frame(opcode: 8, [0x03, 0xE8] + Array(EndpointFixture.key.utf8)))
        },
        Case(name: "the operator", how: .closedByUs, code: 1000) { _, server in
            await server.disconnect(selfID: "1000010001")
        },
        Case(name: "a frame that is wrong", how: .closedByUs, code: 1002, reason: "") { bot, _ in
            try await bot.peer.write([0xFF, 0x80, 0, 0, 0, 0])
        },
    ]

    @Test("is remembered with its address and times", arguments: Self.cases)
    func ends(example: Case) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            try await bot.send(#"{"post_type":"message","self_id":1000010001,"user_id":2,"message_id":1}"#)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
            try await example.end(bot, endpoint.server)
            if example.how == .closedByUs { await bot.close() }
            #expect(await eventually { await endpoint.server.report().bots.first?.trace.endings.isEmpty == false })
            let report = await endpoint.server.report()
            let ending = try #require(report.bots.first?.trace.endings.first)
            #expect(ending.how == example.how)
            #expect(ending.code == example.code)
            #expect(ending.reason.hasPrefix(example.reason))
            #expect(!ending.reason.contains(EndpointFixture.key))
            #expect(ending.address == "127.0.0.1" && ending.userAgent == "OneBot/11")
            #expect(ending.lifetime >= ending.idle && ending.idle >= .zero)
            #expect(report.bots.first.flatMap { report.lastMessage(of: $0) } != nil)
        }
    }

    @Test("a link that stands still though TCP is answered is frozen, not cut off")
    func frozen() async throws {
        let limits = EndpointConfiguration.Change {
            $0.lostAfter = .milliseconds(1500)
            $0.pingInterval = .milliseconds(500)
        }
        try await EndpointFixture.with(limits: limits) { endpoint in
            let bot = try await endpoint.bot()
            try await bot.send(#"{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":1000010001}"#)
            #expect(await eventually { await endpoint.server.report().bots.first?.trace.endings.isEmpty == false })
            #expect(await endpoint.server.report().bots.first?.trace.endings.first?.how == .lostFrozen)
            await bot.close()
        }
    }

    @Test(
        "of a link that was given up the kernel tells which it was",
        arguments: [(0, 0, .lostFrozen), (1, 0, .lostNetwork), (0, 2, .lostNetwork)] as [(Int, Int, LinkEnding.How)]
    )
    func lost(unacknowledged: Int, retransmitting: Int, how: LinkEnding.How) {
        let state = TCPState(
            roundTripMicroseconds: 1,
            unacknowledged: unacknowledged,
            retransmitting: retransmitting,
            lastDataReceivedMilliseconds: 1
        )
        #expect(LinkEnding.How(state) == how)
        #expect(LinkEnding.How(nil) == .lost)
    }

    @Test(
        "of a socket that failed the error does",
        arguments: [
            (ECONNRESET, .reset), (EPIPE, .reset), (ETIMEDOUT, .lostNetwork), (EHOSTUNREACH, .lostNetwork),
            (EIO, .finished), (nil, .finished),
        ] as [(CInt?, LinkEnding.How)]
    )
    func failed(errno: CInt?, how: LinkEnding.How) {
        #expect(LinkEnding.How(errno: errno) == how)
    }

    @Test("no more than sixteen endings are kept, newest first")
    func bound() {
        var trace = BotTrace()
        for number in 0..<20 {
            let ending = LinkEnding(
                time: Date(timeIntervalSince1970: Double(number)),
                how: .reset,
                reason: "",
                address: "10.0.0.1",
                lifetime: .zero,
                idle: .zero
            )
            trace.ended(ending, lastMessage: nil)
        }
        #expect(trace.endings.map { Int($0.time.timeIntervalSince1970) } == (4..<20).reversed())
    }

    // MARK: - Offline

    private static func heartbeat(_ online: Bool) -> String {
        #"{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":1000010001,"status":{"online":\#(online)}}"#
    }

    private static let notice =
        #"{"post_type":"notice","notice_type":"bot_offline","self_id":1000010001,"tag":"KickedOffLine","#
        + #""message":"该账号在另一台设备登录\n\u001b[31m"}"#
    private static let message = #"{"post_type":"message","self_id":1000010001,"user_id":2,"message_id":1}"#
    private static let own = #"{"post_type":"message","self_id":1000010001,"user_id":1000010001,"message_id":1}"#

    @Test(
        "QQ is gone when a notice or a heartbeat says so, until a heartbeat or a message says otherwise",
        arguments: [
            ([heartbeat(true)], nil), ([heartbeat(false)], ""), ([heartbeat(true), heartbeat(false)], ""),
            ([heartbeat(false), heartbeat(true)], nil), ([notice], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([heartbeat(true), notice, heartbeat(true)], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([notice, heartbeat(true)], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([notice, heartbeat(false)], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([heartbeat(false), notice], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([notice, heartbeat(false), heartbeat(true)], nil), ([notice, message], nil),
            ([message, notice], "KickedOffLine: 该账号在另一台设备登录  [31m"),
            ([notice, own], "KickedOffLine: 该账号在另一台设备登录  [31m"), ([notice, message, heartbeat(false)], ""),
            ([#"{"post_type":"notice","notice_type":"bot_offline","self_id":1000010001}"#], ""),
            ([#"{"post_type":"notice","notice_type":"bot_offlines","self_id":1000010001}"#], nil),
        ] as [([String], String?)]
    )
    func offline(frames: [String], reason: String?) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            for frame in frames { try await bot.send(frame) }
            #expect(await eventually { await endpoint.server.report().links.first?.counters.events == frames.count })
            let report = await endpoint.server.report()
            #expect(report.bots.first.map { report.offline($0)?.reason } == reason)
        }
    }

    @Test("a bot that comes back with another link is back")
    func back() async throws {
        try await EndpointFixture.with { endpoint in
            let first = try await endpoint.bot()
            try await first.send(Self.notice)
            #expect(await eventually { await endpoint.server.report().bots.first?.trace.offline != nil })
            await first.close()
            let second = try await endpoint.bot()
            try await second.send(Self.heartbeat(true))
            #expect(await eventually { await endpoint.server.report().bots.first?.trace.offline == nil })
        }
    }
}
