import OneBot
import Testing

@Suite("Envelope scanner")
struct EnvelopeScannerTests {
    private func scan(_ text: String) -> Envelope {
        EnvelopeScanner.scan(Array(text.utf8))
    }

    @Test(
        "tells what the message, the ids and the debug fields are like",
        arguments: [
            (#"{"message":[{}],"message_id":1,"user_id":"12"}"#, [false, true, false, false]),
            (#"{"message":"[CQ:face,id=1]"}"#, [true, false, false, false]),
            (#"{"message":{},"raw_message":"x"}"#, [false, false, false, false]),
            (#"{"raw":{"a":1}}"#, [false, false, true, false]), (#"{"raw_pb":"00"}"#, [false, false, true, false]),
            (#"{"group_id":"g_1"}"#, [false, false, false, true]),
            (#"{"message_id":"-7"}"#, [false, false, false, false]),
            (#"{"message_id":"x"}"#, [false, false, false, true]),
            (#"{"self_id":"99999999999999999999"}"#, [false, false, false, true]),
            (#"{"user_id":"","self_id":null,"time":"x","interval":"y"}"#, [false, false, false, false]),
            (#"{"data":{"raw":1,"message":"x","user_id":"x"}}"#, [false, false, false, false]),
        ] as [(String, [Bool])]
    )
    func flags(text: String, expected: [Bool]) {
        let envelope = self.scan(text)
        let flags = [envelope.hasTextMessage, envelope.hasArrayMessage, envelope.hasRaw, envelope.hasTextID]
        #expect(flags == expected)
    }

    @Test(
        "tells what a frame is, post_type before everything else",
        arguments: [
            (#"{"post_type":"message","self_id":1}"#, Envelope.Kind.event),
            (#"{"status":{"online":true},"post_type":"meta_event","meta_event_type":"heartbeat"}"#, .event),
            (#"{"echo":"x","retcode":0,"status":"ok","post_type":"notice"}"#, .event),
            (#"{"post_type":1,"retcode":0}"#, .answer),
            (#"{"status":"ok","retcode":0,"data":null,"echo":"a"}"#, .answer),
            (#"{"status":"failed","echo":7}"#, .answer),
            (#"{"status":"failed"}"#, .unknown),
            (#"{"action":"get_login_info","echo":1}"#, .request),
            (#"{"op":3,"body":{"token":"x"}}"#, .satori),
            (#"{"type":"meta","detail_type":"connect"}"#, .oneBot12),
            (#"{}"#, .unknown),
            (#" { "a" : [ 1 , { "post_type" : "message" } ] } "#, .unknown),
            (#"[]"#, .junk),
            (#""text""#, .junk),
            (#"12"#, .junk),
            (#""#, .junk),
            (#"{"post_type":"message""#, .junk),
            (#"{"post_type":"message"} x"#, .junk),
            (#"{"post_type" "message"}"#, .junk),
            (#"{"a":}"#, .junk),
            (#"{"a":"unfinished \"}"#, .junk),
            (#"{"a":[1,2}"#, .junk),
        ]
    )
    func kinds(text: String, kind: Envelope.Kind) {
        #expect(self.scan(text).kind == kind)
    }

    @Test("reads numbers and texts of digits, and nothing that does not fit 64 bits")
    func numbers() {
        let envelope = self.scan(
            #"{"self_id":"1000010001","user_id":9223372036854775807,"group_id":-9223372036854775808,"time":1.5,"#
                + #""message_id":9223372036854775808,"retcode":-1,"interval":"","post_type":"message"}"#
        )
        #expect(envelope.selfID == 1_000_010_001)
        #expect(envelope.userID == .max)
        #expect(envelope.groupID == .min)
        #expect(envelope.time == nil)
        #expect(envelope.messageID == nil)
        #expect(envelope.retcode == -1)
        #expect(envelope.interval == nil)
    }

    @Test("keeps where echo, status, detail and sub_type stand")
    func ranges() {
        let text = #"{"echo":{"seq":[1,"}"]},"status":"ok","sub_type":"friend","message_type":"private"}"#
        let bytes = Array(text.utf8)
        let envelope = EnvelopeScanner.scan(bytes)
        func cut(_ range: Range<Int>?) -> String? { range.map { String(decoding: bytes[$0], as: UTF8.self) } }
        #expect(cut(envelope.echo) == #"{"seq":[1,"}"]}"#)
        #expect(cut(envelope.status) == #""ok""#)
        #expect(cut(envelope.subType) == #""friend""#)
        #expect(cut(envelope.detail) == #""private""#)
    }

    @Test("takes the last of a key that comes twice")
    func duplicateKeys() {
        #expect(self.scan(#"{"self_id":1,"self_id":2,"post_type":"notice"}"#).selfID == 2)
    }

    @Test("passes over a hundred thousand levels without a stack")
    func deepNesting() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(self.scan(#"{"a":"# + deep + #","post_type":"notice"}"#).kind == .event)
        #expect(self.scan(#"{"a":"# + String(repeating: "{", count: 100_000)).kind == .junk)
    }

    @Test("finds the end of strings at every length and with escapes")
    func strings() {
        for length in 0..<40 {
            let filler = String(repeating: "x", count: length)
            for tail in ["", #"\""#, #"\\"#, #"\\\""#, "é界"] {
                let text = #"{"a":"\#(filler)\#(tail)","post_type":"message"}"#
                #expect(self.scan(text).kind == .event, "\(text)")
            }
        }
    }

    @Test("never traps, whatever the bytes")
    func fuzz() {
        var random = SplitMix(seed: 7)
        let alphabet =
            Array(#"{}[]":,\0-9eE.truefalsn post_type self_id echo 1234567890"#.utf8) + [0, 0xFF, 0x80, 0x0A]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<64, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = EnvelopeScanner.scan(bytes)
        }
    }
}

/// A small seeded generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
