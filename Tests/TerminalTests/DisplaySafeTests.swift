import Terminal
import Testing

@Suite struct DisplaySafeTests {
    @Test(
        "every class of harmful scalars becomes something to see",
        arguments: [
            ("plain text, 小助手", "plain text, 小助手"),
            ("\u{1B}]0;title\u{07}", "␛]0;title␇"),
            ("a\nb\r\tc", "a␊b␍␉c"),
            ("\u{0}\u{7F}", "␀␡"),
            ("\u{9B}2J", "\\u{9b}2J"),
            ("\u{202E}abc\u{2066}\u{2069}", "\\u{202e}abc\\u{2066}\\u{2069}"),
            ("\u{200F}\u{061C}", "\\u{200f}\\u{61c}"),
            ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
            ("\u{E000}\u{10FFFD}", "\u{E000}\u{10FFFD}"),
        ]
    )
    func classes(text: String, safe: String) {
        #expect(displaySafe(text) == safe)
    }

    @Test("no scalar at all leaves a control in the result")
    func everyScalar() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for left in displaySafe(String(Character(scalar))).unicodeScalars {
                #expect(left.value >= 0x20 && !(0x7F...0x9F).contains(left.value), "from \(value)")
            }
        }
    }

    @Test("what is longer than the limit is cut and says so")
    func limit() {
        #expect(displaySafe("abcdef", limit: 6) == "abcdef")
        #expect(displaySafe("abcdef", limit: 3) == "abc…")
        #expect(displaySafe(String(repeating: "\u{301}", count: 100_000)).unicodeScalars.count == 257)
        #expect(displaySafe("abc", limit: -1) == "…")
    }
}
