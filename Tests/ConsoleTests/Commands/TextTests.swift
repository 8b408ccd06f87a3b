import Foundation
import OneBot
import Snapshot
import Testing

@testable import Console

@Suite("Texts of the commands")
struct TextTests {
    private let now = Date(timeIntervalSince1970: 1_767_323_045)  // 2026-01-02 03:04:05 UTC

    @Test(
        "moments are read as they are typed",
        arguments: [
            ("10m", -600), ("2h", -7200), ("1d", -86_400), ("30", -30), ("2026-01-02", -11_045), ("02:00", -3845),
            ("03:04:00", -5), ("2026-01-01 03:04:05", -86_400), ("2026-01-01T03:04", -86_405),
            ("2026-01-02T03:04:05Z", 0), ("2026-01-02T11:04:05+08:00", 0), ("2026-01-02T03:04:05.500Z", 0.5),
        ] as [(String, Double)]
    )
    func moments(text: String, offset: Double) throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        #expect(MomentText.date(text, now: self.now, zone: zone) == self.now.addingTimeInterval(offset))
    }

    @Test(
        "and nothing else is",
        arguments: ["", "foo", "0", "-5m", "10x", "25:00", "2026-13-01", "2026-02-30", "99999999999999999999d"]
    )
    func noMoments(text: String) {
        #expect(MomentText.date(text, now: self.now) == nil)
    }

    @Test(
        "JSON on a terminal holds nothing that a terminal obeys, and the same values",
        arguments: [
            #"{"a":"plain 小助手"}"#, "{\"a\":\"\u{9B}31m\"}", "{\"a\":\"\u{7F}\u{202E}x\u{200F}\"}", "{\t\"a\": 1}",
            "{\r\n\"a\": 1\n}",
            "{\"a\":\"é中😀\u{2066}\"}",
        ]
    )
    func terminalJSON(text: String) throws {
        let safe = TerminalJSON.safe(Array(text.utf8))
        let scalars = String(decoding: safe, as: UTF8.self).unicodeScalars
        #expect(
            !scalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.properties.isBidiControl }
        )
        #expect(try JSONParser.parse(safe) == JSONParser.parse(Array(text.utf8)))
    }

    @Test("a raw control character, which JSON forbids, is harmless as well")
    func rawControl() {
        let safe = TerminalJSON.safe(Array("{\"a\":\"\u{1B}]52;c;eA==\u{07}\"}".utf8))
        #expect(String(decoding: safe, as: UTF8.self) == #"{"a":"\u001b]52;c;eA==\u0007"}"#)
    }

    @Test("an event is a line of its time, bot, kind, place, who and what, made harmless")
    func eventLine() {
        let event =
            #"{"time":0,"self_id":1000010001,"post_type":"message","message_type":"group","group_id":7,"user_id":5,"#
            + #""sender":{"nickname":"Eve\u001b[31m"},"message":[{"type":"text","data":{"text":"hi"}},"#
            + #"{"type":"image","data":{}}],"raw_message":"x"}"#
        let bytes = Array(event.utf8)
        let line = EventLineText(.english).line(bytes, EnvelopeScanner.scan(bytes))
        #expect(line.contains("1000010001 message 7 Eve␛[31m: hi"))
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    }
}
