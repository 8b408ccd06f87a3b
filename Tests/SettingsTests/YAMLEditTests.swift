import OneBot
import Testing
import Yams

@testable import Settings

@Suite struct YAMLEditTests {
    private func edit(_ text: String, _ path: String, _ value: SettingValue) throws(YAMLFault) -> String {
        let parts = path.split(separator: ".").map(String.init)
        return String(decoding: try YAMLEdit.set(value, at: parts, in: Array(text.utf8)), as: UTF8.self)
    }

    @Test("a value is changed and nothing else", arguments: YAMLEditCase.scalars)
    func scalar(example: YAMLEditCase) throws {
        #expect(try self.edit(example.before, example.path, example.value) == example.after)
    }

    @Test("a value inside braces and brackets is changed and nothing else", arguments: YAMLEditCase.flows)
    func flow(example: YAMLEditCase) throws {
        #expect(try self.edit(example.before, example.path, example.value) == example.after)
    }

    @Test("a list of lines keeps the lines that stay and all comments", arguments: YAMLEditCase.lists)
    func list(example: YAMLEditCase) throws {
        #expect(try self.edit(example.before, example.path, example.value) == example.after)
    }

    @Test("a missing key is added where it belongs", arguments: YAMLEditCase.additions)
    func addition(example: YAMLEditCase) throws {
        #expect(try self.edit(example.before, example.path, example.value) == example.after)
    }

    @Test(
        "what cannot be changed safely is refused with its place",
        arguments: [
            ("a: &x 1\nb: *x\n", "a", YAMLEditObstacle.anchorOrAlias, 1),
            ("a: &x 1\nb: *x\n", "b", .anchorOrAlias, 2),
            ("a: &x {c: 1}\nb: *x\n", "a.c", .anchorOrAlias, 1),
            ("z: &x {c: 1}\nb: *x\n", "b.c", .anchorOrAlias, 2),
            ("a:\n  !!str 1\n", "a", .anchorOrAlias, 1),
            ("&k a: 1\n", "a", .anchorOrAlias, 1),
            ("? a\n: 1\n", "a", .layout, 1),
            ("{a, b: 1}\n", "a", .layout, 1),
            ("a: {b: 1}\n", "a", .otherShape, 1),
            ("a: 1\n", "a.b", .otherShape, 1),
            ("a: [1]\n", "a.b", .otherShape, 1),
        ]
    )
    func refused(text: String, path: String, obstacle: YAMLEditObstacle, line: Int) throws {
        let fault = try #require(throws: YAMLFault.self) { try self.edit(text, path, .integer(2)) }
        #expect(fault.cause == .cannotEdit(obstacle))
        #expect(fault.line == line)
    }

    @Test(
        "a list that holds more than texts on lines of their own is refused",
        arguments: [
            ("l:\n  - a: 1\n", YAMLEditObstacle.otherShape), ("l:\n  - [a]\n", .otherShape),
            ("l:\n  - a\n    b\n", .layout), ("l: [a, # first\n  b]\n", .commentInside),
            ("l:\n  -\n    a\n", .layout), ("l:\n  - &x a\n", .otherShape),
        ]
    )
    func refusedList(text: String, obstacle: YAMLEditObstacle) throws {
        let fault = try #require(throws: YAMLFault.self) { try self.edit(text, "l", .list(["z"])) }
        #expect(fault.cause == .cannotEdit(obstacle))
    }

    @Test("a scalar does not take the place of a list of lines")
    func scalarForList() throws {
        let fault = try #require(throws: YAMLFault.self) { try self.edit("l:\n  - a\n", "l", .integer(1)) }
        #expect(fault.cause == .cannotEdit(.otherShape))
    }

    @Test("a text that cannot be read back as it is is refused")
    func unreadable() {
        // A byte order mark at the start of a text is swallowed by the reader.
        #expect(throws: YAMLFault.self) { try self.edit("a: 1\n", "a", .text("\u{FEFF}x")) }
    }

    @Test("a broken file is not edited")
    func broken() {
        #expect(throws: YAMLFault.self) { try self.edit("a: [1\n", "b", .integer(1)) }
        #expect(throws: YAMLFault.self) { try self.edit("- a\n", "b", .integer(1)) }
    }

    @Test(
        "a text is read back as that very text",
        arguments: [
            "", " ", "a b", " a", "a ", "yes", "No", "NULL", "~", "true", "on", "y", "1", "1.5", "0x1F", "1e3", "1:30",
            "2024-01-01", "-", "- a", "?", ":", "a:", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">", "@a", "`a",
            "%a",
            "[a", "{a", "a]", "a, b", "\"", "'", "it's", "\\", "\\n", "a\tb", "a\nb", "\r\n", "\u{85}", "\u{2028}",
            "\u{1}", "小助手", "🤖", "=", "<<", "...", "---", "0.0.0.0", "::", "::1", "/srv/a", "http://h:1/p?q=1#f", ".5",
            "+1", "1_000", "null ", "C:\\x", "a\u{A0}b", ".inf", "0o17", "Off",
        ]
    )
    func roundTrip(text: String) throws {
        for before in ["v: old\n", "v: 'old'\n", "v: \"old\"\n", "v: |\n  old\n", "x: 1\n", "{v: old}\n", "{x: 1}\n"] {
            let edited = try self.edit("# c\n" + before, "v", .text(text))
            let root = try #require(try YAMLDocument(Array(edited.utf8)).root)
            let node = try #require(root["v"])
            #expect(node.scalar?.string == text, "\(edited)")
            #expect(!node.isNothing)
            #expect(edited.hasPrefix("# c\n"))
        }
    }

    @Test(
        "a list is read back as that very list",
        arguments: [[], ["a"], ["a", ""], ["a,b", "c]", "# d"], ["1", "yes"]]
    )
    func listRoundTrip(items: [String]) throws {
        for before in ["l: [x]\n", "l:\n  - x\n  - y # y\n", "x: 1\n", "{l: []}\n"] {
            let edited = try self.edit(before, "l", .list(items))
            let node = try #require(try YAMLDocument(Array(edited.utf8)).root?["l"])
            #expect(node.sequence?.map(\.scalar?.string) == items)
        }
    }
}
