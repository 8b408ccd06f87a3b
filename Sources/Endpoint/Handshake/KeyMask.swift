import OneBot

/// Takes keys out of what is kept of one request: keys are pasted into the oddest places, whole and in pieces.
///
/// Masked are the present keys and every run of twelve characters of one, in any case and percent-encoded; whatever the
/// request itself presented as its key; and the replaced keys, of which only hashes are known, where they stand as words.
/// Its time depends on the keys, so it runs when the answer is out.
struct KeyMask {
    /// So much of a text is looked at, in bytes; nothing that is kept is longer.
    private static let longestText = 1024
    private static let tellingRun = KeyPatterns.tellingRun
    /// What a replaced key can be, in characters (`AccessKeyRule`).
    private static let replacedKey = 8...128
    /// Words of a text and of all that are hashed, so that a stranger cannot keep us hashing. What is beyond is masked
    /// unseen.
    private static let wordsPerText = 16
    private let wordsPerRequest: Int

    private let recognise: ([UInt8]) -> AccessPolicy.RetiredKey
    private var patterns: KeyPatterns
    /// What words turned out to be.
    private var words: [[UInt8]: Bool] = [:]

    /// - Parameters:
    ///   - request: Nil for a text that belongs to no request.
    ///   - words: So many are hashed.
    init(_ policy: AccessPolicy, request: HandshakeRequest? = nil, words: Int = 32) {
        self.wordsPerRequest = words
        self.recognise = policy.recognise
        self.patterns = policy.book.patterns
        for presented in request.map(PresentedKey.all) ?? [] { self.patterns.addWhole(presented.bytes) }
    }

    /// The beginning of `text`, as much as is ever kept, with a dot for each byte of a key.
    mutating func redact(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(Self.longestText))
        var isMasked = Array(repeating: false, count: bytes.count)
        self.mark(ReadText(bytes), in: &isMasked)
        if bytes.contains(UInt8(ascii: "%")) { self.mark(ReadText(percentDecoding: bytes), in: &isMasked) }
        guard isMasked.contains(true) else { return bytes.count == text.utf8.count ? text : Self.text(bytes) }
        return Self.text(zip(bytes, isMasked).flatMap { byte, isMasked in isMasked ? Array("•".utf8) : [byte] })
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func mark(_ text: ReadText, in isMasked: inout [Bool]) {
        func mask(_ range: Range<Int>) {
            for index in text.source(of: range) { isMasked[index] = true }
        }
        let lowered = text.bytes.map(\.asciiLowercased)
        for start in self.patterns.runs.starts(in: lowered) { mask(start..<start + Self.tellingRun) }
        for key in self.patterns.whole where key.count <= lowered.count {
            for start in 0...lowered.count - key.count where lowered[start...].starts(with: key) {
                mask(start..<start + key.count)
            }
        }
        var tested = 0
        for range in text.words where Self.replacedKey.contains(range.count) {
            if self.isReplaced(Array(text.bytes[range]), tested: &tested) { mask(range) }
        }
    }

    private mutating func isReplaced(_ word: [UInt8], tested: inout Int) -> Bool {
        if let known = self.words[word] { return known }
        guard tested < Self.wordsPerText, self.words.count < self.wordsPerRequest else { return true }
        tested += 1
        let isKey = self.recognise(word).state != .unknown
        self.words[word] = isKey
        return isKey
    }
}

/// A text as it is read, plain or percent-decoded, that knows where each of its bytes came from.
private struct ReadText {
    private(set) var bytes: [UInt8] = []
    /// Of each byte where it began, and where the last ended.
    private var starts: [Int] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        self.starts = Array(0...bytes.count)
    }

    init(percentDecoding encoded: [UInt8]) {
        var index = 0
        while index < encoded.count {
            self.starts.append(index)
            // Three bytes are one when they are an encoded one.
            let decoded = PresentedKey.percentDecoded(Array(encoded[index...].prefix(3)), plusIsBlank: false)
            self.bytes.append(decoded[0])
            index += decoded.count == 1 && encoded[index] == UInt8(ascii: "%") ? min(3, encoded.count - index) : 1
        }
        self.starts.append(encoded.count)
    }

    func source(of range: Range<Int>) -> Range<Int> { self.starts[range.lowerBound]..<self.starts[range.upperBound] }

    /// What stands between blanks, and in that what stands between the signs that paths and lists are made of.
    var words: [Range<Int>] {
        let parts = self.runs { (0x21...0x7E).contains($0) && !Self.separators.contains($0) }
        return parts + self.runs { (0x21...0x7E).contains($0) }.filter { !parts.contains($0) }
    }

    private static let separators = Set("/?&=:;,\"'()<>[]{}@#|".utf8)

    private func runs(of belongs: (UInt8) -> Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in self.bytes.indices {
            if belongs(self.bytes[index]) {
                start = start ?? index
            } else if let begun = start {
                found.append(begun..<index)
                start = nil
            }
        }
        if let start { found.append(start..<self.bytes.count) }
        return found
    }
}

/// What keys look like in a text: every telling run of them, and short ones whole.
struct KeyPatterns: Sendable {
    /// Of a key, so much gives it away.
    static let tellingRun = 12
    /// Shorter ones would be found in many a text.
    private static let shortest = 6

    /// In small letters, as everything that is compared.
    private(set) var whole: [[UInt8]] = []
    fileprivate private(set) var runs = KeyRuns(length: Self.tellingRun)

    init(_ keys: [Secret]) {
        for key in keys {
            let bytes = key.exposed.utf8.map(\.asciiLowercased)
            if bytes.count >= Self.tellingRun { self.runs.add(bytes) } else { self.addWhole(bytes) }
        }
    }

    mutating func addWhole(_ bytes: [UInt8]) {
        guard bytes.count >= Self.shortest else { return }
        self.whole.append(bytes.map(\.asciiLowercased))
    }
}

/// All runs of one length in some keys, found by their first eight bytes.
private struct KeyRuns: Sendable {
    let length: Int
    private var byBeginning: [UInt64: [ArraySlice<UInt8>]] = [:]

    /// - Parameter length: Eight or more.
    init(length: Int) {
        self.length = length
    }

    mutating func add(_ key: [UInt8]) {
        guard key.count >= self.length else { return }
        for start in 0...key.count - self.length {
            let run = key[start..<start + self.length]
            self.byBeginning[run.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, default: []].append(run)
        }
    }

    /// Where one of the runs begins.
    func starts(in text: [UInt8]) -> [Int] {
        guard text.count >= self.length else { return [] }
        var beginning = text.prefix(7).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (0...text.count - self.length).filter { start in
            beginning = beginning << 8 | UInt64(text[start + 7])
            return self.byBeginning[beginning]?.contains(text[start..<start + self.length]) ?? false
        }
    }
}
