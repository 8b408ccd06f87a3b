import NapCat
import OneBot
import Testing

@Suite("JSON5 is read")
struct JSON5ReadingTests {
    @Test(
        "in every spelling",
        arguments: [
            // What JSON has
            (#"{"a":[1,-2,3.5,1e3,true,false,null,"x"]}"#, #"{"a":[1,-2,3.5,1e3,true,false,null,"x"]}"#),
            ("[]", "[]"), ("{}", "{}"), ("null", "null"), (#""""#, #""""#), ("[[],{}]", "[[],{}]"),
            // Comments and commas
            ("// a\n[1, // b\n 2 /* c */, /* d\n e */ 3,] // f", "[1,2,3]"), ("{a:1,}", #"{"a":1}"#),
            ("/***/[/* * / */1]", "[1]"), ("[1]//", "[1]"), ("[1 // x\r, 2]", "[1,2]"),
            // Texts
            ("'it\"s'", #""it\"s""#), (#""it's""#, #""it's""#), ("'a\\\nb\\\r\nc\\\rd\\\u{2028}e'", #""abcde""#),
            (#"'\x41\u4e2d\uD83D\uDE00\b\f\n\r\t\v\0\'\"\\\/\q'"#, #""A中😀\u0008\u000c\n\r\t\u000b\u0000'\"\\/q""#),
            (#"['\uD83D', '\uDE00x', '\uD83D\u0041', '\uD83D\uD83D\uDE00']"#, #"["�","�x","�A","�😀"]"#),
            ("'a\tb\u{2028}c'", #""a\tb\u2028c""#), (#"'\中'"#, #""中""#),
            // Numbers
            ("[+1,-0,.5,5.,-.5e-2,1E+3,5.e1]", "[1,-0,0.5,5,-0.5e-2,1e3,5e1]"), ("[-5.]", "[-5]"),
            ("[0x1F,-0XdeadBEEF,+0x0]", "[31,-3735928559,0]"), ("[0x10000000000000000]", "[1.8446744073709552e+19]"),
            ("[Infinity,-Infinity,+Infinity,NaN,-NaN]", "[Infinity,-Infinity,Infinity,NaN,NaN]"),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9223372036854775808"),
            // Keys
            (
                "{a:1,$b_2:2,'c d':3,\"e\":4,\u{540D}\u{5B57}:5,\\u0061b:6}",
                #"{"a":1,"$b_2":2,"c d":3,"e":4,"名字":5,"ab":6}"#
            ),
            ("{true:1,null:2,Infinity:3,NaN:4}", #"{"true":1,"null":2,"Infinity":3,"NaN":4}"#),
            ("{a:1,'a':2}", #"{"a":1,"a":2}"#), ("{a:{b:{c:{}}}}", #"{"a":{"b":{"c":{}}}}"#),
            // Blanks
            ("\u{FEFF}[1]", "[1]"), ("\u{FEFF}{\r\n\ta\u{A0}:\u{3000}1\u{2029}}\u{B}\u{C}\r", #"{"a":1}"#),
        ]
    )
    func reading(text: String, json: String) throws {
        #expect(try JSON5Document(Array(text.utf8)).value.rendered == json)
    }

    @Test(
        "and what is none is refused at the place where it cannot go on",
        arguments: [
            ("", 1, 1), ("  ", 1, 3), ("// x", 1, 5), ("{", 1, 2), ("[1\n 2]", 2, 2), ("{a:1 b:2}", 1, 6),
            ("[,]", 1, 2), ("[1,,2]", 1, 4), ("{,}", 1, 2), ("{a}", 1, 3), ("{a:}", 1, 4), ("{1:2}", 1, 2),
            ("{a:1}}", 1, 6), ("[1] x", 1, 5), ("[1]/", 1, 4), ("[1 /* x", 1, 4), ("nul", 1, 1), ("truex", 1, 1),
            ("nullé", 1, 1), ("True", 1, 1), ("undefined", 1, 1), ("012", 1, 1), ("+", 1, 1), (".", 1, 1),
            ("1e", 1, 1), ("0x", 1, 1), ("0xg", 1, 1), ("1a", 1, 1), ("[1,\r\n  'a\nb']", 2, 5), ("'a", 1, 3),
            ("'\\", 1, 3), (#"'\u12'"#, 1, 2), (#"'\xZZ'"#, 1, 2), (#"'\01'"#, 1, 2), (#"'\1'"#, 1, 2),
            ("{a\\b:1}", 1, 3), ("{a:1,\n\u{540D}\u{5B57}:@}", 2, 4), ("\u{FEFF}@", 1, 1), ("\u{FEFF}\n @", 2, 2),
            ("[\r1,\r@]", 3, 1), ("{\u{2028}@}", 2, 1), ("{\"a\":1;}", 1, 7), ("<html>", 1, 1), ("\u{0}", 1, 1),
        ]
    )
    func broken(text: String, line: Int, column: Int) {
        #expect(throws: JSON5Problem.broken(line: line, column: column)) { try JSON5Document(Array(text.utf8)) }
    }

    @Test("also where bytes are no UTF-8, inside of texts and comments alone")
    func notUTF8() throws {
        let document = try JSON5Document(
            Array("/*".utf8) + [0xFF] + Array("*/['".utf8) + [0xC4, 0xE3] + Array("']".utf8)
        )
        #expect(document.value == .array([.string("\u{FFFD}\u{FFFD}")]))
        #expect(throws: JSON5Problem.broken(line: 1, column: 2)) { try JSON5Document([UInt8(ascii: "["), 0xC4, 0x5D]) }
        #expect(throws: JSON5Problem.self) { try JSON5Document([UInt8(ascii: "{"), 0xFF, 0x3A, 0x31, 0x7D]) }
    }

    @Test("only so deep, so long and so full")
    func bounds() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array(String(repeating: "[", count: levels).utf8) + Array(String(repeating: "]", count: levels).utf8)
        }
        #expect(throws: Never.self) { try JSON5Document(nested(JSON5Document.deepestLevel)) }
        let deepest = JSON5Problem.broken(line: 1, column: JSON5Document.deepestLevel + 1)
        #expect(throws: deepest) { try JSON5Document(nested(JSON5Document.deepestLevel + 1)) }
        #expect(throws: deepest) { try JSON5Document(Array(repeating: UInt8(ascii: "["), count: 1_000_000)) }

        let longest = Array(repeating: UInt8(ascii: " "), count: JSON5Document.largestSize - 1) + [UInt8(ascii: "1")]
        #expect(throws: Never.self) { try JSON5Document(longest) }
        #expect(throws: JSON5Problem.tooLarge) { try JSON5Document(longest + [0x20]) }

        let values = Array("[".utf8) + Array(String(repeating: "0,", count: JSON5Document.mostValues).utf8) + [0x5D]
        #expect(throws: JSON5Problem.tooLarge) { try JSON5Document(values) }
    }

    @Test("whatever is cut off or changed in it, without a crash")
    func damaged() {
        let whole = Array(#"{a:'\u4e2d\x41',/* c */"b":[0x1F,-.5e3,NaN,],名:"\uD83D\uDE00",}// d"#.utf8)
        for end in whole.indices { _ = try? JSON5Document(Array(whole[..<end])) }
        for index in whole.indices {
            for byte: UInt8 in [0x00, 0x22, 0x27, 0x2A, 0x2C, 0x2F, 0x5C, 0x5D, 0x7D, 0x80, 0xE2, 0xFF] {
                var changed = whole
                changed[index] = byte
                _ = try? JSON5Document(changed)
            }
        }
    }

    @Test("and every value is found where it stands")
    func places() throws {
        let text = "{ 'a' : [1, {b: 'x'}], a: [ .5, {b: +7} ] }"
        let document = try JSON5Document(Array(text.utf8))
        func written(_ path: [JSON5Step]) -> String? {
            document[path].map { String(decoding: document.bytes[$0.range], as: UTF8.self) }
        }
        #expect(written(["a"]) == "[ .5, {b: +7} ]")
        #expect(written(["a", 0]) == ".5")
        #expect(written(["a", 1, "b"]) == "+7")
        #expect(written(["a", 2]) == nil)
        #expect(written(["a", -1]) == nil)
        #expect(written(["a", "b"]) == nil)
        #expect(written([0]) == nil)
        #expect(written([]) == text)
    }
}
