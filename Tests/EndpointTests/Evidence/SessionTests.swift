import Endpoint
import EndpointTesting
import Foundation
import NIOCore
import OneBot
import Testing

@Suite("What a link's frames tell")
struct SessionTests {
    /// What a link is to look like after some frames.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var selfID: String? = "1000010001"
        var frames: [String]
        var expected: @Sendable (LinkSession) -> Bool

        var testDescription: String { self.name }
    }

    private static func message(
        _ id: Int,
        user: String = "2",
        time: Time = .ago(0),
        message: String = "[]",
        type: String = "message",
        more: String = ""
    ) -> String {
        #"{"self_id":1000010001,"post_type":"\#(type)","message_type":"group","group_id":7,"user_id":\#(user),"#
            + #""message_id":\#(id),"time":\#(time),"message":\#(message)\#(more)}"#
    }

    private static let lifecycle =
        #"{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":1000010001,"sub_type":"connect"}"#

    private static func heartbeat(secondsAgo: Int64, unit: Int64 = 1) -> String {
        let time = Time.ago(secondsAgo, unit: unit)
        return #"{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":1000010001,"time":\#(time)}"#
    }

    /// The `time` of an event: a number, or a distance from the moment at which the event is sent.
    private struct Time: ExpressibleByIntegerLiteral, CustomStringConvertible {
        static let max = Time(description: "\(Int64.max)")
        static let min = Time(description: "\(Int64.min)")

        let description: String

        private init(description: String) { self.description = description }

        init(integerLiteral value: Int64) { self.description = "\(value)" }

        static func ago(_ seconds: Int64, unit: Int64 = 1) -> Time { Time(description: "@\(seconds)*\(unit)@") }

        /// An event whose distances are times now.
        static func resolve(in frame: String) -> String {
            let now = Int64(Date().timeIntervalSince1970)
            return frame.replacing(/@(\d+)\*(\d+)@/) { match in
                guard let seconds = Int64(match.1), let unit = Int64(match.2) else { return String(match.0) }
                return "\((now - seconds) * unit)"
            }
        }
    }

    static let cases: [Case] = [
        Case(name: "a lifecycle event first", frames: [lifecycle, message(1)]) {
            $0.tally.firstFrame == .lifecycle && $0.tally.lifecycle != nil && $0.tally.heartbeats == 0
        },
        Case(name: "a heartbeat first", frames: [heartbeat(secondsAgo: 0), lifecycle]) {
            $0.tally.firstFrame == .otherMeta && $0.tally.heartbeats == 1
        },
        Case(name: "a message first", frames: [message(1)]) {
            $0.tally.firstFrame == .event && $0.tally.lastMessage != nil && $0.tally.lifecycle == nil
        },
        Case(name: "a call first", frames: [#"{"action":"send_msg","params":{}}"#]) {
            $0.tally.firstFrame == .request && $0.tally.otherOddFrames.count == 1
        },
        Case(name: "an answer first", frames: [#"{"status":"ok","retcode":0,"echo":"theirs"}"#]) {
            $0.tally.firstFrame == .answer && $0.tally.answers == 0
        },
        Case(name: "an answer to our question", frames: [#"{"status":"ok","retcode":0,"echo":"onebot-console:login"}"#])
        {
            $0.tally.answers == 1
        },
        Case(name: "Satori first", frames: [#"{"op":4,"body":{}}"#]) { $0.tally.firstFrame == .satori },
        Case(name: "OneBot 12 first", frames: [#"{"type":"meta","detail_type":"connect"}"#]) {
            $0.tally.firstFrame == .oneBot12
        },
        Case(name: "no JSON first", frames: ["hello", lifecycle]) {
            $0.tally.firstFrame == .odd && $0.tally.otherOddFrames.count == 1 && $0.tally.otherOddFrames.last != nil
        },
        Case(name: "CQ strings", frames: [message(1, message: #""[CQ:face,id=1]""#), message(2), message(3)]) {
            $0.tally.textMessages.count == 1 && $0.tally.arrayMessages.count == 2
        },
        Case(
            name: "its own messages",
            frames: [message(1, user: "1000010001"), message(2, type: "message_sent"), message(3)]
        ) { $0.tally.ownMessages.count == 2 && $0.recentMessages.count == 2 },
        Case(name: "only its own messages", frames: [message(1, user: "1000010001")]) {
            $0.tally.lastMessage == nil && $0.tally.ownMessages.last != nil
        },
        Case(name: "everything twice", frames: [message(5), message(5), message(6), message(5)]) {
            $0.tally.repeatedMessages.count == 2
        },
        Case(name: "ids of zero and below are ids", frames: [message(0), message(-3), message(0), message(-3)]) {
            $0.tally.repeatedMessages.count == 2
        },
        Case(name: "no more than sixteen are known again", frames: (0..<17).map { message($0) } + [message(0)]) {
            $0.tally.repeatedMessages.count == 0 && $0.recentMessages.map(\.messageID) == Array(2..<17) + [0]
        },
        Case(name: "marks of a message", frames: [message(9, time: 1_700_000_000_000)]) {
            let mark = $0.recentMessages.first
            return mark?.groupID == 7 && mark?.userID == 2 && mark?.time == 1_700_000_000 && mark?.messageID == 9
        },
        Case(
            name: "old messages, in seconds and in milliseconds",
            frames: [
                message(1, time: 1_700_000_000), message(2, time: 1_700_000_000_000), message(3), message(4, time: 0),
                message(5, time: .ago(0, unit: 1000)), message(6, time: .max),
                message(7, time: .min),
            ]
        ) { $0.tally.staleMessages.count == 2 && $0.tally.arrayMessages.count == 7 },
        Case(
            name: "debug mode",
            frames: [message(1, more: #","raw":{}"#), message(2, more: #","raw_pb":"0a""#), message(3)]
        ) {
            $0.tally.rawEvents.count == 2 && $0.tally.eventsAtRaw == 2
        },
        Case(
            name: "ids that are no numbers",
            frames: [
                message(1, user: #""u_abc""#), message(2, user: #""12345""#), message(3, user: #""""#),
                message(4, user: "null"),
            ]
        ) { $0.tally.textIDs.count == 1 },
        Case(
            name: "another account",
            frames: [
                lifecycle, #"{"post_type":"notice","self_id":42}"#, lifecycle, #"{"post_type":"notice","self_id":43}"#,
                lifecycle, #"{"post_type":"notice"}"#, lifecycle,
            ]
        ) { $0.tally.otherSelfID == 43 && $0.tally.agreeing == 2 },
        Case(name: "named by its first event", selfID: nil, frames: [lifecycle, lifecycle]) {
            !$0.isNamedByHeader && $0.tally.otherSelfID == nil && $0.tally.agreeing == 0
        },
        Case(name: "a clock that is an hour slow", frames: (0..<5).map { _ in heartbeat(secondsAgo: 3600) }) {
            abs(($0.skewSeconds ?? 0) - 3600) < 60
        },
        Case(
            name: "the median of clocks, in either unit",
            frames: [
                heartbeat(secondsAgo: 0), heartbeat(secondsAgo: 600, unit: 1000), heartbeat(secondsAgo: 600),
                heartbeat(secondsAgo: 9999), heartbeat(secondsAgo: 600, unit: 1000),
            ]
        ) { abs(($0.skewSeconds ?? 0) - 600) < 60 },
        Case(name: "too few for a clock", frames: (0..<4).map { _ in heartbeat(secondsAgo: 3600) }) {
            $0.skewSeconds == nil
        },
        Case(
            name: "the largest message",
            frames: [message(1, message: #""\#(String(repeating: "x", count: 5000))""#), lifecycle]
        ) {
            (5000..<5300).contains($0.tally.biggestMessage)
        },
    ]

    @Test("stands in the report", arguments: Self.cases)
    func frames(example: Case) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot(example.selfID)
            for frame in example.frames { try await bot.send(Time.resolve(in: frame)) }
            let all = example.frames.count
            #expect(
                await eventually {
                    let counters = await endpoint.server.report().links.first?.counters ?? LinkCounters()
                    return counters.events + counters.answers + counters.badFrames == all
                }
            )
            let link = try #require(await endpoint.server.report().links.first)
            #expect(example.expected(link.session), "\(link.session)")
            #expect(link.session.address == "127.0.0.1")
            #expect(link.session.isNamedByHeader == (example.selfID != nil))
            #expect(link.session.tcp == nil)
        }
    }

    @Test("binary frames are counted apart")
    func binary() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            try await bot.peer.write(TestBot.frame(opcode: 2, [1, 2, 3]))
            #expect(
                await eventually { await endpoint.server.report().links.first?.session.tally.binaryFrames.count == 1 }
            )
            let tally = await endpoint.server.report().links.first?.session.tally
            #expect(tally?.firstFrame == .odd)
            #expect(tally?.otherOddFrames.count == 0)
        }
    }

    @Test("what a proxy left, without our key")
    func proxy() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            let headers = TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)
            let via = ("Via", "1.1 nginx \(EndpointFixture.key)")
            #expect(try await bot.request(headers: headers + [via, ("X-Real-IP", "1.2.3.4")]).status == 101)
            let session = try #require(await endpoint.server.report().links.first?.session)
            #expect(session.proxyMarks == ["Via", "X-Real-IP"])
            #expect(session.via?.hasPrefix("1.1 nginx •") == true)
            #expect(session.via?.contains(EndpointFixture.key) == false)
        }
    }

    @Test("whether the key it was opened with is still the one")
    func keys() async throws {
        let bound = AccessPolicy.BoundKey(name: "second", key: Secret("second-key-of-a-bot"))
        let grace: @Sendable ([UInt8]) -> AccessPolicy.RetiredKey = {
            String(decoding: $0, as: UTF8.self) == "key-in-its-time-of-grace" ? .inGrace : .unknown
        }
        let key = Secret(EndpointFixture.key)
        let access = AccessPolicy(key: key, boundKeys: [bound], recognise: grace)
        try await EndpointFixture.with(access: access) { endpoint in
            var bots: [TestBot] = []
            for (selfID, key) in [("1", key.exposed), ("2", bound.key.exposed), ("3", "key-in-its-time-of-grace")] {
                let bot = try await TestBot(port: endpoint.port)
                #expect(try await bot.connect(selfID: selfID, key: key).status == 101)
                bots.append(bot)
            }
            func retired() async -> [String] {
                await endpoint.server.report().links.filter(\.session.keyIsRetired).compactMap(\.selfID).sorted()
            }
            #expect(await retired() == ["3"])
            endpoint.server.update(AccessPolicy(key: Secret("a-new-key-for-everybody"), boundKeys: [bound]))
            #expect(await retired() == ["1", "3"])
            endpoint.server.update(AccessPolicy(key: key, boundKeys: []))
            #expect(await retired() == ["2", "3"])
            // Taken back, the first is as good as before.
            endpoint.server.update(access)
            #expect(await retired() == ["3"])
            let told = await endpoint.server.report()
            #expect(!String(describing: told).contains(key.exposed))
        }
    }

    @Test("a link that is silent for half its time is asked for at the kernel")
    func silent() async throws {
        try await EndpointFixture.with(limits: .init { $0.lostAfter = .milliseconds(50) }) { endpoint in
            let bot = try await endpoint.bot()
            #expect(await eventually { await endpoint.server.report().links.first?.session.tcp != nil })
            let tcp = await endpoint.server.report().links.first?.session.tcp
            #expect(tcp.map { $0.lastDataReceivedMilliseconds >= 20 && $0.roundTripMicroseconds > 0 } == true)
            #expect(tcp?.isUnanswered == false)
            await bot.close()
        }
    }
}
