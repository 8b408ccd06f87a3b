import OneBot
import Testing

@Suite struct JSONValueTests {
    @Test("an object keeps the order of its keys")
    func order() {
        let json = JSONValue.object([JSONMember("z", .integer(1)), JSONMember("a", .null), JSONMember("m", .array([]))])
        #expect(json.rendered == #"{"z":1,"a":null,"m":[]}"#)
    }

    @Test(
        "texts are escaped so that neither JSON nor a terminal is broken by them",
        arguments: [
            ("a\"b\\c", #""a\"b\\c""#),
            ("line\nnext\r\t", #""line\nnext\r\t""#),
            ("\u{1b}[31m", #""\u001b[31m""#),
            ("\u{9b}2J", #""\u009b2J""#),
            ("\u{202e}abc", #""\u202eabc""#),
            ("小助手 🤖", "\"小助手 🤖\""),
        ]
    )
    func escapes(text: String, expected: String) throws {
        #expect(JSONValue.string(text).rendered == expected)
        #expect(try JSONParser.parse(expected.utf8) == .string(text))
    }

    @Test("a number that JSON cannot write becomes null", arguments: [Double.nan, .infinity, -.infinity])
    func notANumber(value: Double) {
        #expect(JSONValue.number(value).rendered == "null")
    }
}
