import OneBot
import Testing

@testable import Settings

@Suite struct KeyStrengthTests {
    @Test(
        "a weak key is told why",
        arguments: [
            ("abcdefgh", [KeyStrength.Weakness.short(count: 8), .oneClass, .famous, .repetitive]),
            ("napcat123", [.short(count: 9), .famous]),
            ("NapCat_2024!", [.short(count: 12), .famous]),
            ("12345678", [.short(count: 8), .oneClass, .repetitive]),
            ("your_token", [.short(count: 10), .famous]),
            ("aaaaaaaaaaaaaaaaaaaa", [.oneClass, .repetitive]),
            ("98234709182374091823", [.oneClass]),
            ("qmzvtrpwhgkdxbncyl", [.oneClass]),
            ("ab12cd34ef", [.short(count: 10)]),
            ("a1b2a1b2a1b2a1b2a1b2", [.repetitive]),
        ]
    )
    func weak(text: String, expected: [KeyStrength.Weakness]) {
        #expect(KeyStrength.weaknesses(of: Secret(text)) == expected)
    }

    @Test(
        "a good key and no key have no weakness",
        arguments: ["", "Zx8Zx9Kq2mPl0vTrB5nWc7Ys", "correct-horse-battery-staple"]
    )
    func good(text: String) {
        #expect(KeyStrength.weaknesses(of: Secret(text)).isEmpty)
    }

    @Test("keys we make are never weak, of the right shape, and all different")
    func made() {
        var seen: Set<Secret> = []
        for _ in 0..<200 {
            let key = AccessKeyGenerator.make()
            #expect(key.count == 32)
            #expect(key.exposed.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
            #expect(KeyStrength.weaknesses(of: key).isEmpty)
            let isNew = seen.insert(key).inserted
            #expect(isNew)
        }
    }

    @Test("every character of the alphabet is about as likely as every other")
    func evenly() {
        var generator = SeededGenerator(seed: 3)
        var counts: [Character: Int] = [:]
        for _ in 0..<4_000 {
            for character in AccessKeyGenerator.make(using: &generator).exposed { counts[character, default: 0] += 1 }
        }
        // 128,000 draws of 62: 2,065 each, standard deviation 45.
        #expect(counts.count == 62)
        #expect(counts.values.allSatisfy { (1_830...2_300).contains($0) })
    }

    @Test("an account number as key is weak")
    func account() {
        #expect(KeyStrength.weaknesses(of: Secret("1000010001"), accounts: ["1000010001"]).contains(.account))
    }

    @Test("loaded settings note a weak key, and never its text")
    func note() throws {
        let loaded = try SettingsLoader(environment: ["ONEBOT_ACCESS_TOKEN": "hunter22"]).load(nil, file: "c")
        #expect(loaded.notes == [.weakKey(path: "endpoint.access_key", [.short(count: 8)])])
        for language in SettingsLanguage.allCases {
            #expect(loaded.notes.allSatisfy { !$0.sentence(language).contains("hunter22") })
        }
    }
}
