import CBytes

/// Whether bytes are well-formed UTF-8 (RFC 3629 §4): no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    /// Shorter texts are not worth the blocks.
    private static let fewBytes = 64

    package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= self.fewBytes, let base = bytes.bindMemory(to: UInt8.self).baseAddress else {
            return self.isValid(bytes, from: 0)
        }
        // A block looks at the three bytes in front of it, so the first characters go one by one.
        var index = 0
        while index < 3 {
            let length = self.sequence(bytes, at: index)
            guard length > 0 else { return false }
            index &+= length
        }
        let count = (bytes.count &- index) / Int(CB_BLOCK) * Int(CB_BLOCK)
        guard cb_utf8_blocks(base + index, count) else { return false }
        return self.isValid(bytes, from: self.lastBeginning(bytes, before: index &+ count))
    }

    /// Where the character begins that the byte before `end` belongs to; `end` itself after a whole one.
    private static func lastBeginning(_ bytes: UnsafeRawBufferPointer, before end: Int) -> Int {
        var index = end &- 1
        while index > end &- 4, index > 0, bytes[index] & 0xC0 == 0x80 { index &-= 1 }
        return bytes[index] < 0x80 ? end : index
    }

    // MARK: - One character after the other

    private static func isValid(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Bool {
        let count = bytes.count
        var index = start
        while index < count {
            // Plain ASCII goes eight bytes at a time.
            while index &+ 8 <= count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
            }
            guard index < count else { return true }
            let length = self.sequence(bytes, at: index)
            guard length > 0 else { return false }
            index &+= length
        }
        return true
    }

    /// Length of the well-formed character at `index`; 0 where there is none.
    @inline(__always)
    private static func sequence(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let count = bytes.count
        let lead = bytes[index]
        switch lead {
        case 0x00...0x7F:
            return 1
        case 0xC2...0xDF:
            guard index + 1 < count, self.continues(bytes[index + 1]) else { return 0 }
            return 2
        case 0xE0...0xEF:
            guard index + 2 < count, self.continues(bytes[index + 2]) else { return 0 }
            return self.second(bytes[index + 1], fits: lead) ? 3 : 0
        case 0xF0...0xF4:
            guard index + 3 < count, self.continues(bytes[index + 2]), self.continues(bytes[index + 3]) else {
                return 0
            }
            return self.second(bytes[index + 1], fits: lead) ? 4 : 0
        default:
            return 0
        }
    }

    /// Whether bytes are a well-formed character or begin one; nothing does.
    static func isBeginning(_ bytes: [UInt8]) -> Bool {
        guard let lead = bytes.first else { return true }
        if bytes.count == 1 { return lead < 0x80 || (0xC2...0xF4).contains(lead) }
        guard (0xC2...0xF4).contains(lead), self.second(bytes[1], fits: lead) else { return false }
        return bytes.dropFirst(2).allSatisfy { self.continues($0) }
    }

    /// RFC 3629 §4 bounds the byte after some leads more narrowly than other continuations.
    @inline(__always)
    private static func second(_ second: UInt8, fits lead: UInt8) -> Bool {
        switch lead {
        case 0xE0: second >= 0xA0 && second <= 0xBF
        case 0xED: second >= 0x80 && second <= 0x9F
        case 0xF0: second >= 0x90 && second <= 0xBF
        case 0xF4: second >= 0x80 && second <= 0x8F
        default: self.continues(second)
        }
    }

    @inline(__always)
    private static func continues(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
