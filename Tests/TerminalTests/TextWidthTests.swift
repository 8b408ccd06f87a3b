import CPlatform
import Glibc
import Terminal
import Testing

@Suite struct TextWidthTests {
    @Test("every scalar has the width that the C library gives it", .enabled(if: CLibrary.is236))
    func everyScalar() throws {
        let library = try #require(CLibrary())
        defer { library.close() }
        var wrong: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            // What the library cannot print counts 1: a stand-in is written for it.
            let expected = value == 0 ? 1 : abs(library.width(of: scalar))
            if TextWidth.width(of: scalar) != expected { wrong.append(String(value, radix: 16)) }
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        "graphemes take the columns of their normal form",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("小", 2), ("ﾊ", 1), ("Ａ", 2), ("가", 2), ("\u{1100}\u{1161}", 2),
            ("─", 1), ("…", 1), ("●", 1), ("✓", 1), ("①", 1), ("±", 1), ("\u{2764}", 1), ("\u{2764}\u{FE0F}", 1),
            ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("\u{301}", 0), ("\u{200B}", 0), ("\u{7}", 1), ("\u{9B}", 1),
            ("\u{2028}", 1), ("\r\n", 2), ("का", 2), ("ก็", 1),
        ] as [(Character, Int)]
    )
    func graphemes(character: Character, width: Int) {
        #expect(TextWidth.width(of: character) == width)
        #expect(TextWidth.width(of: String(character)) == width)
        #expect(TextWidth.pieces(of: character).map(\.width).reduce(0, +) == width)
    }

    @Test(
        "a grapheme is written in its normal form",
        arguments: [
            ("a", "a"), ("e\u{301}", "e\u{301}"), ("\u{2764}\u{FE0F}", "\u{2764}"), ("👍🏽", "👍"), ("👨‍👩‍👧", "👨"),
            ("\u{1B}", "?"), ("\u{7F}", "?"), ("\u{85}", "?"), ("\r\n", "??"), ("\u{301}", ""),
        ] as [(Character, String)]
    )
    func symbols(character: Character, symbol: String) {
        #expect(TextWidth.cellSymbol(of: character).unicodeScalars.elementsEqual(symbol.unicodeScalars))
    }

    @Test("a cell keeps at most four marks")
    func marks() throws {
        let character = Character("e" + String(repeating: "\u{301}", count: 50))
        #expect(TextWidth.cellSymbol(of: character).unicodeScalars.count == 5)
    }

    @Test(
        "text is cut by columns, never through a wide character",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("abc", -3, ""),
            ("小助手", 6, "小助手"), ("小助手", 5, "小助…"), ("小助手", 4, "小…"), ("小助手", 2, "…"), ("", 3, ""),
        ]
    )
    func truncation(text: String, columns: Int, result: String) {
        let cut = TextWidth.truncated(text, to: columns)
        #expect(cut == result)
        #expect(TextWidth.width(of: cut) <= max(0, columns))
    }

    @Test("an ellipsis wider than the room is left out")
    func longEllipsis() {
        #expect(TextWidth.truncated("abcdef", to: 2, ellipsis: "...") == "ab")
        #expect(TextWidth.truncated("abcdef", to: 4, ellipsis: "...") == "a...")
    }

    @Test("padding gives exactly the columns asked for", arguments: ["", "ab", "小助手", "abcdefghij"], 0...9)
    func padding(text: String, columns: Int) {
        #expect(TextWidth.width(of: TextWidth.padded(text, to: columns)) == columns)
        #expect(TextWidth.width(of: TextWidth.paddedLeft(text, to: columns)) == columns)
    }

    @Test("padding stands right of the text, or left of it")
    func paddingSides() {
        #expect(TextWidth.padded("小", to: 4) == "小  ")
        #expect(TextWidth.paddedLeft("1.3", to: 5) == "  1.3")
        #expect(TextWidth.padded("小助手", to: 4) == "小… ")
    }
}

/// The C library's own widths, in a UTF-8 locale that only the calling thread uses.
private struct CLibrary {
    private let locale: locale_t

    init?() {
        guard let locale = newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil) else { return nil }
        self.locale = locale
        _ = uselocale(locale)
    }

    /// Whether it is the version whose numbers the table holds.
    static var is236: Bool { String(cString: cp_libc_version()) == "2.36" }

    func width(of scalar: Unicode.Scalar) -> Int { Int(cp_column_width(scalar.value)) }

    func close() {
        // LC_GLOBAL_LOCALE, a cast in C that is not imported.
        _ = uselocale(locale_t(bitPattern: -1))
        freelocale(self.locale)
    }
}
