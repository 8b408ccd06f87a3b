/// Whether bytes are well-formed UTF-8 (RFC 3629 §4): no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let count = bytes.count
        var index = 0
        while index < count {
            // Plain ASCII goes eight bytes at a time.
            while index &+ 8 <= count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
            }
            guard index < count else { return true }
            let lead = bytes[index]
            switch lead {
            case 0x00...0x7F:
                index += 1
            case 0xC2...0xDF:
                guard index + 1 < count, self.continues(bytes[index + 1]) else { return false }
                index += 2
            case 0xE0...0xEF:
                guard index + 2 < count, self.continues(bytes[index + 2]) else { return false }
                let second = bytes[index + 1]
                switch lead {
                case 0xE0: guard second >= 0xA0, second <= 0xBF else { return false }
                case 0xED: guard second >= 0x80, second <= 0x9F else { return false }
                default: guard self.continues(second) else { return false }
                }
                index += 3
            case 0xF0...0xF4:
                guard index + 3 < count, self.continues(bytes[index + 2]), self.continues(bytes[index + 3]) else {
                    return false
                }
                let second = bytes[index + 1]
                switch lead {
                case 0xF0: guard second >= 0x90, second <= 0xBF else { return false }
                case 0xF4: guard second >= 0x80, second <= 0x8F else { return false }
                default: guard self.continues(second) else { return false }
                }
                index += 4
            default:
                return false
            }
        }
        return true
    }

    @inline(__always)
    private static func continues(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
