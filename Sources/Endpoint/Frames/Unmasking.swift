/// Unmasking of client payloads (RFC 6455 §5.3): copying and XOR in one pass, 32 bytes at a time.
enum Unmasking {
    /// Copies `source` to the start of `target`, unmasked.
    ///
    /// - Parameters:
    ///   - mask: The masking key, first byte lowest.
    ///   - phase: How many bytes of this frame's payload came before `source`.
    /// - Precondition: `target` holds at least `source.count` bytes; the caller sizes it from the same frame head.
    @inline(__always)
    static func copy(
        _ source: UnsafeRawBufferPointer,
        to target: UnsafeMutableRawBufferPointer,
        mask: UInt32,
        phase: Int
    ) {
        precondition(target.count >= source.count)
        let turned = mask.rotatedRight(bits: UInt32(phase & 3) * 8)
        let word = UInt64(turned) << 32 | UInt64(turned)
        let wide = SIMD4<UInt64>(repeating: word)
        let count = source.count
        var index = 0
        while index &+ 32 <= count {
            let chunk = source.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
            target.storeBytes(of: chunk ^ wide, toByteOffset: index, as: SIMD4<UInt64>.self)
            index &+= 32
        }
        while index &+ 8 <= count {
            let chunk = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            target.storeBytes(of: chunk ^ word, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        while index < count {
            target[index] = source[index] ^ UInt8(truncatingIfNeeded: turned >> UInt32((index & 3) * 8))
            index &+= 1
        }
    }
}

extension Unmasking {
    /// Unmasks bytes where they are.
    @inline(__always)
    static func inPlace(_ bytes: UnsafeMutableRawBufferPointer, mask: UInt32) {
        // Each word is read before it is written, so that source and target may be the same.
        self.copy(UnsafeRawBufferPointer(bytes), to: bytes, mask: mask, phase: 0)
    }
}

extension UInt32 {
    fileprivate func rotatedRight(bits: UInt32) -> UInt32 {
        bits == 0 ? self : self >> bits | self << (32 - bits)
    }
}
