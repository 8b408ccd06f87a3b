import Terminal
import Testing

@Suite struct LineEditorTests {
    @Test("characters are inserted at the cursor")
    func typing() {
        var line = LineEditor(text: "802")
        _ = line.handle(.character("1"))
        _ = line.handle(Key(.home))
        _ = line.handle(.character(":"))
        #expect(line.text == ":8021")
        #expect(line.cursor == 1)
    }

    @Test(
        "editing keys do what they do everywhere",
        arguments: [
            (Key(.left), "one two|", "one tw|o"), (Key(.left), "|one", "|one"), (Key(.right), "o|ne", "on|e"),
            (Key(.right), "one|", "one|"), (Key(.home), "on|e", "|one"), (Key(.end), "o|ne", "one|"),
            (Key(.backspace), "on|e", "o|e"), (Key(.backspace), "|one", "|one"), (Key(.delete), "o|ne", "o|e"),
            (Key(.delete), "one|", "one|"), (.control("a"), "on|e", "|one"), (.control("e"), "|one", "one|"),
            (.control("u"), "on|e", "|"), (.control("k"), "o|ne", "o|"), (.control("w"), "one two |x", "one |x"),
            (.control("w"), "|one", "|one"), (.control("w"), "one|", "|"),
            (Key(.left, .control), "one two|", "one |two"),
            (Key(.right, .control), "|one two", "one| two"), (Key(.backspace), "小助|手", "小|手"),
            (Key(.backspace), "👨‍👩‍👧|", "|"), (.character("é"), "|", "é|"),
        ]
    )
    func editing(key: Key, before: String, after: String) {
        var line = Self.line(before)
        let edited = line.handle(key)
        #expect(edited)
        #expect(Self.picture(line) == after)
    }

    @Test(
        "other keys are left to the panel",
        arguments: [
            Key(.enter), Key(.escape), Key(.tab), Key(.up), Key(.down), .control("c"), .control("l"), Key(.function(1)),
            Key(.character("x"), .alt), Key(.left, .alt), Key(.pageUp),
        ]
    )
    func notEditing(key: Key) {
        var line = LineEditor(text: "abc")
        let before = line
        let edited = line.handle(key)
        #expect(!edited)
        #expect(line == before)
    }

    @Test(
        "a paste is one line without controls",
        arguments: [
            ("abc\n", "abc"), ("a\nb\r\nc\n\n", "a b c"), ("\u{1B}[31mred", "[31mred"), ("\u{9B}x\u{7F}", "x"),
            ("a\u{202E}b", "ab"), ("小\u{2028}", "小"),
        ]
    )
    func paste(text: String, result: String) {
        var line = LineEditor()
        line.insert(text)
        #expect(line.text == result)
        #expect(line.cursor == result.count)
    }

    @Test("a combining mark joins the character before the cursor")
    func combining() {
        var line = Self.line("e|x")
        line.insert("\u{301}")
        #expect(Self.picture(line) == "e\u{301}|x")
        #expect(line.cursor == 1)
    }

    @Test("the line never passes its maximum length")
    func maximum() {
        var line = LineEditor(text: "abcdef", maximumLength: 4)
        #expect(line.text == "abcd")
        line.insert("x")
        #expect(line.text == "abcd")
        _ = line.handle(Key(.backspace))
        line.insert("xyz")
        #expect(line.text == "abcx")
    }

    @Test(
        "the window keeps the cursor in sight",
        arguments: [
            ("abc|", 10, "abc", 3), ("abc|", 3, "bc", 2), ("|abcdef", 3, "abc", 0), ("abcdef|", 4, "def", 3),
            ("小助手|", 4, "手", 2), ("小助手|", 1, "", 0), ("abc|", 0, "", 0), ("|", 5, "", 0),
        ]
    )
    func window(line: String, width: Int, text: String, column: Int) {
        let window = Self.line(line).window(width: width)
        #expect(window.text == text)
        #expect(window.cursorColumn == column)
    }

    @Test("the window fits and the cursor is inside for every width and place")
    func windowInvariant() {
        for width in 1...12 {
            var line = LineEditor(text: "ab小c助de手fg")
            for _ in 0...line.text.count {
                let window = line.window(width: width)
                #expect(TextWidth.width(of: window.text) <= width)
                #expect((0..<width).contains(window.cursorColumn))
                _ = line.handle(Key(.left))
            }
        }
    }

    /// A line whose cursor stands at the bar.
    private static func line(_ picture: String) -> LineEditor {
        let parts = picture.split(separator: "|", omittingEmptySubsequences: false)
        var line = LineEditor(text: parts.joined())
        for _ in 0..<(parts.last?.count ?? 0) { _ = line.handle(Key(.left)) }
        return line
    }

    private static func picture(_ line: LineEditor) -> String {
        line.text.prefix(line.cursor) + "|" + line.text.dropFirst(line.cursor)
    }
}
