import OneBot

/// Tells what is wrong with a key that was refused. Runs only after the decision, and its answer goes to the
/// operator, never onto the wire.
enum KeyClassifier {
    /// - Parameters:
    ///   - presented: All credentials of the request.
    ///   - key: The access key.
    ///   - isRetired: Whether bytes are a key that was replaced.
    static func classify(_ presented: [PresentedKey], key: Secret, isRetired: ([UInt8]) -> Bool) -> KeyMistake {
        let given = presented.filter { !$0.bytes.isEmpty }
        guard !given.isEmpty else { return presented.isEmpty ? .absent : .empty }
        for candidate in given {
            if let mistake = self.nearMiss(candidate.bytes, key: Array(key.exposed.utf8), isRetired: isRetired),
                candidate.scheme != .other || mistake == .retired
            {
                return mistake
            }
        }
        return given.allSatisfy { $0.scheme == .other } ? .unknownScheme : .different
    }

    private static func nearMiss(
        _ bytes: [UInt8],
        key: [UInt8],
        isRetired: ([UInt8]) -> Bool
    ) -> KeyMistake? {
        guard !key.isEmpty else { return nil }
        if self.withoutInvisible(bytes) == key { return .invisibleCharacters }
        if self.withoutQuotes(bytes) == key { return .quoted }
        if let bare = self.withoutScheme(bytes) {
            if bare.isEmpty || bare == key { return .schemeTypedIn }
        }
        if PresentedKey.percentDecoded(bytes, plusIsBlank: false) == key
            || PresentedKey.trimmed(PresentedKey.percentDecoded(bytes, plusIsBlank: true)) == key
        {
            return .percentEncoded
        }
        if bytes.map(\.asciiLowercased) == key.map(\.asciiLowercased) { return .differsInCase }
        if isRetired(bytes) { return .retired }
        if bytes.count >= 6, bytes.count < key.count, key.starts(with: bytes) || key.suffix(bytes.count) == bytes[...] {
            return .cut
        }
        return nil
    }

    /// Without control characters, blanks, zero-width characters, no-break space and byte order marks.
    private static func withoutInvisible(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let visible = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x00...0x20, 0x7F...0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x3000, 0xFEFF,
                0xFFFD:
                false
            default:
                true
            }
        }
        return Array(String(String.UnicodeScalarView(visible)).utf8)
    }

    private static func withoutQuotes(_ bytes: [UInt8]) -> [UInt8] {
        let quotes: Set<Character> = ["\"", "'", "`", "“", "”", "‘", "’", "「", "」"]
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        while let first = text.first, quotes.contains(first) { text.removeFirst() }
        while let last = text.last, quotes.contains(last) { text.removeLast() }
        return Array(text.utf8)
    }

    /// What is left when the word `Bearer` or `Token` was typed into the token field, once or twice.
    private static func withoutScheme(_ bytes: [UInt8]) -> [UInt8]? {
        var rest = bytes
        var found = false
        for _ in 0..<2 {
            let word = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ":") }
            let name = String(decoding: word.map(\.asciiLowercased), as: UTF8.self)
            guard name == "bearer" || name == "token" else { break }
            found = true
            rest = PresentedKey.trimmed(Array(rest[word.endIndex...].drop { $0 == UInt8(ascii: ":") }))
        }
        return found ? rest : nil
    }
}
