import Endpoint
import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Synchronization
import Testing

@Suite("Calls over real sockets")
struct CallTests {
    private static let bot = "1000010001"

    private func request(_ action: String = "get_status", _ parameters: String = "{}") -> CallRequest {
        CallRequest(selfID: Self.bot, action: action, parameters: Array(parameters.utf8))
    }

    /// A bot that has been asked who it is, without an answer.
    private func connected(_ endpoint: EndpointFixture, _ selfID: String = Self.bot) async throws -> TestBot {
        let bot = try await endpoint.bot(selfID)
        for _ in 0..<2 { _ = try await bot.frame(opcode: 1) }
        return bot
    }

    private func echo(_ frame: TestBot.ServerFrame) throws -> String {
        let json = try JSONParser.parse(frame.payload)
        return try #require(json["echo"]?.string)
    }

    @Test("goes out as given and comes back as it was")
    func roundTrip() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            async let outcome = endpoint.server.call(self.request("any \"thing\"", #"{ "a" :  9007199254740993 }"#))
            let call = try await bot.frame(opcode: 1)
            let echo = try self.echo(call)
            #expect(call.text == #"{"action":"any \"thing\"","params":{ "a" :  9007199254740993 },"echo":"\#(echo)"}"#)
            let response = #"{"retcode":0,"status":"ok","data":{"id":9007199254740993},"echo":"\#(echo)"}"#
            try await bot.send(response)
            guard case .answered(let answer) = await outcome else {
                Issue.record("\(await outcome)")
                return
            }
            #expect(String(decoding: answer.response, as: UTF8.self) == response)
            #expect(answer.succeeded)
            #expect(answer.retcode == 0)
            #expect(answer.milliseconds > 0)
        }
    }

    @Test("a refusal is an answer, with its code")
    func refused() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            async let outcome = endpoint.server.call(self.request("nonsense"))
            let echo = try self.echo(try await bot.frame(opcode: 1))
            try await bot.send(#"{"status":"failed","retcode":1404,"wording":"no","echo":"\#(echo)"}"#)
            guard case .answered(let answer) = await outcome else {
                Issue.record("\(await outcome)")
                return
            }
            #expect(!answer.succeeded)
            #expect(answer.retcode == 1404)
            #expect(await endpoint.server.report().links.first?.counters.callFailures == 1)
        }
    }

    @Test("an unknown bot is told at once, and one without a link that takes calls too")
    func nobody() async throws {
        try await EndpointFixture.with { endpoint in
            #expect(await endpoint.server.call(self.request()) == .noSuchBot)
            let event = try await TestBot(port: endpoint.port)
            var headers = TestBot.napCatHeaders(selfID: Self.bot, key: EndpointFixture.key)
            headers.removeAll { $0.0 == "x-client-role" }
            _ = try await event.request(headers: headers + [("X-Client-Role", "Event")])
            #expect(await endpoint.server.call(self.request()) == .notConnected)
        }
    }

    @Test("the link that spoke last gets the call, and the answer may come on another")
    func speaker() async throws {
        try await EndpointFixture.with { endpoint in
            let old = try await self.connected(endpoint)
            let new = try await self.connected(endpoint)
            try await old.send(#"{"post_type":"message","self_id":1000010001,"time":1}"#)
            #expect(await eventually { await endpoint.server.report().links.contains { $0.counters.messages == 1 } })
            async let outcome = endpoint.server.call(self.request())
            let echo = try self.echo(try await old.frame(opcode: 1))
            try await new.send(#"{"status":"ok","retcode":0,"echo":"\#(echo)"}"#)
            guard case .answered = await outcome else {
                Issue.record("\(await outcome)")
                return
            }
        }
    }

    @Test("parts come in order before the answer")
    func parts() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            let parts = Mutex<[String]>([])
            async let outcome = withCheckedContinuation { continuation in
                endpoint.server.call(
                    self.request("download_file_stream"),
                    part: { part in parts.withLock { $0.append(String(decoding: part, as: UTF8.self)) } },
                    finish: { continuation.resume(returning: $0) }
                )
            }
            let echo = try self.echo(try await bot.frame(opcode: 1))
            let sent = (0..<5).map {
                #"{"status":"ok","retcode":0,"data":{"type":"stream","index":\#($0)},"echo":"\#(echo)","stream":"stream-action"}"#
            }
            for part in sent { try await bot.send(part) }
            try await bot.send(
                #"{"status":"ok","retcode":0,"data":{"type":"response"},"echo":"\#(echo)","stream":"stream-action"}"#
            )
            guard case .answered(let answer) = await outcome else {
                Issue.record("\(await outcome)")
                return
            }
            #expect(answer.parts == 5)
            #expect(parts.withLock { $0 } == sent)
        }
    }

    @Test("an answer of megabytes comes back whole")
    func longAnswer() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            async let outcome = endpoint.server.call(self.request("get_file"))
            let echo = try self.echo(try await bot.frame(opcode: 1))
            let data = String(repeating: "QUJD", count: 1 << 20)
            let response = #"{"status":"ok","retcode":0,"data":{"base64":"\#(data)"},"echo":"\#(echo)"}"#
            try await bot.send(response)
            guard case .answered(let answer) = await outcome else {
                Issue.record("no answer")
                return
            }
            #expect(answer.response.elementsEqual(response.utf8))
        }
    }

    @Test("without an answer the outcome is unknown; a late one and a second one are counted as that")
    func lateAndRepeated() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            async let slow = endpoint.server.call(self.request(), timeout: .milliseconds(100))
            let late = try self.echo(try await bot.frame(opcode: 1))
            #expect(await slow == .timedOut(seconds: 0))
            try await bot.send(#"{"status":"ok","retcode":0,"echo":"\#(late)"}"#)
            #expect(await eventually { await endpoint.server.report().bots.first?.calls.late == 1 })
            async let quick = endpoint.server.call(self.request())
            let echo = try self.echo(try await bot.frame(opcode: 1))
            for _ in 0..<2 { try await bot.send(#"{"status":"ok","retcode":0,"echo":"\#(echo)"}"#) }
            guard case .answered = await quick else {
                Issue.record("\(await quick)")
                return
            }
            #expect(await eventually { await endpoint.server.report().bots.first?.calls.repeated == 1 })
            #expect(await endpoint.server.report().bots.first?.calls.timedOut == 1)
        }
    }

    @Test("when the bot's last link ends, nobody knows whether it was done")
    func lost() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            async let outcome = endpoint.server.call(self.request())
            _ = try await bot.frame(opcode: 1)
            await bot.close()
            #expect(await outcome == .linkLost)
            #expect(await endpoint.server.report().bots.first?.calls.lost == 1)
        }
    }

    @Test("an Event link that stays brings no answers")
    func lostApart() async throws {
        try await EndpointFixture.with { endpoint in
            var headers = TestBot.napCatHeaders(selfID: Self.bot, key: EndpointFixture.key)
            headers.removeAll { $0.0 == "x-client-role" }
            let event = try await TestBot(port: endpoint.port)
            _ = try await event.request(headers: headers + [("X-Client-Role", "Event")])
            let api = try await self.connected(endpoint)
            async let outcome = endpoint.server.call(self.request(), timeout: .seconds(60))
            _ = try await api.frame(opcode: 1)
            await api.close()
            #expect(await outcome == .linkLost)
            #expect(await endpoint.server.report().bots.first?.links.count == 1)
        }
    }

    @Test("two hundred at a time, and one more is refused unsent")
    func bound() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            try await withThrowingTaskGroup(of: CallOutcome.self) { group in
                for _ in 0..<EndpointServer.callLimit {
                    group.addTask { await endpoint.server.call(self.request()) }
                }
                var echoes: [String] = []
                for _ in 0..<EndpointServer.callLimit { echoes.append(try self.echo(try await bot.frame(opcode: 1))) }
                #expect(Set(echoes).count == EndpointServer.callLimit)
                #expect(await endpoint.server.call(self.request()) == .tooMany(limit: EndpointServer.callLimit))
                for echo in echoes.reversed() {
                    try await bot.send(#"{"status":"ok","retcode":0,"data":"\#(echo)","echo":"\#(echo)"}"#)
                }
                var seen: Set<String> = []
                for try await outcome in group {
                    guard case .answered(let answer) = outcome else {
                        Issue.record("\(outcome)")
                        continue
                    }
                    let json = try JSONParser.parse(answer.response)
                    #expect(json["data"] == json["echo"])
                    seen.insert(json["echo"]?.string ?? "")
                }
                #expect(seen == Set(echoes))
            }
        }
    }
}
