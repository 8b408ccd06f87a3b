/// A word that is searched in the raw bytes of events, to know which of them need not be decoded.
struct Needle: Equatable, Sendable {
    private let inMessages: Piece
    private let inOthers: Piece

    init(_ word: String) {
        let pieces = word.lowercased().unicodeScalars.split(whereSeparator: Self.mayBeWrittenOtherwise)
            .map { String($0) }
        self.inMessages = Piece(of: pieces, ours: EventVocabulary.messages)
        self.inOthers = Piece(of: pieces, ours: EventVocabulary.sentences)
    }

    /// - Returns: False only when the event's line and names cannot have the word. A number that the line works out
    ///   (a size, a time) is no word of the event and counts as one that it cannot have.
    func mayOccur(in record: EventRecord) -> Bool {
        switch record.postType {
        case .message, .messageSent: self.inMessages.mayOccur(in: record.bytes)
        case .notice, .request, .meta, .other: self.inOthers.mayOccur(in: record.bytes)
        }
    }

    /// Whether the character can stand in the line without standing in the bytes: JSON or CQ codes write it
    /// otherwise, the line adds it, or it has letters of the other case beyond ASCII.
    private static func mayBeWrittenOtherwise(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "\\", "/", "&", "[", "]", ",", "@", ":", ";", "(", ")", "↩", "↵", "×": return true
        case _ where scalar.isASCII: return scalar.value < 0x20
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return scalar.properties.changesWhenUppercased
        }
    }
}

/// The longest piece of the word that must stand in the bytes as it is, but for the case of ASCII letters.
private struct Piece: Equatable, Sendable {
    /// Empty where no piece must: the event has to be decoded.
    private let bytes: [UInt8]

    init(of pieces: [String], ours: [String]) {
        let foreign = pieces.filter { piece in !ours.contains { $0.contains(piece) } }
        self.bytes = foreign.map { Array($0.utf8) }.max { $0.count < $1.count } ?? []
    }

    func mayOccur(in haystack: [UInt8]) -> Bool {
        guard let first = self.bytes.first else { return true }
        return haystack.withUnsafeBufferPointer { haystack in
            self.bytes.withUnsafeBufferPointer { needle in
                Self.occurs(needle, first: first, in: haystack)
            }
        }
    }

    private static func occurs(
        _ needle: UnsafeBufferPointer<UInt8>,
        first: UInt8,
        in haystack: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        let other = isLetter ? first - 0x20 : first
        let count = haystack.count
        var at = 0
        while at < count {
            let byte = haystack[at]
            if byte == first || byte == other {
                if count - at >= needle.count {
                    var length = 1
                    while length < needle.count, Self.lower(haystack[at &+ length]) == needle[length] { length &+= 1 }
                    if length == needle.count { return true }
                }
            } else if byte == UInt8(ascii: "\\"), at &+ 1 < count, haystack[at &+ 1] == UInt8(ascii: "u") {
                // Behind an escape any character may be.
                return true
            }
            at &+= 1
        }
        return false
    }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
