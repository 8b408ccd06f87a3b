import NapCat
import OneBot
import Testing

@Suite("URLs are shown without keys")
struct MaskedURLTests {
    @Test(
        "whatever they look like",
        arguments: [
            ("ws://h:1/a", "ws://h:1/a"), ("ws://h?a=b&c#d", "ws://h?a=b&c#d"), ("", ""), ("?", "?"),
            ("ws://h?", "ws://h?"),
            ("ws://h?access_token=abc", "ws://h?access_token=•••"),
            ("ws://h?x=1&Access_Token=abc&token=de&y=token", "ws://h?x=1&Access_Token=•••&token=••&y=token"),
            ("ws://h?access%5Ftoken=a=b?token=c", "ws://h?access%5Ftoken=•••?token=•"),
            ("ws://h#access_token=abc", "ws://h#access_token=•••"), ("ws://h?access_token=", "ws://h?access_token="),
            ("ws://h?access_token=0123456789abcdefgh", "ws://h?access_token=••••••••••••••efgh"),
            ("ws://h?access_token=\u{301}abc", "ws://h?access_token=••••"),
            ("ws://user:pass@h:1/", "ws://•••@h:1/"), ("ws://a@b@h/c@d", "ws://•••@h/c@d"),
            ("ws://h/c@d", "ws://h/c@d"), ("ws:user:pass@h", "ws:•••@h"), ("ws:\\user:pass@h", "ws:\\•••@h"),
            ("ws:u@h//x@y", "ws:•••@h//x@y"), ("ws：//user:pass@h", "ws：//•••@h"), ("user@h/", "•••@h/"),
            ("ws://user:pass@\u{301}h", "ws://•••@\u{301}h"), ("ws://h?x=a@b", "ws://h?x=a@b"),
            ("ws://h?%74o%6ben=abc", "ws://h?%74o%6ben=•••"),
            // The key itself, wherever it was pasted.
            ("ws://h/Kb3xTq9LmN2pVw7z\u{301}", "ws://h/••••••••••••Vw7z\u{301}"),
            ("ws://h/Kb3xTq9LmN2pVw7z", "ws://h/••••••••••••Vw7z"),
            (
                "ws://h?access_token=Kb3xTq9LmN2pVw7z&k=Kb3xTq9LmN2pVw7z",
                "ws://h?access_token=••••••••••••Vw7z&k=••••••••••••Vw7z"
            ),
        ]
    )
    func masking(url: String, shown: String) {
        #expect(MaskedURL.text(url, hiding: Secret("Kb3xTq9LmN2pVw7z")) == shown)
    }

    @Test("and keys that are hardly one are not looked for")
    func shortKey() {
        #expect(MaskedURL.text("ws://h/ws", hiding: Secret("ws")) == "ws://h/ws")
        #expect(MaskedURL.text("ws://h/ws", hiding: Secret("")) == "ws://h/ws")
    }
}
