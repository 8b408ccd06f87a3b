/// Checks text for well-formed UTF-8 while it comes in pieces that may cut a character anywhere.
package struct UTF8Stream: Equatable, Sendable {
    /// The beginning of a character that the last piece cut: at most three bytes.
    private var open: [UInt8] = []

    package init() {}

    /// Whether what came so far ends with a whole character.
    package var isComplete: Bool { self.open.isEmpty }

    /// - Returns: False as soon as the text cannot become well-formed any more, wherever it is cut.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        if let lead = self.open.first {
            let wanted = Self.length(of: lead)
            while self.open.count < wanted, start < bytes.count {
                self.open.append(bytes[start])
                start += 1
            }
            guard UTF8Check.isBeginning(self.open) else { return false }
            guard self.open.count == wanted else { return true }
            self.open.removeAll(keepingCapacity: true)
        }
        let end = Self.wholeCharacters(bytes, from: start)
        guard UTF8Check.isValid(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else { return false }
        self.open.append(contentsOf: bytes[end...])
        return UTF8Check.isBeginning(self.open)
    }

    /// Where a character that the end cuts begins; the end when it cuts none.
    private static func wholeCharacters(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = bytes.count - 1
        let first = max(start, bytes.count - 3)
        while index >= first {
            let byte = bytes[index]
            if byte & 0xC0 != 0x80 {
                return Self.length(of: byte) > bytes.count - index ? index : bytes.count
            }
            index -= 1
        }
        return bytes.count
    }

    /// Bytes of the character that begins with `lead`; 1 for what begins none, which the check then refuses.
    private static func length(of lead: UInt8) -> Int {
        switch lead {
        case 0xC0...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xFF: 4
        default: 1
        }
    }
}
