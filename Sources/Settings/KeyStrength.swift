package import OneBot

/// Judges how easily a key is guessed (SEC-02 of the troubles catalogue). A weak key works; it is warned about.
package enum KeyStrength {
    /// Why a key is weak.
    package enum Weakness: Equatable, Sendable, Hashable {
        /// Below ``comfortableLength`` characters.
        case short(count: Int)
        /// Only digits, only small letters, only capitals or only signs.
        case oneClass
        /// A word everybody tries first, or one from a guide's example, alone or with digits.
        case famous
        /// A few characters over and over, or a run such as `abcdef`.
        case repetitive
        /// Some bot's account number.
        case account
    }

    /// From this many characters on a key is not called short.
    package static let comfortableLength = 16

    /// Words that guessing programs and copied examples begin with.
    private static let famousWords: Set<String> = [
        "napcat", "napcatqq", "onebot", "onebotv", "nonebot", "nekro", "nekroagent", "koishi", "astrbot", "lagrange",
        "llbot", "llonebot", "gocqhttp", "cqhttp", "yunzai", "token", "yourtoken", "mytoken", "accesstoken",
        "youraccesstoken", "accesskey", "youraccesskey", "secret", "yoursecret", "mysecret", "password",
        "yourpassword", "passwd", "admin", "administrator", "root", "test", "testtest", "testtoken", "example",
        "changeme", "changeit", "default", "qwerty", "qwertyuiop", "asdfghjkl", "letmein", "welcome", "hello",
        "helloworld", "abc", "abcdef", "abcdefgh", "abcabc", "iloveyou", "woaini", "onebotconsole", "onebottoken",
        "napcattoken", "yourkey", "mykey", "key",
    ]

    /// What is weak about `key`; empty for a good one and for an empty one (which is no key at all).
    ///
    /// - Parameter accounts: account numbers that a key must not be.
    package static func weaknesses(of key: Secret, accounts: [String] = []) -> [Weakness] {
        let text = key.exposed
        guard !text.isEmpty else { return [] }
        var found: [Weakness] = []
        if key.count < Self.comfortableLength { found.append(.short(count: key.count)) }
        let bytes = Array(text.utf8)
        if Set(bytes.map(Self.characterClass)).count == 1 { found.append(.oneClass) }
        if Self.isFamous(text) { found.append(.famous) }
        if Set(bytes).count <= 4 || Self.isRun(bytes) { found.append(.repetitive) }
        if accounts.contains(text) { found.append(.account) }
        return found
    }

    /// Whether the text is a famous word with nothing but digits and signs around it.
    private static func isFamous(_ text: String) -> Bool {
        let joined = text.lowercased().utf8.filter { !"_-. ".utf8.contains($0) }
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        guard let first = joined.firstIndex(where: isLetter), let last = joined.lastIndex(where: isLetter) else {
            return false
        }
        let word = String(decoding: joined[first...last], as: UTF8.self)
        // Enough around the word makes a good key of it all the same.
        return Self.famousWords.contains(word) && text.utf8.count < word.utf8.count + Self.comfortableLength
    }

    private static func characterClass(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 0
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
        default: 3
        }
    }

    /// Whether most characters follow the one before (`12345678`, `hgfedcba`).
    private static func isRun(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return true }
        let steps = zip(bytes, bytes.dropFirst()).map { Int($1) - Int($0) }
        let following = steps.filter { $0 == 1 || $0 == -1 || $0 == 0 }.count
        return following * 4 >= steps.count * 3
    }
}
