import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Testing

@testable import Endpoint

@Suite("What went wrong with a bot's calls")
struct CallTroubleTests {
    private static let bot = "1000010001"

    @Test(
        "the target and the file of a call are read from its parameters",
        arguments: [
            (#"{"group_id":7,"message":"hi"}"#, "7", nil), (#"{"user_id":"8"}"#, "8", nil), ("{}", nil, nil),
            ("[", nil, nil), (#"{"group_id":{},"message":7}"#, nil, nil),
            (
                #"{"message":[{"type":"text"},{"type":"image","data":{"file":"file:///root/图.jpg"}}]}"#, nil,
                .path("/root/图.jpg")
            ),
            (#"{"message":{"type":"video","data":{"file":"/data/v.mp4"}}}"#, nil, .path("/data/v.mp4")),
            (#"{"message":[{"type":"image","data":{"file":"file:///E:\\a\\b.jpg"}}]}"#, nil, .path(#"E:\a\b.jpg"#)),
            (#"{"message":[{"type":"record","data":{"file":"C:/a.amr"}}]}"#, nil, .path("C:/a.amr")),
            (#"{"message":"看[CQ:image,file=http://u:p@127.0.0.1:8080/a.jpg?k=v]"}"#, nil, .url(host: "127.0.0.1")),
            (#"{"message":[{"type":"image","data":{"url":"https://[::1]:9/x"}}]}"#, nil, .url(host: "::1")),
            (#"{"message":[{"type":"image","data":{"file":"BASE64://AAAA"}}]}"#, nil, .base64),
            (#"{"message":[{"type":"image","data":{"file":"abc.image"}}]}"#, nil, nil),
            (#"{"message":[{"type":"text","data":{"file":"/etc/passwd"}}]}"#, nil, nil),
            (#"{"group_id":7,"file":"/a.zip","name":"a"}"#, "7", .path("/a.zip")),
            (#"{"messages":[{"type":"file","data":{"file":"/a.zip"}}]}"#, nil, .path("/a.zip")),
        ] as [(String, String?, CallTrouble.File?)]
    )
    func summary(parameters: String, target: String?, file: CallTrouble.File?) {
        let summary = CallSummary(action: "send_msg", parameters: CallDigest.of(Array(parameters.utf8)))
        #expect(summary.target == target)
        #expect(summary.file == file)
    }

    @Test("of large parameters a little is kept, and still tells both")
    func digest() {
        let picture = String(repeating: "A", count: 1 << 20)
        let parameters = #"{"message":[{"type":"image","data":{"file":"base64://\#(picture)"}}],"group_id":7}"#
        let digest = CallDigest.of(Array(parameters.utf8))
        #expect(digest.count <= CallDigest.longest)
        let summary = CallSummary(action: "send_group_msg", parameters: digest)
        #expect(summary.target == "7" && summary.file == .base64)
    }

    @Test(
        "what sends a message",
        arguments: [
            ("send_msg", true), ("send_group_msg_async", true), ("send_private_forward_msg", true),
            ("send_like", false),
            ("get_msg", false), ("send_msg_rate_limited", true),
        ]
    )
    func sends(action: String, isSend: Bool) {
        #expect(CallSummary.isSend(action) == isSend)
    }

    @Test("troubles are counted by action, kind and target, the last one first, and are bounded")
    func bound() {
        var trace = CallTrace()
        let send = CallSummary(action: "send_msg", parameters: Array(#"{"group_id":1}"#.utf8))
        for second in 0..<3 {
            let now = Date(timeIntervalSince1970: Double(second))
            trace.failed(send, .failed(retcode: 1200, wording: "\(second)"), now: now)
        }
        let other = CallSummary(action: "send_msg", parameters: Array(#"{"group_id":2}"#.utf8))
        trace.failed(other, .failed(retcode: 1200, wording: ""), now: Date())
        trace.failed(other, .failed(retcode: 100, wording: ""), now: Date())
        #expect(trace.troubles.map(\.count) == [1, 1, 3])
        #expect(trace.troubles.last?.kind == .failed(retcode: 1200, wording: "2"))
        #expect(trace.troubles.last?.first == Date(timeIntervalSince1970: 0))
        trace.forget(send)
        #expect(trace.troubles.count == 2)
        for number in 0..<100 {
            trace.failed(CallSummary(action: "a\(number)", parameters: []), .timedOut(afterSeconds: 1), now: Date())
        }
        #expect(trace.troubles.count == CallTrace.troublesKept)
        #expect(trace.troubles.first?.action == "a99")
    }

    // MARK: - Over real sockets

    private struct Answered {
        var action: String
        var parameters = #"{"group_id":7,"message":[{"type":"image","data":{"file":"/a.jpg"}}]}"#
        var response: String
    }

    private func ask(_ call: Answered, _ bot: TestBot, _ endpoint: EndpointFixture) async throws {
        let request = CallRequest(selfID: Self.bot, action: call.action, parameters: Array(call.parameters.utf8))
        async let outcome = endpoint.server.call(request)
        let echo = try #require(try JSONParser.parse(try await bot.frame(opcode: 1).payload)["echo"]?.string)
        try await bot.send("{" + call.response + #","echo":"\#(echo)"}"#)
        guard case .answered = await outcome else {
            Issue.record("\(await outcome)")
            return
        }
    }

    private func connected(_ endpoint: EndpointFixture) async throws -> TestBot {
        let bot = try await endpoint.bot(Self.bot)
        for _ in 0..<2 { _ = try await bot.frame(opcode: 1) }
        return bot
    }

    @Test("a refusal is kept with the bot's words, until the same works to the same target")
    func refused() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            func calls() async throws -> CallTrace {
                try #require(await endpoint.server.report().bots.first).trace.calls
            }
            let refusal =
                #""status":"failed","retcode":1200,"wording":"ENOENT: no such\n file \#(String(repeating: "x", count: 500))""#
            for _ in 0..<2 { try await self.ask(.init(action: "send_msg", response: refusal), bot, endpoint) }
            let trouble = try #require(try await calls().troubles.first)
            #expect(trouble.count == 2 && trouble.action == "send_msg" && trouble.target == "7")
            #expect(trouble.file == .path("/a.jpg"))
            guard case .failed(1200, let wording) = trouble.kind else {
                Issue.record("\(trouble)")
                return
            }
            #expect(wording.hasPrefix("ENOENT: no such  file x") && wording.count == 160)
            #expect(try await calls().lastOk == nil)

            let ok = #""status":"ok","retcode":0,"data":{"message_id":5}"#
            let elsewhere = #"{"group_id":8,"message":"hi"}"#
            try await self.ask(.init(action: "send_msg", parameters: elsewhere, response: ok), bot, endpoint)
            #expect(try await calls().troubles.count == 1)
            #expect(try await calls().lastSendOk != nil)
            try await self.ask(.init(action: "send_msg", response: ok), bot, endpoint)
            #expect(try await calls().troubles.isEmpty)
        }
    }

    @Test(
        "a message that went off without an id is kept, what is taken on for later is not",
        arguments: [
            ("send_group_msg", #""status":"ok","retcode":0,"data":{}"#, true),
            ("send_group_msg", #""status":"ok","retcode":0,"data":null"#, true),
            ("send_group_msg", #""status":"ok","retcode":0,"data":{"message_id":0}"#, false),
            ("send_group_msg", #""status":"async","retcode":1,"data":null"#, false),
            ("send_like", #""status":"ok","retcode":0,"data":null"#, false),
        ]
    )
    func withoutID(action: String, response: String, isTrouble: Bool) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            try await self.ask(.init(action: action, response: response), bot, endpoint)
            let calls = try #require(await endpoint.server.report().bots.first).trace.calls
            #expect(calls.troubles.map(\.kind) == (isTrouble ? [.withoutMessageID] : []))
            #expect((calls.lastOk == nil) == isTrouble)
        }
    }

    @Test("what is not answered is kept, and that its answer came late")
    func late() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            let request = CallRequest(selfID: Self.bot, action: "get_status")
            async let outcome = endpoint.server.call(request, timeout: .milliseconds(20))
            let echo = try #require(try JSONParser.parse(try await bot.frame(opcode: 1).payload)["echo"]?.string)
            #expect(await outcome == .timedOut(seconds: 0))
            try await bot.send(#"{"status":"ok","retcode":0,"echo":"\#(echo)"}"#)
            #expect(await eventually { await endpoint.server.report().bots.first?.trace.calls.lastLate != nil })
            let trace = try #require(await endpoint.server.report().bots.first).trace.calls
            #expect(trace.troubles.map(\.kind) == [.timedOut(afterSeconds: 0)])
            #expect(trace.lastForeign == nil)
        }
    }

    @Test("a call that NapCat would end the link for is not sent; another implementation gets it")
    func tooBig() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await self.connected(endpoint)
            let size = 51 << 20
            let parameters =
                Array(#"{"user_id":3,"message":[{"type":"video","data":{"file":"base64://"#.utf8)
                + [UInt8](repeating: UInt8(ascii: "A"), count: size) + Array(#""}}]}"#.utf8)
            let request = CallRequest(selfID: Self.bot, action: "send_msg", parameters: parameters)
            try await bot.send(
                #"{"status":"ok","retcode":0,"data":{"app_name":"NapCat.Onebot"},"echo":"onebot-console:version"}"#
            )
            #expect(await eventually { await endpoint.server.report().bots.first?.implementation != nil })
            #expect(await endpoint.server.call(request) == .tooBig(bytes: parameters.count, limit: 50 << 20))
            let trouble = try #require(await endpoint.server.report().bots.first?.trace.calls.troubles.first)
            #expect(trouble.kind == .tooBig(bytes: parameters.count, limit: 50 << 20))
            #expect(trouble.file == .base64 && trouble.target == "3")
            // The link is as it was.
            try await self.ask(.init(action: "get_status", response: #""status":"ok","retcode":0"#), bot, endpoint)
            #expect(CallLimit.bytes(implementation: nil) == 1 << 30)
            #expect(CallLimit.bytes(implementation: "Lagrange.OneBot") == 1 << 30)
        }
    }
}
