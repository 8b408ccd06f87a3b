import NapCat
import OneBot
import Testing

@Suite("Random JSON5 documents keep what is not changed")
struct JSON5PropertyTests {
    @Test("one change after the other", arguments: 0..<40)
    func changes(seed: Int) throws {
        var dice = DocumentDice(seed: UInt64(seed))
        for _ in 0..<25 {
            let text = dice.document()
            var document = try JSON5Document(Array(text.utf8))
            for _ in 0..<4 { try Self.change(&document, &dice) }
        }
    }

    private static func change(_ document: inout JSON5Document, _ dice: inout DocumentDice) throws {
        let before = document
        let paths = Self.paths(in: before.root)
        let path = paths[dice.below(paths.count)]
        let node = try #require(before[path])
        let value = dice.value()
        let expected: JSONValue
        switch node.content {
        case .scalar:
            try document.replace(path, with: value)
            expected = Self.changing(before.value, path) { _ in value }
            // Every byte before and behind.
            #expect(document.bytes.starts(with: before.bytes[..<node.range.lowerBound]))
            #expect(document.bytes.reversed().starts(with: before.bytes[node.range.upperBound...].reversed()))
        case .array(let elements):
            try document.append(value, toArrayAt: path)
            expected = Self.changing(before.value, path) { _ in .array(elements.map(\.value) + [value]) }
        case .object(let members):
            let key = dice.text()
            try document.add(key, value, toObjectAt: path)
            let present = members.map { JSONMember($0.key, $0.value.value) }
            expected = Self.changing(before.value, path) { _ in .object(present + [JSONMember(key, value)]) }
        }
        let texts = [before, document].map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(document.value == expected, "\(texts)")
        #expect(Self.marks(texts[1]) == Self.marks(texts[0]), "\(texts)")
        #expect(document == (try JSON5Document(document.bytes)))
        if case .scalar = node.content { return }
        // Nothing was taken out, but for the blanks of an array or object that was empty.
        var rest = before.bytes[...]
        for byte in document.bytes where byte == rest.first { rest.removeFirst() }
        let inside = String(decoding: before.bytes[node.range], as: UTF8.self)
        let isBlank = [.array([]), .object([])].contains(node.value) && Self.marks(inside).isEmpty
        #expect(rest.isEmpty || isBlank, "\(texts)")
    }

    private static func paths(in node: JSON5Node) -> [[JSON5Step]] {
        switch node.content {
        case .scalar:
            return [[]]
        case .array(let elements):
            return [[]]
                + elements.indices.flatMap { index in
                    Self.paths(in: elements[index]).map { [.index(index)] + $0 }
                }
        case .object(let members):
            return [[]]
                + members.flatMap { member -> [[JSON5Step]] in
                    // Of keys that stand twice only the last can be walked through.
                    guard node[member.key] == member.value else { return [] }
                    return Self.paths(in: member.value).map { [.key(member.key)] + $0 }
                }
        }
    }

    private static func changing(
        _ value: JSONValue,
        _ path: [JSON5Step],
        _ change: (JSONValue) -> JSONValue
    ) -> JSONValue {
        guard let step = path.first else { return change(value) }
        let rest = Array(path.dropFirst())
        switch (step, value) {
        case (.index(let index), .array(var elements)):
            elements[index] = Self.changing(elements[index], rest, change)
            return .array(elements)
        case (.key(let key), .object(var members)):
            guard let index = members.lastIndex(where: { $0.key == key }) else { return value }
            members[index].value = Self.changing(members[index].value, rest, change)
            return .object(members)
        default:
            return value
        }
    }

    /// What the comments say, in order.
    private static func marks(_ text: String) -> [Substring] {
        text.matches(of: /mark\d+/).map(\.output)
    }
}

/// Throws documents, the same for the same seed (SplitMix64).
private struct DocumentDice {
    private var state: UInt64
    private var marks = 0

    init(seed: UInt64) { self.state = seed }

    mutating func below(_ bound: Int) -> Int {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func one(of choices: [String]) -> String { choices[self.below(choices.count)] }

    mutating func document() -> String {
        let mark = self.below(5) == 0 ? "\u{FEFF}" : ""
        return mark + self.blank() + self.container(depth: 0) + self.blank()
    }

    private mutating func container(depth: Int) -> String {
        let count = self.below(5)
        let isObject = self.below(2) == 0
        var text = isObject ? "{" : "["
        for index in 0..<count {
            text += self.blank()
            if isObject { text += self.key() + self.blank() + ":" + self.blank() }
            text += self.below(3) == 0 && depth < 5 ? self.container(depth: depth + 1) : self.scalar()
            text += self.blank()
            if index < count - 1 || self.below(3) == 0 { text += "," }
        }
        return text + self.blank() + (isObject ? "}" : "]")
    }

    private mutating func key() -> String {
        self.one(of: ["a", "b", "$c", "'a'", "\"d e\"", "\u{540D}", "null", #"'\x41'"#, #"\u0062"#, "\"\""])
    }

    private mutating func scalar() -> String {
        self.one(of: [
            "1", "-0", "+7", ".5", "5.", "0x1f", "1e9", "NaN", "-Infinity", "true", "false", "null", "'x'", "\"y\"",
            "'// no'", "\"/* no */\"", #"'a\'b'"#, "'a\\\nb'", #""é\n""#, "12345678901234567890",
        ])
    }

    /// Blanks, line breaks and comments, often none.
    private mutating func blank() -> String {
        var text = ""
        for _ in 0..<self.below(3) {
            self.marks += 1
            text += self.one(of: [
                " ", "  ", "\n", "\r\n", "\r", "\n    ", "\n\t", "\u{A0}", "\u{2028}", "/* mark\(self.marks) */",
                "/* mark\(self.marks)\n */", "// mark\(self.marks)\n", "// mark\(self.marks) }\r\n  ",
                "// mark\(self.marks)\u{2028}",
            ])
        }
        return text
    }

    mutating func text() -> String { self.one(of: ["k", "", "\"", "é\n", "// no", "\u{2028}", "a'b\\"]) }

    mutating func value() -> JSONValue {
        let values: [JSONValue] = [
            .null, .boolean(true), .integer(7), .literal("0.5"), .string(self.text()), .array([]), .object([]),
            .array([.integer(1), .array([.null])]),
            .object([JSONMember("k", .string("v")), JSONMember(self.text(), .object([JSONMember("m", .integer(1))]))]),
        ]
        return values[self.below(values.count)]
    }
}
