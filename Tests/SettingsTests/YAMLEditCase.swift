import OneBot
import Testing

@testable import Settings

/// One edit with the text before and behind it.
struct YAMLEditCase: CustomTestStringConvertible {
    var name: String
    var path: String
    var value: SettingValue
    var before: String
    var after: String

    var testDescription: String { self.name }

    init(_ name: String, _ path: String, _ value: SettingValue, _ before: String, _ after: String) {
        self.name = name
        self.path = path
        self.value = value
        self.before = before
        self.after = after
    }

    static let scalars: [YAMLEditCase] = [
        YAMLEditCase("plain", "port", .integer(9), "port: 8021\n", "port: 9\n"),
        YAMLEditCase("without a line end", "port", .integer(9), "port: 8021", "port: 9"),
        YAMLEditCase(
            "comment behind keeps its column",
            "port",
            .integer(9),
            "port: 8021    # free\n",
            "port: 9       # free\n"
        ),
        YAMLEditCase(
            "comment behind moves when there is no room",
            "host",
            .text("very-long-name"),
            "host: a # c\n",
            "host: very-long-name # c\n"
        ),
        YAMLEditCase("comment without a blank is text", "host", .text("b"), "host: a#c\n", "host: b\n"),
        YAMLEditCase("double quotes stay", "host", .text("b"), "host: \"a # b\" # c\n", "host: \"b\"     # c\n"),
        YAMLEditCase("single quotes stay", "host", .text("it's"), "host: 'a''b'\n", "host: 'it''s'\n"),
        YAMLEditCase("escaped quote inside", "host", .text("b"), "host: \"a\\\"b\" # c\n", "host: \"b\"    # c\n"),
        YAMLEditCase("number in quotes becomes bare", "port", .integer(1), "port: \"8021\"\n", "port: 1\n"),
        YAMLEditCase("flag", "tls", .flag(true), "tls: off # x\n", "tls: true # x\n"),
        YAMLEditCase("empty value", "host", .text("b"), "host:\nport: 1\n", "host: b\nport: 1\n"),
        YAMLEditCase("empty value with comment", "host", .text("b"), "host: # c\n", "host: b # c\n"),
        YAMLEditCase("blanks for a value", "host", .text("b"), "host:   \n", "host: b   \n"),
        YAMLEditCase("tilde", "host", .text("b"), "host: ~ # c\n", "host: b # c\n"),
        YAMLEditCase("null", "host", .text("b"), "host: null\n", "host: b\n"),
        YAMLEditCase(
            "value in the next line",
            "port",
            .integer(9),
            "port:\n  8021 # c\nx: 1\n",
            "port:\n  9    # c\nx: 1\n"
        ),
        YAMLEditCase(
            "value in the next line behind a comment",
            "port",
            .integer(9),
            "port: # here\n  # and here\n  8021\n",
            "port: # here\n  # and here\n  9\n"
        ),
        YAMLEditCase(
            "plain text over lines",
            "host",
            .text("b"),
            "host: one\n  two\n\n  three # c\nx: 1\n",
            "host: b # c\nx: 1\n"
        ),
        YAMLEditCase(
            "quoted text over lines",
            "host",
            .text("b"),
            "host: \"one\n  two\" # c\nx: 1\n",
            "host: \"b\" # c\nx: 1\n"
        ),
        YAMLEditCase(
            "literal text",
            "host",
            .text("b"),
            "host: | # c\n  one\n\n  # no comment\n   two\n\n# comment\nx: 1\n",
            "host: b # c\n\n# comment\nx: 1\n"
        ),
        YAMLEditCase("folded text at the end", "host", .text("b"), "host: >-\n  one\n  two", "host: b\n"),
        YAMLEditCase(
            "literal text with an indentation sign",
            "host",
            .text("b"),
            "a:\n  host: |2-\n      one\n    two\n   # c\n  x: 1\n",
            "a:\n  host: |2-\n      one\n    two\n   # c\n  x: 1\nhost: b\n"
        ),
        YAMLEditCase("blanks before the colon", "port", .integer(9), "port : 8021\n", "port : 9\n"),
        YAMLEditCase("quoted key", "port", .integer(9), "\"port\": 8021\n", "\"port\": 9\n"),
        YAMLEditCase("tab behind the colon", "port", .integer(9), "port:\t8021\n", "port:\t9\n"),
        YAMLEditCase(
            "CR LF",
            "port",
            .integer(9),
            "a: 1\r\nport: 8021 # c\r\nb: 2\r\n",
            "a: 1\r\nport: 9    # c\r\nb: 2\r\n"
        ),
        YAMLEditCase(
            "wide characters before",
            "名.port",
            .integer(9),
            "名: {机: \"器\", port: 1}\n",
            "名: {机: \"器\", port: 9}\n"
        ),
        YAMLEditCase("byte order mark", "port", .integer(9), "\u{FEFF}port: 1\n", "\u{FEFF}port: 9\n"),
        YAMLEditCase("document marks", "port", .integer(9), "---\nport: 1\n...\n", "---\nport: 9\n...\n"),
        YAMLEditCase("colon inside", "url", .text("b"), "url: http://a:1/x#y # c\n", "url: b              # c\n"),
        YAMLEditCase(
            "nested, others of the same name untouched",
            "b.port",
            .integer(9),
            "a:\n  port: 1\nb:\n  port: 2\nc:\n  port: 3\n",
            "a:\n  port: 1\nb:\n  port: 9\nc:\n  port: 3\n"
        ),
        YAMLEditCase("secret is quoted", "key", .secret(.init("abcdefgh")), "key: x\n", "key: \"abcdefgh\"\n"),
        YAMLEditCase("the same value", "port", .integer(1), "port: 1  # c\n", "port: 1  # c\n"),
    ]

    static let flows: [YAMLEditCase] = [
        YAMLEditCase(
            "in braces",
            "tls.enabled",
            .flag(true),
            "tls: { enabled: false, certificate: \"\" } # c\n",
            "tls: { enabled: true, certificate: \"\" } # c\n"
        ),
        YAMLEditCase(
            "text in braces",
            "tls.certificate",
            .text("/a,b"),
            "tls: {enabled: false, certificate: \"\"}\n",
            "tls: {enabled: false, certificate: \"/a,b\"}\n"
        ),
        YAMLEditCase("colon in braces is quoted", "m.l", .text("a:1"), "m: {l: x}\n", "m: {l: \"a:1\"}\n"),
        YAMLEditCase("last in braces", "a.b", .integer(2), "a: {x: y, b: 1}\n", "a: {x: y, b: 2}\n"),
        YAMLEditCase("JSON", "a.b", .integer(2), "{\"a\":{\"b\":1},\"c\":[1]}\n", "{\"a\":{\"b\":2},\"c\":[1]}\n"),
        YAMLEditCase(
            "braces over lines with comments",
            "a.b",
            .integer(2),
            "a: {\n  x: 1, # one\n  b: 1 # two\n}\n",
            "a: {\n  x: 1, # one\n  b: 2 # two\n}\n"
        ),
        YAMLEditCase("new in braces", "a.b", .integer(2), "a: { x: 1 } # c\n", "a: { x: 1, b: 2 } # c\n"),
        YAMLEditCase("new in tight braces", "a.b", .integer(2), "a: {x: 1}\n", "a: {x: 1, b: 2}\n"),
        YAMLEditCase("new behind a comma", "a.b", .integer(2), "a: {x: 1,}\n", "a: {x: 1, b: 2}\n"),
        YAMLEditCase("new in empty braces", "a.b", .integer(2), "a: {}\n", "a: { b: 2 }\n"),
        YAMLEditCase(
            "new in braces that end with a comment",
            "a.b",
            .integer(2),
            "a: {\n  x: 1 # }\n}\n",
            "a: { b: 2,\n  x: 1 # }\n}\n"
        ),
        YAMLEditCase("new with parents in braces", "a.t.b", .integer(2), "a: {x: '}'}\n", "a: {x: '}', t: { b: 2 }}\n"),
        YAMLEditCase("empty in braces", "a.b", .integer(2), "a: {b: , x: 1}\n", "a: {b: 2 , x: 1}\n"),
        YAMLEditCase(
            "child of an empty one in braces",
            "a.t.b",
            .integer(2),
            "a: {t: , x: 1}\n",
            "a: {t: { b: 2 } , x: 1}\n"
        ),
        YAMLEditCase("list", "l", .list(["/a", "/b c"]), "l: [] # c\n", "l: [/a, \"/b c\"] # c\n"),
        YAMLEditCase("list over lines", "l", .list(["x"]), "l: [a,\n  \"]\", 'b']\nx: 1\n", "l: [x]\nx: 1\n"),
        YAMLEditCase("list for nothing", "l", .list(["x"]), "l:\nx: 1\n", "l: [x]\nx: 1\n"),
    ]

    static let lists: [YAMLEditCase] = [
        YAMLEditCase(
            "item added",
            "l",
            .list(["a", "b", "c"]),
            "l: # l\n  # first\n  - a # A\n  - b\n\n# end\nx: 1\n",
            "l: # l\n  # first\n  - a # A\n  - b\n  - c\n\n# end\nx: 1\n"
        ),
        YAMLEditCase(
            "item removed, its comment kept",
            "l",
            .list(["b"]),
            "l:\n  - a # A\n  # of b\n  - b # B\n",
            "l:\n  # A\n  # of b\n  - b # B\n"
        ),
        YAMLEditCase(
            "item replaced",
            "l",
            .list(["a", "x", "c"]),
            "l:\n- a\n- \"b\"\n- c\n",
            "l:\n- a\n- x\n- c\n"
        ),
        YAMLEditCase("item in front", "l", .list(["z", "a"]), "l:\n  - a\n", "l:\n  - z\n  - a\n"),
        YAMLEditCase("all removed", "l", .list([]), "l: # c\n  - a # A\n  - b\nx: 1\n", "l: [] # c\n  # A\nx: 1\n"),
        YAMLEditCase("added to the last line", "l", .list(["a", "b"]), "l:\n  - a", "l:\n  - a\n  - b\n"),
        YAMLEditCase("CR LF list", "l", .list(["a", "b"]), "l:\r\n  - a\r\n", "l:\r\n  - a\r\n  - b\r\n"),
    ]

    static let additions: [YAMLEditCase] = [
        YAMLEditCase("to an empty file", "a.b", .integer(1), "", "a:\n  b: 1\n"),
        YAMLEditCase("to comments", "a", .integer(1), "# only\n\n# words", "# only\n\n# words\na: 1\n"),
        YAMLEditCase("to a null document", "a", .integer(1), "---\n# x\n", "---\n# x\na: 1\n"),
        YAMLEditCase("at the end", "b", .integer(1), "a: 1\n\n# end\n", "a: 1\nb: 1\n\n# end\n"),
        YAMLEditCase("at an end without line end", "b", .integer(1), "a: 1", "a: 1\nb: 1\n"),
        YAMLEditCase("before the document's end", "b", .integer(1), "a: 1\n...\n", "a: 1\nb: 1\n...\n"),
        YAMLEditCase(
            "to a group",
            "a.c",
            .integer(1),
            "a:\n    b: 1 # B\n    # last\n\nz: 1\n",
            "a:\n    b: 1 # B\n    c: 1\n    # last\n\nz: 1\n"
        ),
        YAMLEditCase(
            "a parent to a group",
            "a.t.c",
            .integer(1),
            "a:\n    b: 1\nz: 1\n",
            "a:\n    b: 1\n    t:\n        c: 1\nz: 1\n"
        ),
        YAMLEditCase("to an empty group", "a.b", .integer(1), "a: # c\nz: 1\n", "a: # c\n  b: 1\nz: 1\n"),
        YAMLEditCase("to an empty group at the end", "a.b", .integer(1), "z: 1\na:", "z: 1\na:\n  b: 1\n"),
        YAMLEditCase("to a null group", "a.b", .integer(1), "a: null # c\nz: 1\n", "a: # c\n  b: 1\nz: 1\n"),
        YAMLEditCase(
            "behind a literal text that ends like a comment",
            "b",
            .integer(1),
            "a: |\n  text\n  # text too\n",
            "b: 1\na: |\n  text\n  # text too\n"
        ),
        YAMLEditCase(
            "behind a list at the same column",
            "a.c",
            .list(["x"]),
            "a:\n  l:\n  - 1\n  - 2\nz: 1\n",
            "a:\n  l:\n  - 1\n  - 2\n  c: [x]\nz: 1\n"
        ),
        YAMLEditCase("CR LF addition", "b", .integer(1), "a: 1\r\n", "a: 1\r\nb: 1\r\n"),
    ]
}
