import EndpointTesting
import Foundation
import Logging
import NIOCore
import NIOPosix
import OneBot
import Snapshot
import Testing

@testable import Console
@testable import Endpoint

@Suite("The endpoint's report as evidence")
struct EvidenceMappingTests {
    private static let key = "0123456789abcdefghijklmnopqrstuv"

    private func withServer(_ body: (EndpointServer, Int) async throws -> Void) async throws {
        let server = EndpointServer(
            configuration: EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: 0)]),
            access: AccessPolicy(key: Secret(Self.key)),
            group: .singletonMultiThreadedEventLoopGroup,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await server.start()
        do {
            try await body(server, await server.listenerReports().first?.port ?? 0)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test("a bot's day: a wrong key, a link with messages, a call that failed, its end")
    func day() async throws {
        try await self.withServer { server, port in
            let stranger = try await TestBot(port: port)
            #expect(try await stranger.connect(key: String(Self.key.prefix(12))).status == 403)
            let bot = try await TestBot(port: port)
            #expect(try await bot.connect(key: Self.key).status == 101)
            for _ in 0..<2 { _ = try await bot.frame(opcode: 1) }
            try await bot.send(
                #"{"post_type":"message","self_id":1000010001,"user_id":2,"group_id":7,"message_id":5,"message":"hi","time":1}"#
            )
            try await bot.send(#"{"post_type":"notice","notice_type":"bot_offline","self_id":1000010001,"tag":"gone"}"#)
            #expect(await eventually { await server.report().links.first?.counters.events == 2 })
            let request = CallRequest(
                selfID: "1000010001",
                action: "send_msg",
                parameters: Array(#"{"group_id":7,"message":[{"type":"image","data":{"file":"/a.jpg"}}]}"#.utf8)
            )
            async let outcome = server.call(request)
            let echo = try #require(try JSONParser.parse(try await bot.frame(opcode: 1).payload)["echo"]?.string)
            try await bot.send(#"{"status":"failed","retcode":1200,"message":"ENOENT","echo":"\#(echo)"}"#)
            _ = await outcome

            let open = EvidenceMapping(report: await server.report())
            #expect(open.attempts.map(\.status) == [403, 101])
            #expect(open.attempts.first?.key?.mistake == .cut)
            #expect(open.attempts.first?.key?.isBeginning == true)
            #expect(open.attempts.last?.key == KeyFacts())
            let link = try #require(open.links.values.first)
            #expect(link.network == .loopback && link.firstFrame == .event && link.events.messages == 1)
            #expect(link.stringMessages.count == 1 && link.stringMessages.last != nil && link.staleMessages.count == 1)
            #expect(link.recentMessages.map(\.messageID) == [5] && link.recentMessages.first?.groupID == 7)
            let evidence = try #require(open.bots()["1000010001"])
            #expect(evidence.offline?.reason == "gone")
            #expect(evidence.lastMessageAt.map { abs($0.timeIntervalSinceNow) < 60 } == true)
            #expect(evidence.callTroubles.first?.kind == .failed(retcode: 1200, wording: "ENOENT"))
            #expect(evidence.callTroubles.first?.file == .path("/a.jpg"))
            #expect(evidence.expectedMessages == nil)

            try await bot.peer.reset()
            #expect(await eventually { await server.report().links.isEmpty })
            let ended = try #require(EvidenceMapping(report: await server.report()).bots()["1000010001"])
            #expect(ended.endings.map(\.how) == [.reset])
            #expect(ended.endings.first?.address == "127.0.0.1")
            #expect(ended.lastMessageAt != nil)
        }
    }

    @Test("attempts never go back in time, whatever the clock did")
    func order() {
        var report = EndpointReport(
            takenAt: .now(),
            wallTime: .now,
            listeners: [],
            bots: [],
            links: [],
            handshakesAccepted: 0,
            handshakesRefused: 0,
            past: LinkCounters(),
            openCalls: [:],
            attempts: [],
            blocked: [],
            pending: []
        )
        for (port, second) in [(1, 10.0), (2, 5), (3, 10), (4, 7)] {
            let time = Date(timeIntervalSince1970: second)
            report.attempts.append(
                LedgerEntry(time: time, address: "a", port: port, localPort: 1, firstBytes: .none, end: .dropped)
            )
        }
        #expect(EvidenceMapping(report: report).attempts.map(\.port) == [2, 4, 1, 3])
        #expect(EvidenceMapping(report: report).attempts.allSatisfy { $0.end == .dropped && $0.key == nil })
    }

    @Test("a self-test's results are told with the kind of network")
    func selfTest() {
        let results = [
            SelfTestResult(
                target: SelfTestTarget(host: "127.0.0.1", port: 8021),
                question: .wrongKey,
                answer: .asExpected(milliseconds: 2)
            ),
            SelfTestResult(
                target: SelfTestTarget(host: "10.0.0.4", port: 8021),
                question: .rightKey,
                answer: .somebodyElse
            ),
        ]
        let facts = SelfTestFacts(results, takenAt: Date(timeIntervalSince1970: 1))
        #expect(facts.checks.map(\.network) == [.loopback, .lan])
        #expect(facts.checks.map(\.passed) == [true, false])
        #expect(facts.checks.map(\.question) == [.wrongKey, .rightKey])
    }
}
