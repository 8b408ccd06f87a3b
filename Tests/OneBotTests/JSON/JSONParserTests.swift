import OneBot
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
            ("1.5e2", .literal("1.5e2")),
            ("9223372036854775808", .literal("9223372036854775808")),
            ("-0", .literal("-0")),
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
        _ = try JSONParser.parse(nest(JSONParser.Rules.strict.maximumDepth).utf8)
        #expect(throws: JSONProblem.tooDeep) { try JSONParser.parse(nest(100_000).utf8) }
    }

    @Test(
        "numbers keep every digit there and back",
        arguments: [
            "9007199254740993", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "123456789012345678901234567890", "1.50", "1000.0", "1E+05", "-0", "-0.0",
        ]
    )
    func digits(text: String) throws {
        #expect(try JSONParser.parse(text.utf8).rendered == text)
        #expect(try JSONParser.parse(text.utf8, rules: .lenient).rendered == text)
        #expect(try JSONParser.parse(text.utf8).double == Double(text))
    }

    @Test(
        "for peers, what cannot be decoded is replaced instead of refused",
        arguments: [
            (#""\ud800""#, JSONValue.string("\u{FFFD}")),
            (#""\udc00x""#, .string("\u{FFFD}x")),
            (#""\ud800\u0041""#, .string("\u{FFFD}A")),
            (#""\ud800\n""#, .string("\u{FFFD}\n")),
            (#""\ud800\ud83d\ude00""#, .string("\u{FFFD}😀")),
            (#""a\u0000b""#, .string("a\0b")),
            ("\"a\nb\"", .string("a\nb")),
            ("1e999", .literal("1e999")),
            (
                #"{"a":1,"a":2}"#, .object([JSONMember("a", .integer(1)), JSONMember("a", .integer(2))])
            ),
        ]
    )
    func lenient(text: String, expected: JSONValue) throws {
        #expect(try JSONParser.parse(text.utf8, rules: .lenient) == expected)
    }

    @Test("for peers, broken UTF-8 is repaired and the last of two keys counts")
    func lenientRest() throws {
        #expect(try JSONParser.parse([0x22, 0x61, 0xFF, 0x22], rules: .lenient) == .string("a\u{FFFD}"))
        #expect(try JSONParser.parse(#"{"a":1,"a":2}"#.utf8, rules: .lenient)["a"] == .integer(2))
    }

    @Test(
        "for peers, the structure must still be JSON",
        arguments: ["", "{", "[1 2]", "01", "\"\\x\"", "\"\\ud8\"", "nul"]
    )
    func lenientMalformed(text: String) {
        #expect(throws: JSONProblem.self) { try JSONParser.parse(text.utf8, rules: .lenient) }
    }

    @Test("a nest of a hundred thousand levels is refused under every rule", arguments: ["[", #"{"a":"#, "[{\"a\":"])
    func depths(opening: String) {
        let deep = String(repeating: opening, count: 100_000)
        for rules in [JSONParser.Rules.strict, .lenient] {
            #expect(throws: JSONProblem.tooDeep) { try JSONParser.parse(deep.utf8, rules: rules) }
        }
        let allowed = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect((try? JSONParser.parse(allowed.utf8, rules: .lenient))?.rendered == allowed)
    }

    @Test("every sample survives the way through a value", arguments: Samples.all)
    func samples(bytes: [UInt8]) throws {
        let value = try JSONParser.parse(bytes, rules: .lenient)
        #expect(try JSONParser.parse(value.rendered.utf8, rules: .lenient) == value)
        #expect(try JSONParser.parse(value.rendered.utf8) == value)
    }

    @Test("never traps on mutilated samples")
    func mutations() {
        var random = SplitMix(seed: 3)
        for bytes in Samples.mutations(of: Samples.all, count: 4000, using: &random) {
            _ = try? JSONParser.parse(bytes, rules: .lenient)
            _ = try? JSONParser.parse(bytes)
        }
    }
}
