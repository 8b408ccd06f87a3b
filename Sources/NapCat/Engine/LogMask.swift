import OneBot

import struct Foundation.CharacterSet

/// Takes tokens and passwords out of a log: those that are known, and what stands behind words such as `token`.
///
/// NapCat prints `WebUi Token: X` and `http://…/webui?token=X` at every start. More is masked than need be rather
/// than less: an ordinary word behind `token:` is gone too.
struct LogMask: Sendable {
    static let mask = "••••••"
    /// A shorter secret is only found behind a word: it would take letters out of everything.
    private static let shortest = 3
    private static let words = [
        "token", "secret", "password", "passwd", "credential", "authorization", "bearer", "access_key", "accesskey",
        "api_key", "apikey", "密码", "密钥", "口令", "令牌",
    ].map { Array($0.utf8) }
    private static let bearer = Array("bearer".utf8)

    /// Every spelling of every secret.
    private let secrets: [[UInt8]]

    init(hiding secrets: [Secret] = []) {
        var spellings: Set<[UInt8]> = []
        for secret in secrets where secret.count >= Self.shortest {
            spellings.insert(Array(secret.exposed.utf8))
            let encoded = secret.exposed.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            if let encoded { spellings.insert(Array(encoded.utf8)) }
        }
        self.secrets = Array(spellings)
    }

    /// Takes time that grows with the length of the text alone, whatever is in it.
    func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var hidden: [Range<Int>] = []
        for secret in self.secrets {
            Self.each(secret, in: bytes) { start in
                hidden.append(start..<start + secret.count)
                return start + 1
            }
        }
        let lowered = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var values = AnnouncedValues(bytes)
        for word in Self.words {
            Self.each(word, in: lowered) { start in
                let (next, value) = values.behind(start + word.count, blankSeparates: word == Self.bearer)
                if !value.isEmpty { hidden.append(value) }
                return next
            }
        }
        return hidden.isEmpty ? text : Self.text(bytes, without: hidden)
    }

    /// - Parameter found: Is told where the pattern begins, and says from where on to look for the next.
    private static func each(_ pattern: [UInt8], in bytes: [UInt8], _ found: (Int) -> Int) {
        guard let first = pattern.first else { return }
        var start = 0
        while start <= bytes.count - pattern.count {
            let isHere = bytes[start] == first && bytes[start..<start + pattern.count].elementsEqual(pattern)
            start = isHere ? found(start) : start + 1
        }
    }

    /// What is hidden side by side is one mask.
    private static func text(_ bytes: [UInt8], without hidden: [Range<Int>]) -> String {
        var shown: [UInt8] = []
        var end = 0
        for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > end || shown.isEmpty {
                shown += bytes[end..<range.lowerBound]
                shown += Self.mask.utf8
            }
            end = max(end, range.upperBound)
        }
        return String(decoding: shown + bytes[end...], as: UTF8.self)
    }
}

/// The values behind words that announce them. The end of each is looked for once, however many words are in it.
private struct AnnouncedValues {
    private let bytes: [UInt8]
    /// The one that was found last, of those that an ampersand ends and of the others.
    private var last: [Bool: Range<Int>] = [:]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What a word is followed by: the rest of a longer word, a separator, the value.
    ///
    /// - Parameters:
    ///   - end: Of the word.
    ///   - blankSeparates: A blank is separator enough.
    /// - Returns: The end of the longer word, and the value, empty where there is none.
    mutating func behind(_ end: Int, blankSeparates: Bool) -> (wordEnd: Int, value: Range<Int>) {
        let wordEnd = self.skip(end, Self.isWord)
        let blanks = self.skip(wordEnd) { Self.isQuote($0) || $0 == 0x5C }
        var start = self.skip(blanks, Self.isBlank)
        let separator = start < self.bytes.count ? self.bytes[start] : 0
        switch separator {
        case UInt8(ascii: ":"), UInt8(ascii: "="): start += 1
        case 0xEF where self.bytes[start...].starts(with: "：".utf8): start += 3
        default: guard blankSeparates, start > blanks else { return (wordEnd, end..<end) }
        }
        start = self.skip(start) { Self.isBlank($0) || Self.isQuote($0) || $0 == 0x5C }
        return (wordEnd, start..<self.valueEnd(start, endsAtAmpersand: separator == UInt8(ascii: "=")))
    }

    private mutating func valueEnd(_ start: Int, endsAtAmpersand: Bool) -> Int {
        if let last = self.last[endsAtAmpersand], last.contains(start) { return last.upperBound }
        let end = self.skip(start) { byte in
            !Self.isBlank(byte) && !Self.isQuote(byte) && !(endsAtAmpersand && byte == UInt8(ascii: "&"))
        }
        self.last[endsAtAmpersand] = start..<end
        return end
    }

    private func skip(_ start: Int, _ isSkipped: (UInt8) -> Bool) -> Int {
        var at = start
        while at < self.bytes.count, isSkipped(self.bytes[at]) { at += 1 }
        return at
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }
}
