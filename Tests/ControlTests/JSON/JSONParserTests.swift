import Control
import Testing

@Suite struct JSONParserTests {
    @Test(
        "reads every kind of value",
        arguments: [
            ("null", JSONValue.null),
            (" true ", .boolean(true)),
            ("false", .boolean(false)),
            ("0", .integer(0)),
            ("-12", .integer(-12)),
            ("1.5e2", .number(150)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            (#""\u00e9\ud83e\udd16\/""#, .string("é🤖/")),
            ("[1, [], {}]", .array([.integer(1), .array([]), .object([])])),
            (
                #"{"b": 1, "a": {"c": "x"}}"#,
                .object([JSONMember("b", .integer(1)), JSONMember("a", .object([JSONMember("c", .string("x"))]))])
            ),
        ]
    )
    func values(text: String, expected: JSONValue) throws {
        #expect(try JSONParser.parse(text.utf8) == expected)
    }

    @Test(
        "refuses everything that is no JSON",
        arguments: [
            "", " ", "{", "[1,", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "01", "-", "1.", "1e", ".5",
            "+1", "nul", "truex", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
            "\"a\nb\"", "1e999", "[] []", "NaN", "'a'",
        ]
    )
    func malformed(text: String) {
        #expect(throws: JSONProblem.self) { try JSONParser.parse(text.utf8) }
    }

    @Test("refuses bytes that are not UTF-8")
    func notUTF8() {
        #expect(throws: JSONProblem.notUTF8) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test("a nest deeper than any request of ours is refused instead of exhausting the stack")
    func depth() throws {
        let nest = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try JSONParser.parse(nest(JSONParser.maximumDepth).utf8)
        #expect(throws: JSONProblem.tooDeep) { try JSONParser.parse(nest(100_000).utf8) }
    }
}
