/// A word that is searched in the raw bytes of events, to know which of them need not be decoded.
struct Needle: Equatable, Sendable {
    /// In lower case as far as it is ASCII.
    private let bytes: [UInt8]
    /// Whether the word can stand in the decoded text without standing in the bytes: it has letters with case beyond
    /// ASCII, or characters that JSON or CQ codes write otherwise, or that only the line has.
    private let isUnsure: Bool

    init(_ word: String) {
        let lower = word.lowercased()
        self.bytes = Array(lower.utf8)
        self.isUnsure = lower.unicodeScalars.contains { scalar in
            scalar.isASCII
                ? "\"\\/&[],@:()".unicodeScalars.contains(scalar) || scalar.value < 0x20
                : scalar.properties.changesWhenUppercased || scalar == "↩" || scalar == "↵" || scalar == "…"
        }
    }

    /// - Returns: False only when the decoded text cannot have it.
    func mayOccur(in haystack: [UInt8]) -> Bool {
        guard !self.isUnsure, let first = self.bytes.first else { return true }
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
        var at = 0
        let count = haystack.count
        while at < count {
            let byte = haystack[at]
            if byte == first || byte == other {
                guard count - at >= needle.count else {
                    // Too little is left for the word, but an escape may still come.
                    at &+= 1
                    continue
                }
                var length = 1
                while length < needle.count, Self.lower(haystack[at &+ length]) == needle[length] { length &+= 1 }
                if length == needle.count { return true }
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
