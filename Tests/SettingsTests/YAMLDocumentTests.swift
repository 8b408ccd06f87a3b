import Testing
import Yams

@testable import Settings

@Suite struct YAMLDocumentTests {
    private func fault(_ text: String) throws -> YAMLFault {
        try #require(throws: YAMLFault.self) { try YAMLDocument(Array(text.utf8)) }
    }

    @Test(
        "a broken file is explained with line and column",
        arguments: [
            ("a: 1\n\tb: 2\n", YAMLSyntaxProblem.tab, 2, 1),
            ("a:\n\tb: 2\n", .tab, 2, 1),
            ("a: b: c\n", .mappingNotAllowed, 1, 5),
            ("a: 1\n  b: 2\n", .mappingNotAllowed, 2, 4),
            ("a: 1\nb\nc: 2\n", .colonMissing, 3, 1),
            ("a:\n    b: 1\n  c: 2\n", .indentation, 3, 3),
            ("a: 1\n- b\n", .indentation, 2, 1),
            ("a: \"b\nc: 1\n", .quoteOpen, 1, 4),
            ("a: 1\nb: 'c\n", .quoteOpen, 2, 4),
            ("a: [1, 2\nb: 3\n", .bracketOpen, 1, 4),
            ("a: 1\nb: {c: 1\n", .bracketOpen, 2, 4),
            ("a: [\n", .bracketOpen, 1, 4),
            ("a: [{b: it's [1\n", .bracketOpen, 1, 5),
            ("a: [x, \"]\", # ]\n  ',]', y\n", .bracketOpen, 1, 4),
            ("# [\na: {b: [1, 2]\nc: 3\n", .bracketOpen, 2, 4),
            ("a: [1,, 2]\n", .bracketOpen, 1, 4),
            ("a: \"\\q\"\n", .badEscape, 1, 5),
            ("a: *b\n", .unknownAlias, 1, 4),
            ("a: @b\n", .reservedCharacter, 1, 4),
            ("a: `b`\n", .reservedCharacter, 1, 4),
            ("a: 1\nb: \u{1}\n", .controlCharacter, 2, 4),
            ("名字: \u{7}\n", .controlCharacter, 1, 5),
        ]
    )
    func syntax(text: String, problem: YAMLSyntaxProblem, line: Int, column: Int) throws {
        #expect(try self.fault(text) == YAMLFault(cause: .syntax(problem), line: line, column: column))
        let windows = text.replacing("\n", with: "\r\n")
        #expect(try self.fault(windows) == YAMLFault(cause: .syntax(problem), line: line, column: column))
        let marked = "\u{FEFF}" + text
        #expect(try self.fault(marked) == YAMLFault(cause: .syntax(problem), line: line, column: column))
    }

    @Test("other defects of the whole have their causes")
    func others() throws {
        #expect(try self.fault("a: 1\nb: 2\na: 3\n").cause == .duplicateKey("a"))
        #expect(try self.fault("a: 1\n---\nb: 2\n") == YAMLFault(cause: .severalDocuments, line: 2, column: 1))
        #expect(try self.fault("a: 1\nb: \u{0}\n") == YAMLFault(cause: .nulByte, line: 2, column: 4))
        let list = YAMLFault(cause: .wrongType(expected: .mapping, found: .list), line: 1, column: 1)
        #expect(try self.fault("- a\n- b\n") == list)
        #expect(try self.fault("hello\n").cause == .wrongType(expected: .mapping, found: .text))
        #expect(try self.fault("8021\n").cause == .wrongType(expected: .mapping, found: .integer))
    }

    @Test("bytes that are no UTF-8 are found where they are")
    func notUTF8() throws {
        let gbk: [UInt8] = Array("a: 1\nb: ".utf8) + [0xC4, 0xE3, 0xBA, 0xC3, 0x0A]
        let fault = try #require(throws: YAMLFault.self) { try YAMLDocument(gbk) }
        #expect(fault == YAMLFault(cause: .notUTF8, line: 2, column: 4))
        let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x3A, 0]
        #expect(throws: YAMLFault(cause: .notUTF8, line: 1, column: 1)) { try YAMLDocument(utf16) }
    }

    @Test("a file beyond the limit is refused, one at the limit read")
    func size() throws {
        let comment = Array("#".utf8) + [UInt8](repeating: 0x20, count: YAMLDocument.limitBytes - 1)
        #expect(try YAMLDocument(comment).root == nil)
        #expect(throws: YAMLFault(cause: .tooLarge(limitBytes: 1_048_576))) { try YAMLDocument(comment + [0x20]) }
    }

    @Test(
        "nesting without end is refused",
        arguments: [
            "a: " + String(repeating: "[", count: 100_000), "a: " + String(repeating: "{a: ", count: 50_000),
            String(repeating: "- ", count: 50_000), String(repeating: "? ", count: 50_000),
            "a: " + String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000),
        ]
    )
    func depth(text: String) throws {
        #expect(try self.fault(text).cause == .tooDeep)
    }

    @Test("deep nesting that libyaml allows is no trap")
    func allowedDepth() throws {
        let text = "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        #expect(try YAMLDocument(Array(text.utf8)).root?.count == 1)
        #expect(throws: YAMLFault.self) { try YAMLEdit.set(.integer(1), at: ["a", "b"], in: Array(text.utf8)) }
        #expect(try YAMLEdit.set(.integer(1), at: ["b"], in: Array(text.utf8)).count == text.utf8.count + 6)
    }

    @Test("a bomb of aliases is refused, a few aliases are read")
    func aliases() throws {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1...40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(try self.fault(bomb).cause == .tooManyAliases(limit: 32))
        var small = "a0: &a0 [x, x]\n"
        for level in 1...16 { small += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        // Read it can be; comparing what an edit did to it would take for ever, so that is refused.
        #expect(try YAMLDocument(Array(small.utf8)).root?.count == 17)
        let fault = try #require(throws: YAMLFault.self) {
            try YAMLEdit.set(.integer(1), at: ["b"], in: Array(small.utf8))
        }
        #expect(fault.cause == .cannotEdit(.notVerified))
    }

    @Test(
        "an empty file, comments and an empty document are no mapping and no defect",
        arguments: ["", "\n\n", "# a\n", "---\n", "---\n...\n", "~\n", "null", "\u{FEFF}", "\r\n"]
    )
    func empty(text: String) throws {
        #expect(try YAMLDocument(Array(text.utf8)).root == nil)
    }

    @Test("a text over very many lines is found to its end in no time worth mentioning", .timeLimit(.minutes(1)))
    func manyLines() throws {
        let text = "host: a\n" + String(repeating: "  a\n", count: 100_000) + "port: 1\n"
        let edited = try YAMLEdit.set(.text("b"), at: ["host"], in: Array(text.utf8))
        #expect(edited == Array("host: b\nport: 1\n".utf8))
    }

    @Test("random bytes and cut files never trap")
    func random() {
        let seed = Array("endpoint:\n  tls: { a: \"x\", b: [1, 'y'] }\n  k: |\n    z\n? &a q\n: *a # c\n- %\t\r\n".utf8)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...127, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(seed[Int.random(in: seed.indices, using: &generator)], at: index)
                }
            }
            // Whether it parses does not matter here; that it returns does.
            _ = try? YAMLDocument(bytes)
            _ = try? YAMLEdit.set(.text("v: 1"), at: ["endpoint", "tls", "a"], in: bytes)
            _ = try? YAMLEdit.set(.list(["v"]), at: ["endpoint", "tls", "b"], in: bytes)
            _ = try? YAMLEdit.set(.integer(1), at: ["endpoint", "k"], in: bytes)
        }
    }
}
