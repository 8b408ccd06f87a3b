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

    /// A key of ours.
    struct Known: Sendable {
        /// Nil: the access key.
        var name: String?
        let bytes: [UInt8]
        let lowercased: [UInt8]

        init(name: String?, key: Secret) {
            self.name = name
            self.bytes = Array(key.exposed.utf8)
            self.lowercased = self.bytes.map(\.asciiLowercased)
        }
    }

    /// - Parameters:
    ///   - presented: All credentials of the request.
    ///   - keys: The access key and the further ones.
    ///   - panelToken: The token of NapCat's WebUI; empty when it is not known.
    ///   - recognise: Looks bytes up among the keys that were replaced.
    static func classify(
        _ presented: [PresentedKey],
        keys: [Known],
        panelToken: Secret,
        recognise: ([UInt8]) -> AccessPolicy.RetiredKey
    ) -> Finding {
        let given = presented.filter { !$0.bytes.isEmpty }
        guard !given.isEmpty else { return Finding(presented.isEmpty ? .absent : .empty) }
        for candidate in given {
            if let finding = self.nearMiss(candidate.bytes, keys: keys, recognise: recognise),
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
        keys: [Known],
        recognise: ([UInt8]) -> AccessPolicy.RetiredKey
    ) -> Finding? {
        let forms = Forms(bytes)
        let keys = keys.filter { !$0.bytes.isEmpty }
        if let finding = keys.lazy.compactMap({ forms.mistake($0) }).first { return finding }
        let retired = recognise(bytes)
        if retired.state != .unknown { return Finding(.retired, KeyNote(retired)) }
        return keys.lazy.compactMap { forms.cut($0) }.first
    }

    /// What a presented key becomes when a mistake is taken back, made once for all keys.
    private struct Forms {
        private let bytes: [UInt8]
        private let visible: [UInt8]
        private let unquoted: [UInt8]
        private let bare: [UInt8]?
        private let decoded: [UInt8]
        private let formDecoded: [UInt8]
        private let lowercased: [UInt8]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            self.visible = KeyClassifier.withoutInvisible(bytes)
            self.unquoted = KeyClassifier.withoutQuotes(bytes)
            self.bare = KeyClassifier.withoutScheme(bytes)
            self.decoded = PresentedKey.percentDecoded(bytes, plusIsBlank: false)
            self.formDecoded = PresentedKey.trimmed(PresentedKey.percentDecoded(bytes, plusIsBlank: true))
            self.lowercased = bytes.map(\.asciiLowercased)
        }

        func mistake(_ key: Known) -> Finding? {
            if self.visible == key.bytes {
                return self.finding(.invisibleCharacters, key, KeyClassifier.firstInvisible(self.bytes))
            }
            if self.unquoted == key.bytes { return self.finding(.quoted, key) }
            if let bare = self.bare, bare.isEmpty || bare == key.bytes { return self.finding(.schemeTypedIn, key) }
            if self.decoded == key.bytes || self.formDecoded == key.bytes { return self.finding(.percentEncoded, key) }
            if self.lowercased == key.lowercased { return self.finding(.differsInCase, key) }
            return nil
        }

        func cut(_ key: Known) -> Finding? {
            guard self.bytes.count >= 6, self.bytes.count < key.bytes.count else { return nil }
            var note = KeyNote()
            note.isBeginning = key.bytes.starts(with: self.bytes)
            guard note.isBeginning == true || key.bytes.suffix(self.bytes.count) == self.bytes[...] else { return nil }
            return self.finding(.cut, key, note)
        }

        private func finding(_ mistake: KeyMistake, _ key: Known, _ note: KeyNote = KeyNote()) -> Finding {
            var note = note
            note.name = key.name
            return Finding(mistake, note)
        }
    }

    /// Without control characters, blanks, zero-width characters, no-break space and byte order marks.
    fileprivate static func withoutInvisible(_ bytes: [UInt8]) -> [UInt8] {
        let visible = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !self.isInvisible($0) }
        return Array(String(String.UnicodeScalarView(visible)).utf8)
    }

    fileprivate static func firstInvisible(_ bytes: [UInt8]) -> KeyNote {
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

    fileprivate static func withoutQuotes(_ bytes: [UInt8]) -> [UInt8] {
        let quotes: Set<Character> = ["\"", "'", "`", "“", "”", "‘", "’", "「", "」"]
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        while let first = text.first, quotes.contains(first) { text.removeFirst() }
        while let last = text.last, quotes.contains(last) { text.removeLast() }
        return Array(text.utf8)
    }

    /// What is left when the word `Bearer` or `Token` was typed into the token field, once or twice.
    fileprivate static func withoutScheme(_ bytes: [UInt8]) -> [UInt8]? {
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
