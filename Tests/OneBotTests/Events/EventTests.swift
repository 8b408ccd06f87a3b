import OneBot
import Testing

import struct Foundation.Date

@Suite struct EventTests {
    private func event(_ text: String) -> Event { Event(Array(text.utf8)) }

    private func message(_ text: String) throws -> MessageEvent {
        guard case .message(let message) = self.event(text).kind else { throw NotThat() }
        return message
    }

    private func notice(_ text: String) throws -> NoticeEvent {
        guard case .notice(let notice) = self.event(text).kind else { throw NotThat() }
        return notice
    }

    private struct NotThat: Error {}

    @Test("every sample is decoded as what its envelope says", arguments: Samples.events)
    func samples(bytes: [UInt8]) throws {
        let event = Event(bytes)
        let envelope = EnvelopeScanner.scan(bytes)
        switch (event.kind, try #require(envelope.postType)) {
        case (.message(let message), .message): #expect(!message.isOwn)
        case (.message(let message), .messageSent): #expect(message.isOwn)
        case (.notice, .notice), (.request, .request), (.meta, .meta), (.other, .other): break
        default: Issue.record("\(event.kind)")
        }
        #expect(event.selfID?.number == envelope.selfID)
        #expect(event.time.map { (1_784_000_000.0...1_786_000_000).contains($0.timeIntervalSince1970) } == true)
        #expect(Event(Array(event.json.rendered.utf8)) == event)
    }

    @Test("of all sample notices and requests only the one from the future is unknown")
    func known() {
        var unknown: [String] = []
        for bytes in Samples.events {
            switch Event(bytes).kind {
            case .notice(let notice) where notice.detail == .other: unknown.append(notice.type)
            case .request(let request): if case .other(let type, _) = request.kind { unknown.append(type) }
            case .meta(.other(let type)): unknown.append(type)
            case .message(let message): if case .other(let type) = message.place { unknown.append(type) }
            case .other(let type): unknown.append(type)
            default: break
            }
        }
        #expect(unknown == ["some_future_notice", "a_new_post_type"])
    }

    @Test(
        "the time is read in seconds, in milliseconds, as a text and as a fraction",
        arguments: [
            ("1785000000", 1_785_000_000.0), ("1785000000123", 1_785_000_000.123), (#""1785000000""#, 1_785_000_000),
            ("1785000000.0", 1_785_000_000), ("100000000000", 100_000_000_000),
        ]
    )
    func time(literal: String, seconds: Double) {
        let event = self.event(#"{"post_type":"notice","time":\#(literal)}"#)
        #expect(event.time.map { abs($0.timeIntervalSince1970 - seconds) < 0.001 } == true)
    }

    @Test(
        "a time that is none is absent",
        arguments: ["null", "0", "-5", "\"x\"", "1e99", "[]", "1.5e300", "1785000000.5"]
    )
    func noTime(literal: String) {
        #expect(self.event(#"{"post_type":"notice","time":\#(literal)}"#).time == nil)
    }

    @Test(
        "ids are numbers where they fit, texts where not, and nothing where they stand for nothing",
        arguments: [
            ("20002000", Identifier.number(20_002_000)), (#""20002000""#, .number(20_002_000)),
            ("9007199254740993", .number(9_007_199_254_740_993)),
            ("9223372036854775807", .number(.max)), ("9223372036854775808", .text("9223372036854775808")),
            (#""E0F1A2""#, .text("E0F1A2")), (#""007""#, .text("007")), ("0", nil), ("-9223372036854775808", nil),
            ("-2147483648", nil), ("null", nil), (#""""#, nil), ("{}", nil), ("true", nil),
        ]
    )
    func identifiers(literal: String, expected: Identifier?) throws {
        let message = try self.message(#"{"post_type":"message","user_id":\#(literal)}"#)
        #expect(message.userID == expected)
    }

    @Test("a message id may be the smallest integer, negative, or a text")
    func messageIDs() throws {
        #expect(
            try self.message(#"{"post_type":"message","message_id":-2147483648}"#).messageID == .number(-2_147_483_648)
        )
        #expect(try self.message(#"{"post_type":"message","message_id":"BAC3"}"#).messageID == .text("BAC3"))
    }

    @Test("tells where a message was said")
    func places() throws {
        #expect(
            try self.message(#"{"post_type":"message","message_type":"group","group_id":7,"group_name":"g"}"#).place
                == .group(.number(7), name: "g")
        )
        let temporary = #"{"post_type":"message","message_type":"private","sub_type":"group","group_id":"#
        #expect(try self.message(temporary + "700}").place == .temporary(group: .number(700)))
        #expect(try self.message(temporary + "284840486}").place == .temporary(group: nil))
        #expect(
            try self.message(#"{"post_type":"message","message_type":"guild","guild_id":"5","channel_id":"6"}"#).place
                == .guild(.number(5), channel: .number(6))
        )
        #expect(try self.message(#"{"post_type":"message"}"#).place == .other(type: ""))
    }

    @Test("a message without segments is read from its raw text")
    func rawOnly() throws {
        let message = try self.message(#"{"post_type":"message","raw_message":"a[CQ:face,id=1]"}"#)
        #expect(message.segments.map(\.type) == ["text", "face"])
    }

    @Test(
        "a ban of user 0 is one of the whole group, whatever number of seconds it has",
        arguments: [
            (#""user_id":0,"duration":-1,"sub_type":"ban""#, false, true, nil),
            (#""user_id":0,"duration":268435455,"sub_type":"ban""#, false, true, nil),
            (#""user_id":0,"duration":0,"sub_type":"lift_ban""#, true, true, nil),
            (#""user_id":5,"duration":600,"sub_type":"ban""#, false, false, Int64(600)),
            (#""user_id":5,"duration":0,"sub_type":"lift_ban""#, true, false, nil),
        ]
    )
    func bans(members: String, isLifted: Bool, isWholeGroup: Bool, seconds: Int64?) throws {
        let notice = try self.notice(#"{"post_type":"notice","notice_type":"group_ban",\#(members)}"#)
        guard case .groupBan(let ban) = notice.detail else { throw NotThat() }
        #expect(ban.isLifted == isLifted)
        #expect(ban.isWholeGroup == isWholeGroup)
        #expect(ban.seconds == seconds)
    }

    @Test("in a private poke the sender is told apart from the other end")
    func pokes() throws {
        let notice = try self.notice(
            #"{"post_type":"notice","notice_type":"notify","sub_type":"poke","user_id":1,"sender_id":2,"target_id":1}"#
        )
        guard case .poke(let poke) = notice.detail else { throw NotThat() }
        #expect(poke.senderID == .number(2))
        #expect(poke.targetID == .number(1))
    }

    @Test("what is no object is unreadable", arguments: ["", "[]", "12", "{", "{\"a\":}", "null", "\u{0}"])
    func unreadable(text: String) {
        #expect(self.event(text).kind == .unreadable)
    }

    @Test("hostile events are decoded or not, but never trap")
    func hostile() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(self.event(#"{"post_type":"message","message":"# + deep).kind == .unreadable)
        for value in [
            "1e999", "-1e999", "9223372036854775808", "-9223372036854775809", "null", "[]", "{}", "\"\"", "true",
            #""\ud800""#, #""\u0000""#, "[[[[]]]]", #"{"a":{"a":1}}"#, "0.1", "-0",
        ] {
            for bytes in Samples.events {
                guard case .object(let members) = Event(bytes).json else { continue }
                let text = members.map { "\"\($0.key)\":\($0.key.hasSuffix("_type") ? $0.value.rendered : value)" }
                    .joined(separator: ",")
                let record = EventRecord(Array("{\(text)}".utf8))
                _ = EventSummary(record, .english)
                _ = EventSummary(record, .chinese)
            }
        }
    }

    @Test("samples cut anywhere, and changed anyhow, never trap")
    func mutilated() {
        for bytes in Samples.events.prefix(30) + Samples.events.suffix(12) {
            for end in bytes.indices.prefix(700) { #expect(Event(Array(bytes[..<end])).kind == .unreadable) }
        }
        var random = SplitMix(seed: 17)
        for bytes in Samples.mutations(of: Samples.events, count: 3000, using: &random) {
            _ = EventSummary(EventRecord(bytes), .english)
        }
    }
}
