import OneBot

/// Tells what is wrong with a key that was refused. Runs only after the decision, and its answer goes to the
/// operator, never onto the wire.
enum KeyClassifier {
    struct Finding: Equatable {
        var mistake: KeyMistake
        var note: KeyNote

        init(_ mistake: KeyMistake, _ note: KeyNote = KeyNote()) {
            self.mistake = mistake
            self.note = note
        }
    }

    /// - Parameters:
    ///   - presented: All credentials of the request.
    ///   - key: The access key.
    ///   - panelToken: The token of NapCat's WebUI; empty when it is not known.
    ///   - recognise: Looks bytes up among the keys that were replaced.
    static func classify(
        _ presented: [PresentedKey],
        key: Secret,
        panelToken: Secret,
        recognise: ([UInt8]) -> AccessPolicy.RetiredKey
    ) -> Finding {
        let given = presented.filter { !$0.bytes.isEmpty }
        guard !given.isEmpty else { return Finding(presented.isEmpty ? .absent : .empty) }
        for candidate in given {
            if let finding = self.nearMiss(candidate.bytes, key: Array(key.exposed.utf8), recognise: recognise),
                candidate.scheme != .other || finding.mistake == .retired
            {
                return finding
            }
        }
        if !panelToken.isEmpty, given.contains(where: { panelToken.matches($0.bytes) }) { return Finding(.panelToken) }
        return Finding(given.allSatisfy { $0.scheme == .other } ? .unknownScheme : .different)
    }

    private static func nearMiss(
        _ bytes: [UInt8],
        key: [UInt8],
        recognise: ([UInt8]) -> AccessPolicy.RetiredKey
    ) -> Finding? {
        guard !key.isEmpty else { return nil }
        if self.withoutInvisible(bytes) == key { return Finding(.invisibleCharacters, self.firstInvisible(bytes)) }
        if self.withoutQuotes(bytes) == key { return Finding(.quoted) }
        if let bare = self.withoutScheme(bytes) {
            if bare.isEmpty || bare == key { return Finding(.schemeTypedIn) }
        }
        if PresentedKey.percentDecoded(bytes, plusIsBlank: false) == key
            || PresentedKey.trimmed(PresentedKey.percentDecoded(bytes, plusIsBlank: true)) == key
        {
            return Finding(.percentEncoded)
        }
        if bytes.map(\.asciiLowercased) == key.map(\.asciiLowercased) { return Finding(.differsInCase) }
        let retired = recognise(bytes)
        if retired.state != .unknown { return Finding(.retired, KeyNote(retired)) }
        guard bytes.count >= 6, bytes.count < key.count else { return nil }
        var note = KeyNote()
        note.isBeginning = key.starts(with: bytes)
        return note.isBeginning == true || key.suffix(bytes.count) == bytes[...] ? Finding(.cut, note) : nil
    }

    /// Without control characters, blanks, zero-width characters, no-break space and byte order marks.
    private static func withoutInvisible(_ bytes: [UInt8]) -> [UInt8] {
        let visible = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !self.isInvisible($0) }
        return Array(String(String.UnicodeScalarView(visible)).utf8)
    }

    private static func firstInvisible(_ bytes: [UInt8]) -> KeyNote {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let index = scalars.firstIndex(where: self.isInvisible)
        var note = KeyNote()
        note.oddPosition = index.map { $0 + 1 }
        note.oddCharacter = index.map { scalars[$0].value }
        return note
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x20, 0x7F...0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x3000, 0xFEFF, 0xFFFD:
            true
        default:
            false
        }
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
