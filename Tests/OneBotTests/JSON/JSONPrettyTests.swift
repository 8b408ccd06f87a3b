import OneBot
import Testing

@Suite struct JSONPrettyTests {
    @Test(
        "writes a value, a key and a bracket a line",
        arguments: [
            (
                #"{"a":[1,{"b":"x"}],"c":{},"d":[],"e":null}"#,
                "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"x\"\n    }\n  ],\n  \"c\": {},\n  \"d\": [],\n  \"e\": null\n}"
            ),
            (" [ ] ", "[]"),
            ("12", "12"),
            (#""a\u00e9\ud83d\ude00\n\u001b\u202e\ud800""#, #""aé😀\n\u001b\u202e\ud800""#),
            ("[9223372036854775808,1.50]", "[\n  9223372036854775808,\n  1.50\n]"),
        ]
    )
    func layout(text: String, expected: String) {
        #expect(JSONPretty.lines(Array(text.utf8)).joined(separator: "\n") == expected)
    }

    @Test(
        "what is no JSON stays one line",
        arguments: [
            "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1 2]", "nul", "01", "[] x", "\"\\x\"", "\"a\nb\"", "[}",
            "{1:2}",
        ]
    )
    func noJSON(text: String) {
        #expect(JSONPretty.lines(Array(text.utf8)) == [text])
    }

    @Test("the lines of a sample are the sample again", arguments: Samples.all)
    func samples(bytes: [UInt8]) throws {
        let lines = JSONPretty.lines(bytes)
        #expect(lines.count > 1)
        let again = try JSONParser.parse(lines.joined(separator: "\n").utf8, rules: .lenient)
        #expect(again == (try JSONParser.parse(bytes, rules: .lenient)))
    }

    @Test("any depth is written in lines of bounded length")
    func depth() {
        let deep = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
        let lines = JSONPretty.lines(Array(deep.utf8))
        #expect(lines.count == 99_999)
        #expect(lines.allSatisfy { $0.utf8.count <= 2 * JSONPretty.deepestIndent + 2 })
        #expect(JSONPretty.lines(Array(repeating: UInt8(ascii: "["), count: 100_000)).count == 1)
    }

    @Test("never traps on mutilated samples, and agrees with the parser on what is JSON")
    func mutations() {
        var random = SplitMix(seed: 5)
        for bytes in Samples.mutations(of: Samples.all, count: 4000, using: &random) {
            let isJSON = (try? JSONParser.parse(bytes, rules: .lenient)) != nil
            if JSONPretty.lines(bytes).count > 1 { #expect(isJSON, "\(String(decoding: bytes, as: UTF8.self))") }
        }
    }
}
