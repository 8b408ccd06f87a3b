import NIOCore

/// Frames as a server sends them: whole, unmasked (RFC 6455 §5.1), no extension.
enum ServerFrame {
    static func text(_ bytes: some Collection<UInt8>, allocator: ByteBufferAllocator) -> ByteBuffer {
        self.frame(opcode: 0x1, bytes, allocator: allocator)
    }

    static func ping(_ bytes: some Collection<UInt8>, allocator: ByteBufferAllocator) -> ByteBuffer {
        self.frame(opcode: 0x9, bytes.prefix(125), allocator: allocator)
    }

    static func pong(_ bytes: some Collection<UInt8>, allocator: ByteBufferAllocator) -> ByteBuffer {
        self.frame(opcode: 0xA, bytes.prefix(125), allocator: allocator)
    }

    /// A close frame; an absent code gives an empty one. The reason is cut to what a control frame can hold.
    static func close(_ code: CloseCode?, reason: String = "", allocator: ByteBufferAllocator) -> ByteBuffer {
        var payload: [UInt8] = []
        if let code {
            payload.append(UInt8(truncatingIfNeeded: code.rawValue >> 8))
            payload.append(UInt8(truncatingIfNeeded: code.rawValue))
            for character in reason {
                let bytes = Array(character.utf8)
                guard payload.count + bytes.count <= 125 else { break }
                payload += bytes
            }
        }
        return self.frame(opcode: 0x8, payload, allocator: allocator)
    }

    private static func frame(
        opcode: UInt8,
        _ payload: some Collection<UInt8>,
        allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: payload.count + 10)
        buffer.writeInteger(0x80 | opcode)
        switch payload.count {
        case ..<126:
            buffer.writeInteger(UInt8(payload.count))
        case ..<65_536:
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(payload.count))
        default:
            buffer.writeInteger(UInt8(127))
            buffer.writeInteger(UInt64(payload.count))
        }
        buffer.writeBytes(payload)
        return buffer
    }
}
