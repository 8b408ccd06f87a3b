import OneBot
import Testing

@Suite struct EventFilterTests {
    private func matches(_ filter: String, _ text: String) -> Bool {
        EventFilter(parsing: filter).matches(EventRecord(Array(text.utf8)))
    }

    private static let message =
        #"{"post_type":"message","self_id":1000,"message_type":"group","group_id":7,"group_name":"Cats","user_id":5,"#
        + #""sender":{"nickname":"Ming","card":"Boss"},"message":[{"type":"text","data":{"text":"Hello Wörld 你好"}}]}"#

    @Test(
        "all terms must hold",
        arguments: [
            ("", true), ("bot:1000", true), ("bot:100", false), ("kind:message", true), ("kind:消息", true),
            ("KIND:Message", true), ("kind：消息", true), ("kind:notice", false), ("group:7", true), ("group:8", false),
            ("user:5", true), ("user:55", false), ("bot:1000 kind:message group:7 user:5 hello", true),
            ("bot:1000 kind:message group:7 user:6 hello", false), ("hello", true), ("HELLO 你好", true),
            ("WÖRLD", true), ("wörld", true), ("absent", false), ("ming", true), ("boss", true), ("cats", true),
            ("group:7 group:8", false), ("group:7 group:7", true), ("post_type", false), ("kind:nonsense", false),
        ]
    )
    func terms(filter: String, expected: Bool) {
        #expect(self.matches(filter, Self.message) == expected)
    }

    @Test("its parts can be asked for")
    func parts() {
        let filter = EventFilter(parsing: "  Hello bot:1000 kind:request group:7 user:E0F1 x:y group: ")
        #expect(filter.bot == "1000")
        #expect(filter.kind == .request)
        #expect(filter.group == "7")
        #expect(filter.user == "E0F1")
        #expect(filter.text == ["hello", "x:y", "group:"])
        #expect(!filter.isEmpty)
        #expect(EventFilter(parsing: "  ").isEmpty)
    }

    @Test(
        "every kind has its words",
        arguments: [
            ("message", Envelope.PostType.message), ("消息", .message), ("message_sent", .messageSent),
            ("notice", .notice),
            ("通知", .notice), ("request", .request), ("请求", .request), ("meta", .meta), ("元", .meta), ("元事件", .meta),
        ]
    )
    func kinds(word: String, kind: Envelope.PostType) {
        #expect(EventFilter(parsing: "kind:\(word)").kind == kind)
    }

    @Test("ids that are texts are found in the decoded event")
    func textIDs() {
        let text = #"{"post_type":"message","group_id":"B3C4","user_id":"E0F1","message":"x"}"#
        #expect(self.matches("group:B3C4", text))
        #expect(self.matches("user:E0F1 group:B3C4", text))
        #expect(!self.matches("user:B3C4", text))
        #expect(!self.matches("group:B3C", text))
    }

    @Test(
        "text that is escaped in the bytes is found",
        arguments: [
            (#"{"post_type":"message","message":"\u4f60\u597d"}"#, "你好"),
            (#"{"post_type":"message","message":"say \"hi\""}"#, "\"hi\""),
            (#"{"post_type":"message","message":"a&amp;b"}"#, "a&b"),
            (#"{"post_type":"message","message":[{"type":"at","data":{"qq":"123"}}]}"#, "@123"),
            (#"{"post_type":"message","message":"http:\/\/x.invalid\/a"}"#, "x.invalid/a"),
        ]
    )
    func escaped(text: String, needle: String) {
        #expect(self.matches(needle, text))
    }

    @Test("text far behind the shown end of a line is found")
    func far() {
        let long = String(repeating: "x", count: 20_000)
        #expect(self.matches("needle", #"{"post_type":"message","message":"\#(long)needle"}"#))
    }

    @Test("what is seen of a sample can be searched, but for numbers", arguments: Samples.events)
    func samples(bytes: [UInt8]) {
        let record = EventRecord(bytes)
        for words in [EventWords.english, .chinese] {
            let summary = EventSummary(record, words)
            for word in [summary.what, summary.who, summary.place].joined(separator: " ").split(separator: " ") {
                guard !word.contains("…"), !word.contains(where: \.isNumber) else { continue }
                #expect(EventFilter(parsing: String(word)).matches(record), "\(word)")
            }
        }
    }

    @Test("ids that a line shows can be searched", arguments: ["9", "@5", "(77)", "77"])
    func ids(needle: String) {
        let text =
            #"{"post_type":"message","message_type":"group","group_id":77,"group_name":"g","user_id":9,"#
            + #""message":"[CQ:at,qq=5]"}"#
        #expect(self.matches(needle, text))
        #expect(!self.matches(needle + "4", text))
    }

    @Test("a hundred thousand events that do not match are passed over quickly")
    func fast() {
        let records = Samples.events.map { EventRecord($0) }.filter { !$0.bytes.contains(UInt8(ascii: "\\")) }
        let filter = EventFilter(parsing: "zebra crossing")
        let clock = ContinuousClock()
        let took = clock.measure {
            for index in 0..<100_000 where filter.matches(records[index % records.count]) { Issue.record("matched") }
        }
        // Generous for a debug build on a busy machine; decoding them all would take minutes there.
        #expect(took < .seconds(20))
    }
}
