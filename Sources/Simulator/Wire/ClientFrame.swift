import NIOCore

/// Frames of a client (RFC 6455 §5.2): whole messages, masked with a key of their own each.
enum ClientFrame {
    enum Opcode: UInt8 {
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA
    }

    /// Adds one frame to `buffer`.
    ///
    /// - Parameter mask: The masking key, first byte lowest; nil breaks the protocol on purpose.
    static func write(_ opcode: Opcode, _ payload: [UInt8], mask: UInt32?, into buffer: inout ByteBuffer) {
        buffer.reserveCapacity(minimumWritableBytes: payload.count + 14)
        buffer.writeInteger(0x80 | opcode.rawValue)
        let masked: UInt8 = mask == nil ? 0 : 0x80
        switch payload.count {
        case ..<126: buffer.writeInteger(masked | UInt8(payload.count))
        case ..<65_536:
            buffer.writeInteger(masked | 126)
            buffer.writeInteger(UInt16(payload.count))
        default:
            buffer.writeInteger(masked | 127)
            buffer.writeInteger(UInt64(payload.count))
        }
        guard let mask else {
            buffer.writeBytes(payload)
            return
        }
        buffer.writeInteger(mask, endianness: .little)
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: payload.count) { target in
            payload.withUnsafeBytes { self.copy($0, to: target, mask: mask) }
            return payload.count
        }
    }

    /// A close frame's payload.
    static func closePayload(code: UInt16, reason: String = "") -> [UInt8] {
        [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8.prefix(123))
    }

    /// Copies `source` to the start of `target` under the mask, eight bytes at a time.
    ///
    /// - Precondition: `target` holds `source.count` bytes.
    static func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, mask: UInt32) {
        precondition(target.count >= source.count)
        let word = UInt64(mask) << 32 | UInt64(mask)
        let count = source.count
        var index = 0
        while index &+ 8 <= count {
            let chunk = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ word
            target.storeBytes(of: chunk.littleEndian, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        while index < count {
            target[index] = source[index] ^ UInt8(truncatingIfNeeded: mask >> UInt32((index & 3) * 8))
            index &+= 1
        }
    }
}
