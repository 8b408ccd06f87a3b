import NapCat
import OneBot
import Testing

/// A change of a document and what it makes of it.
struct JSON5EditCase: Sendable, CustomTestStringConvertible {
    enum Change: Sendable {
        case replace([JSON5Step], JSONValue)
        case add(String, JSONValue, [JSON5Step])
        case append(JSONValue, [JSON5Step])
    }

    let change: Change
    let before: String
    let after: String

    var testDescription: String { "\(self.before) → \(self.after)" }

    init(_ change: Change, _ before: String, _ after: String) {
        self.change = change
        self.before = before
        self.after = after
    }

    func apply(to document: inout JSON5Document) throws(JSON5Problem) {
        switch self.change {
        case .replace(let path, let value): try document.replace(path, with: value)
        case .add(let key, let value, let path): try document.add(key, value, toObjectAt: path)
        case .append(let value, let path): try document.append(value, toArrayAt: path)
        }
    }

    static let entry = JSONValue.object([JSONMember("n", .string("x")), JSONMember("l", .array([]))])

    static let replacements: [JSON5EditCase] = [
        JSON5EditCase(.replace(["a"], .integer(2)), "{a:1}", "{a:2}"),
        JSON5EditCase(.replace(["a"], .string("é\"\n")), "{ 'a' : 'b' /* c */, }", #"{ 'a' : "é\"\n" /* c */, }"#),
        JSON5EditCase(.replace(["a", 1], .boolean(true)), "{a:[0x1F, 'true', .5]}", "{a:[0x1F, true, .5]}"),
        JSON5EditCase(.replace(["a"], .null), "{a:1, b:2, 'a':3, \"b\":4}", "{a:1, b:2, 'a':null, \"b\":4}"),
        JSON5EditCase(.replace([], .integer(1)), "\u{FEFF}// x\n{a:1}\n", "\u{FEFF}// x\n1\n"),
        JSON5EditCase(.replace(["a"], entry), "{a:null}", #"{a:{"n":"x","l":[]}}"#),
        JSON5EditCase(
            .replace(["a"], entry),
            "{\r\n\ta: null, // none\r\n}\r\n",
            "{\r\n\ta: {\r\n\t\t\"n\": \"x\",\r\n\t\t\"l\": []\r\n\t}, // none\r\n}\r\n"
        ),
    ]

    static let onOneLine: [JSON5EditCase] = [
        JSON5EditCase(.add("b", .integer(2), []), "{a:1}", #"{a:1,"b":2}"#),
        JSON5EditCase(.add("b", .integer(2), []), "{a: 1}", #"{a: 1, "b": 2}"#),
        JSON5EditCase(.add("b", .integer(2), []), "{ a : 1 }", #"{ a : 1, "b" : 2 }"#),
        JSON5EditCase(.add("b", .integer(2), []), "{a:1,}", #"{a:1,"b":2,}"#),
        JSON5EditCase(.add("b", .integer(2), []), "{ a:1 , }", #"{ a:1 ,"b":2, }"#),
        JSON5EditCase(.add("b", .integer(2), []), "{ a: 1 /* x */ }", #"{ a: 1, /* x */ "b": 2 }"#),
        JSON5EditCase(.add("b", .integer(2), []), "{}", "{\n  \"b\": 2\n}"),
        JSON5EditCase(.append(.integer(3), []), "[1,2]", "[1,2,3]"),
        JSON5EditCase(.append(.integer(3), []), "[ 1,  2 ]", "[ 1,  2,  3 ]"),
        JSON5EditCase(.append(.integer(3), ["a"]), "{a:[],b:1}", "{a:[3],b:1}"),
        JSON5EditCase(.append(.integer(3), ["a"]), "{ a: [ ], b: 1 }", "{ a: [3], b: 1 }"),
        JSON5EditCase(.append(.integer(3), ["a"]), "{a: [ /* none */ ]}", "{a: [ /* none */ 3 ]}"),
        JSON5EditCase(.append(.integer(3), ["a"]), "{a: [1 // one\n]}", "{a: [1, // one\n3\n]}"),
        JSON5EditCase(.append(entry, ["a"]), #"{"a":[],"b":1}"#, #"{"a":[{"n":"x","l":[]}],"b":1}"#),
    ]

    static let inLines: [JSON5EditCase] = [
        JSON5EditCase(
            .add("b", .integer(2), []),
            "{\n  a: 1\n}",
            "{\n  a: 1,\n  \"b\": 2\n}"
        ),
        JSON5EditCase(
            .add("b", .integer(2), []),
            "{\n\ta: 1, // one\n\t// two\n}",
            "{\n\ta: 1, // one\n\t\"b\": 2,\n\t// two\n}"
        ),
        JSON5EditCase(
            .add("b", .integer(2), []),
            "{\n  a: 1 /* x */ // one\n}",
            "{\n  a: 1, /* x */ // one\n  \"b\": 2\n}"
        ),
        JSON5EditCase(
            .add("b", .integer(2), []),
            "{\n  a: 1\n  , c: 3 }",
            "{\n  a: 1\n  , c: 3,\n  \"b\": 2 }"
        ),
        JSON5EditCase(
            .add("b", .integer(2), ["a"]),
            "{\n  a: {},\n}",
            "{\n  a: {\n    \"b\": 2\n  },\n}"
        ),
        JSON5EditCase(
            .append(entry, ["a"]),
            "{\r\n    \"a\": [\r\n    ]\r\n}",
            "{\r\n    \"a\": [\r\n        {\r\n            \"n\": \"x\",\r\n            \"l\": []\r\n        }\r\n    ]\r\n}"
        ),
        JSON5EditCase(
            .append(entry, ["a"]),
            "{\n  a: [\n    // none yet\n  ]\n}",
            "{\n  a: [\n    // none yet\n    {\n      \"n\": \"x\",\n      \"l\": []\n    }\n  ]\n}"
        ),
        JSON5EditCase(
            .append(.integer(1), ["a"]),
            "{\n  a: [ /* none yet */ ]\n}",
            "{\n  a: [ /* none yet */\n    1\n   ]\n}"
        ),
        JSON5EditCase(
            .append(entry, ["a"]),
            "{\n  a: [\n    {n: 'y'},\n  ]\n}",
            "{\n  a: [\n    {n: 'y'},\n    {\"n\": \"x\", \"l\": []},\n  ]\n}"
        ),
        JSON5EditCase(
            .append(entry, ["a"]),
            "{\n  a: [{\n    n: 'y'\n  }]\n}",
            "{\n  a: [{\n    n: 'y'\n  }, {\"n\": \"x\", \"l\": []}]\n}"
        ),
        JSON5EditCase(
            .append(.integer(2), ["a"]),
            "{\r  a: [\r    1\r  ]\r}",
            "{\r  a: [\r    1,\r    2\r  ]\r}"
        ),
    ]
}

@Suite("A JSON5 document is changed in one place and nowhere else")
struct JSON5EditTests {
    @Test(
        "whatever it looks like",
        arguments: JSON5EditCase.replacements + JSON5EditCase.onOneLine + JSON5EditCase.inLines
    )
    func change(example: JSON5EditCase) throws {
        var document = try JSON5Document(Array(example.before.utf8))
        try example.apply(to: &document)
        #expect(String(decoding: document.bytes, as: UTF8.self) == example.after)
        #expect(document == (try JSON5Document(document.bytes)))
    }

    @Test(
        "but not where that place is not",
        arguments: [
            JSON5EditCase(.replace(["b"], .null), "{a:[1]}", ""),
            JSON5EditCase(.replace(["a", 1], .null), "{a:[1]}", ""),
            JSON5EditCase(.add("b", .null, ["a"]), "{a:[1]}", ""),
            JSON5EditCase(.append(.null, []), "{a:[1]}", ""),
            JSON5EditCase(.append(.null, ["a", 0]), "{a:[1]}", ""),
        ]
    )
    func nowhere(example: JSON5EditCase) throws {
        var document = try JSON5Document(Array(example.before.utf8))
        let before = document
        #expect(throws: JSON5Problem.noSuchPlace) { try example.apply(to: &document) }
        #expect(document == before)
    }

    @Test("and not beyond what is read")
    func tooMuch() throws {
        let depth = JSON5Document.deepestLevel - 1
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        var document = try JSON5Document(Array(text.utf8))
        let path = Array(repeating: JSON5Step.index(0), count: depth - 1)
        #expect(throws: JSON5Problem.self) { try document.append(.array([.array([])]), toArrayAt: path) }
        #expect(String(decoding: document.bytes, as: UTF8.self) == text)
        try document.append(.array([]), toArrayAt: path)
        #expect(document[path + [0]]?.value == .array([]))
    }
}
