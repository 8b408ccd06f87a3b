@testable import OneBot

/// The shapes of frames that bots send.
enum OneBotSeeds {
    static let frames = [
        #"{"time":1767323045,"self_id":1000010001,"post_type":"message","message_type":"group","sub_type":"normal","message_id":-2147483648,"group_id":20001000,"user_id":30001000,"anonymous":null,"message":[{"type":"text","data":{"text":"hi \u4f60\ud83d\ude00"}},{"type":"at","data":{"qq":"all"}}],"raw_message":"hi [CQ:at,qq=all]","font":0,"sender":{"user_id":30001000,"nickname":"n","card":"c","role":"owner"}}"#,
        #"{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":"1","time":1,"status":{"online":true,"good":true},"interval":5000}"#,
        #"{"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"connect","self_id":1,"time":1767323045000}"#,
        #"{"post_type":"notice","notice_type":"group_ban","sub_type":"ban","group_id":2,"operator_id":3,"user_id":4,"duration":9223372036854775807,"self_id":1,"time":1}"#,
        #"{"post_type":"notice","notice_type":"group_upload","group_id":2,"user_id":4,"file":{"id":"/x","name":"a.txt","size":12345678901,"busid":102},"self_id":1}"#,
        #"{"post_type":"notice","notice_type":"notify","sub_type":"poke","group_id":2,"user_id":4,"target_id":5,"self_id":1}"#,
        #"{"post_type":"request","request_type":"group","sub_type":"add","group_id":2,"user_id":4,"comment":"c","flag":"f","self_id":1}"#,
        #"{"post_type":"message","message_type":"private","sub_type":"group","user_id":4,"message":"[CQ:image,file=a.jpg,url=http://x/?a=1&amp;b=2]x","sender":{"nickname":"\u202e"},"self_id":1}"#,
        #"{"post_type":"message_sent","message_type":"guild","guild_id":"g","channel_id":"c","message":[{"type":"image","data":{"file":"base64://AAAA"}},{"type":"reply","data":{"id":1}},{"type":"forward","data":{"id":"x"}}],"self_id":1}"#,
        #"{"status":"ok","retcode":0,"data":{"user_id":1,"nickname":"n"},"message":"","wording":"","echo":"12"}"#,
        #"{"status":"failed","retcode":1404,"data":null,"echo":{"seq":1}}"#,
        #"{"status":"ok","retcode":0,"stream":"stream-action","data":{"type":"stream","data":"AAAA"},"echo":"1"}"#,
        #"{"action":"send_msg","params":{},"echo":1}"#, #"{"op":3,"body":{"token":"x"}}"#,
        #"{"id":"x","type":"meta","detail_type":"connect","time":1.5}"#,
        #"{"a":[[[[{"b":[1,-2.5e+10,true,false,null]}]]]]}"#,
        " {} ", "[]",
    ]

    static let words = [
        "\"post_type\":", "\"message\"", "\"notice\"", "\"meta_event\"", "\"request\"", "\"echo\":", "\"status\":",
        "\"retcode\":", "\"self_id\":", "\"time\":", "\"data\":", "\"user_id\":", "\"group_id\":", "\"message\":",
        "\"notice_type\":", "\"sub_type\":", "\"duration\":", "\"interval\":", "\"stream\":", "\"type\":", "{}", "[]",
        "[[", "]]", "{\"\":", "}}", "\\u0000", "\\ud83d", "\\ude00", "\\\"", "\\", "\"", ",", ":", "null", "true",
        "1e400", "-0", "0.1", "9007199254740993", "[CQ:", "]",
    ]
}

extension FuzzTarget {
    static let utf8 = FuzzTarget(
        "utf8",
        longest: 300,
        seeds: [
            String(repeating: "a", count: 90), String(repeating: "汉", count: 40),
            String(repeating: "é😀\u{7FF}", count: 12),
            "\u{D7FF}\u{E000}\u{10FFFF}\u{0}",
        ],
        words: ["é", "汉", "😀"]
    ) { bytes in
        let isValid = bytes.withUnsafeBytes { UTF8Check.isValid($0) }
        try holdEqual(isValid, String(validating: bytes, as: UTF8.self) != nil, "valid UTF-8")
        var stream = UTF8Stream()
        var isPossible = true
        for piece in FuzzChoice.pieces(of: bytes) where isPossible {
            isPossible = piece.withUnsafeBytes { stream.append($0) }
        }
        try holdEqual(isPossible && stream.isComplete, isValid, "in pieces")
    }

    static let envelope = FuzzTarget("envelope", longest: 700, seeds: OneBotSeeds.frames, words: OneBotSeeds.words) {
        bytes in
        let envelope = EnvelopeScanner.scan(bytes)
        for range in [envelope.echo, envelope.status, envelope.detail, envelope.subType].compactMap(\.self) {
            try hold(!range.isEmpty && bytes.indices.contains(range.upperBound - 1), "\(range) is outside")
        }
        _ = StreamPart.isPartial(bytes)
        _ = JSONSlice.member("data", of: bytes)
        _ = Response(bytes)
        // Names with escapes in them are not looked for.
        guard !bytes.contains(UInt8(ascii: "\\")), let json = try? JSONParser.parse(bytes) else { return }
        guard case .object = json else { return try holdEqual(envelope.kind, .junk, "kind of \(json)") }
        try holdEqual(envelope.kind, Self.kind(of: json), "kind")
        if case .integer(let number) = json["self_id"] { try holdEqual(envelope.selfID, Int64(number), "self_id") }
        if case .integer(let number) = json["time"] { try holdEqual(envelope.time, Int64(number), "time") }
    }

    /// The kind by the order in which the standard's frames are told apart, from the decoded object.
    private static func kind(of json: JSONValue) -> Envelope.Kind {
        if json["post_type"]?.string != nil { return .event }
        if Self.isWhole(json["retcode"]) || (json["status"]?.string != nil && json["echo"] != nil) { return .answer }
        if json["action"]?.string != nil { return .request }
        if json["op"] != nil, json["body"] != nil { return .satori }
        return json["type"] != nil && json["detail_type"] != nil ? .oneBot12 : .unknown
    }

    private static func isWhole(_ value: JSONValue?) -> Bool {
        switch value {
        case .integer: true
        case .literal(let digits): digits == "-0"
        case .string(let text):
            text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D } && text.utf8.count <= 20
                && text.drop { $0 == "-" }.utf8.count <= 19 && Int64(text) != nil
        default: false
        }
    }

    static let json = FuzzTarget("json", longest: 700, seeds: OneBotSeeds.frames, words: OneBotSeeds.words) { bytes in
        let lenient = try? JSONParser.parse(bytes, rules: .lenient)
        if let lenient {
            let written = Array(lenient.rendered.utf8)
            try hold(written.count <= 6 * bytes.count, "\(written.count) bytes of \(bytes.count)")
            try holdEqual(try? JSONParser.parse(written, rules: .lenient), lenient, "written and read again")
            _ = (lenient.wholeNumber, lenient.flag, lenient.double)
        }
        if let strict = try? JSONParser.parse(bytes) { try holdEqual(strict, lenient, "by both rules") }
    }

    static let jsonViews = FuzzTarget("json-views", longest: 700, seeds: OneBotSeeds.frames, words: OneBotSeeds.words) {
        bytes in
        let value = try? JSONParser.parse(bytes)
        let lines = JSONPretty.lines(bytes)
        // A line for each sign, with the deepest indent before it.
        let length = lines.reduce(0) { $0 + $1.utf8.count }
        try hold(length <= 80 * (bytes.count + 1), "\(length) bytes of lines for \(bytes.count)")
        if let value {
            let again = try? JSONParser.parse(lines.joined(separator: "\n").utf8)
            try holdEqual(again, value, "the pretty text")
        }
        var choice = FuzzChoice(bytes)
        let limit = choice.below(400)
        let short = bytes.withUnsafeBytes {
            JSONShortener.shorten($0, longestString: choice.below(40), limit: limit)
        }
        try hold(short.count <= max(limit, 2), "\(short.count) bytes with a limit of \(limit)")
        if value != nil { try hold((try? JSONParser.parse(short)) != nil, "shortened to what is no JSON: \(short)") }
    }

    static let cqText = FuzzTarget(
        "cq-text",
        seeds: [
            "hi [CQ:face,id=178] and [CQ:image,file=a.jpg,url=http://x/?a=1&amp;b=2]",
            "[CQ:at,qq=10001000,name=a&#44;b]&#91;x&#93;", "[CQ:share,url=,title=][CQ:a]", "[CQ:x,a=b,a=c", "&amp;#91;",
        ],
        words: ["[CQ:", "]", ",", "=", "&amp;", "&#91;", "&#93;", "&#44;", "[CQ:a,b=c]"]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let segments = CQText.parse(text)
        let written = CQText.write(segments)
        try hold(written.utf8.count <= 5 * text.utf8.count, "\(written.utf8.count) bytes")
        try holdEqual(CQText.parse(written), segments, "written and read again")
    }
}
