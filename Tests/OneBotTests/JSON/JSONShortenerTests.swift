import OneBot
import Testing

@Suite struct JSONShortenerTests {
    private func shorten(_ text: String, longest: Int = 8, limit: Int = 65_536) -> String {
        let bytes = Array(text.utf8).withUnsafeBytes {
            JSONShortener.shorten($0, longestString: longest, limit: limit)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "cuts long strings where no character and no escape is torn",
        arguments: [
            (#"{"a":"12345678"}"#, #"{"a":"12345678"}"#),
            (#"{"a":"123456789"}"#, #"{"a":"12345678…(9 bytes)"}"#),
            (#"["界界界"]"#, #"["界界…(9 bytes)"]"#),
            (#"["1234567\n8"]"#, #"["1234567…(10 bytes)"]"#),
            (#"["123\u0041xxxx"]"#, #"["123…(13 bytes)"]"#),
            (#"["\ud83d\ude00"]"#, #"["…(12 bytes)"]"#),
            (#"["é😀é😀"]"#, #"["é😀é…(12 bytes)"]"#),
            (#" { "a" : [ 1 , true ] } "#, #"{"a":[1,true]}"#),
            (#""\"\"\"\"\"\"\"\"""#, #""\"\"\"\"…(16 bytes)""#),
        ]
    )
    func cuts(text: String, expected: String) {
        #expect(self.shorten(text) == expected)
    }

    @Test("keeps the outermost scalars that fit when cutting strings is not enough")
    func fallback() {
        let list = String(repeating: "[1,2,3],", count: 40)
        let text =
            #"{"post_type":"message","message":[\#(list)0],"raw_message":"123456789abcd","x":{"y":1},"user_id":5,"n":null}"#
        #expect(
            self.shorten(text, longest: 12, limit: 100)
                == #"{"post_type":"message","raw_message":"123456789abc…(13 bytes)","user_id":5,"n":null}"#
        )
        #expect(self.shorten(text, longest: 12, limit: 60) == #"{"post_type":"message","user_id":5,"n":null}"#)
        #expect(self.shorten(text, longest: 12, limit: 2) == "{}")
    }

    @Test(
        "what is no JSON, or no object and too long, leaves an empty object",
        arguments: ["{\"a\":\"unended", "]", "[[[", ""]
    )
    func noJSON(text: String) {
        #expect(self.shorten(text) == (text.isEmpty ? "" : "{}"))
        #expect(self.shorten("[" + String(repeating: "1,", count: 40) + "1]", limit: 20) == "{}")
    }

    @Test("the result of any sample under any limits is JSON and short enough", arguments: Samples.all)
    func samples(bytes: [UInt8]) throws {
        for (longest, limit) in [(1024, 65_536), (8, 65_536), (8, 200), (40, 100), (0, 2)] {
            let short = bytes.withUnsafeBytes { JSONShortener.shorten($0, longestString: longest, limit: limit) }
            #expect(short.count <= limit)
            _ = try JSONParser.parse(short, rules: .lenient)
            _ = try JSONParser.parse(short)
        }
    }

    @Test("a picture of megabytes inside a deep message is cut, and the rest stays")
    func picture() throws {
        let picture = String(repeating: "QUJDREVGR0g=", count: 500_000)
        let text = #"{"a":{"b":[{"file":"base64://\#(picture)"}]},"post_type":"message"}"#
        let short = Array(text.utf8).withUnsafeBytes { JSONShortener.shorten($0) }
        let value = try JSONParser.parse(short)
        #expect(value["post_type"] == .string("message"))
        let file = value["a"]?["b"]?.elements?.first?["file"]?.string
        #expect(file?.hasSuffix("…(6000009 bytes)") == true)
        #expect(short.count < 1200)
    }

    @Test("never traps on mutilated samples")
    func mutations() {
        var random = SplitMix(seed: 9)
        for bytes in Samples.mutations(of: Samples.all, count: 3000, using: &random) {
            for (longest, limit) in [(16, 65_536), (5, 100)] {
                let short = bytes.withUnsafeBytes { JSONShortener.shorten($0, longestString: longest, limit: limit) }
                #expect(short.count <= limit)
            }
        }
    }
}
