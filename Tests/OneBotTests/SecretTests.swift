import OneBot
import Testing

@Suite("Secret")
struct SecretTests {
    private let secret = Secret("abcdefghijklmnop9xQ4")

    @Test("prints as its mask in every way there is")
    func printing() {
        var dumped = ""
        dump(self.secret, to: &dumped)
        for text in ["\(self.secret)", String(reflecting: self.secret), String(describing: [self.secret]), dumped] {
            #expect(!text.contains("abcd"))
            #expect(!text.contains("mnop"))
        }
        #expect(self.secret.masked.hasSuffix("9xQ4"))
        #expect(Secret("12345678").masked == "••••••••")
    }

    @Test(
        "matches only the same bytes",
        arguments: [
            ("abcdefghijklmnop9xQ4", true), ("abcdefghijklmnop9xQ5", false), ("abcdefghijklmnop9xQ", false),
            ("abcdefghijklmnop9xQ4abcdefghijklmnop9xQ4", false), ("", false),
        ]
    )
    func matching(text: String, matches: Bool) {
        #expect(self.secret.matches(Array(text.utf8)) == matches)
    }
}
