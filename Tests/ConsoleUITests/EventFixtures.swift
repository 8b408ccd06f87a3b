import ConsoleUI
import Foundation
import OneBot
import Snapshot

/// Events to show.
enum EventFixture {
    /// One event as it would come, its envelope read from its own bytes.
    static func record(_ number: Int64, _ json: String, secondsAgo: Double = 0, length: Int? = nil) -> EventRecord {
        let bytes = Array(json.utf8)
        let envelope = EnvelopeScanner.scan(bytes)
        return EventRecord(
            number: number,
            time: now.addingTimeInterval(-secondsAgo),
            selfID: envelope.selfID.map { String($0) },
            postType: envelope.postType ?? .other,
            userID: envelope.userID,
            groupID: envelope.groupID,
            length: length ?? bytes.count,
            bytes: bytes
        )
    }

    static func message(_ number: Int64, _ text: String, group: Int? = 20_001_000, bot: Int = 1_000_010_001) -> String {
        let place = group.map { #""message_type":"group","group_id":\#($0),"# } ?? #""message_type":"private","#
        return #"{"self_id":\#(bot),"post_type":"message",\#(place)"user_id":30001000,"message_id":\#(number),"#
            + #""sender":{"user_id":30001000,"nickname":"小明","card":""},"#
            + #""message":[{"type":"text","data":{"text":"\#(text)"}}],"raw_message":"\#(text)","time":1795356120}"#
    }

    static let heartbeat =
        #"{"self_id":1000010001,"post_type":"meta_event","meta_event_type":"heartbeat","#
        + #""interval":30000,"status":{"online":true,"good":true},"time":1795356120}"#

    /// One of every kind, the newest last.
    static var page: EventPage {
        let texts = [
            self.heartbeat, self.message(2, "早上好"), self.message(3, "in private", group: nil),
            #"{"self_id":1000010001,"post_type":"message_sent","message_type":"group","group_id":20001000,"#
                + #""user_id":1000010001,"message_id":4,"sender":{"user_id":1000010001,"nickname":"小助手"},"#
                + #""message":[{"type":"at","data":{"qq":"30001000"}},{"type":"text","data":{"text":" hi"}}]}"#,
            #"{"self_id":1000010001,"post_type":"notice","notice_type":"group_increase","sub_type":"approve","#
                + #""group_id":20001000,"operator_id":30001001,"user_id":30001002}"#,
            #"{"self_id":1000010001,"post_type":"request","request_type":"friend","user_id":30001003,"#
                + #""comment":"hello, let me in","flag":"f1"}"#,
            #"{"self_id":1000010001,"post_type":"weather","sky":"blue"}"#,
            self.message(8, "a long text that no line of eighty columns can show, however it is laid out: 天地玄黄"),
            self.heartbeat,
        ]
        return EventPage(
            records: texts.enumerated().map { index, text in
                self.record(Int64(index + 1), text, secondsAgo: Double(90 - 10 * index))
            }
        )
    }

    /// Messages of the given numbers.
    static func messages(_ numbers: ClosedRange<Int64>) -> [EventRecord] {
        numbers.map { self.record($0, self.message($0, "text \($0).")) }
    }

    static var hostilePage: EventPage {
        let text = "\\u001b]52;c;AAAA\\u0007 \u{9B}2J\u{202E}evil \(testKey.exposed)"
        return EventPage(
            records: [
                self.record(1, self.message(1, text)), self.record(2, "no JSON \u{1B}[2J \(Fixture.hostile)"),
                self.record(3, #"{"post_type":"\u001b","self_id":1,"x":"\#(testKey.exposed)"}"#),
                EventRecord(
                    number: 4,
                    time: .distantFuture,
                    selfID: Fixture.hostile,
                    postType: .message,
                    userID: .min,
                    groupID: .max,
                    length: .max,
                    bytes: [0xFF, 0xC0, 0x1B, 0x00]
                ), self.record(5, String(repeating: "[", count: 5000)),
            ],
            skipped: .max
        )
    }
}

/// Responses of bots to calls.
enum CallFixture {
    static let ok = CallOutcome.answered(
        CallAnswer(
            response: Array(
                (#"{"status":"ok","retcode":0,"data":{"user_id":1000010001,"nickname":"小助手"},"message":"","#
                    + #""wording":"","echo":"1"}"#).utf8
            ),
            succeeded: true,
            retcode: 0,
            milliseconds: 12.3
        )
    )

    static let failed = CallOutcome.answered(
        CallAnswer(
            response: Array(
                (#"{"status":"failed","retcode":1404,"data":null,"message":"不支持的Api get_lgin_info","#
                    + #""wording":"不支持的Api get_lgin_info","echo":"2"}"#).utf8
            ),
            succeeded: false,
            retcode: 1404,
            milliseconds: 3.1
        )
    )

    static let all: [CallOutcome] = [
        ok, failed, .noSuchBot, .notConnected, .tooMany(limit: 64), .timedOut(seconds: 30), .linkLost,
        .tooBig(bytes: 55_600_000, limit: 50 << 20),
    ]
}
