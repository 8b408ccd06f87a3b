/// The head of one client frame (RFC 6455 §5.2), read from its first 2 to 14 bytes.
struct FrameHeader: Equatable {
    enum Opcode: UInt8 {
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA

        var isControl: Bool { self.rawValue & 0x8 != 0 }
    }

    enum Outcome: Equatable {
        case incomplete
        case header(FrameHeader, length: Int)
        case violation(String)
    }

    var isFinal: Bool
    var opcode: Opcode
    /// The masking key with its first byte lowest, so that it can be repeated into wider words.
    var mask: UInt32
    var payloadLength: Int

    /// The longest head: two bytes, eight of length, four of mask.
    static let maximumLength = 14

    static func read(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        guard bytes.count >= 2 else { return .incomplete }
        let first = bytes[0]
        let second = bytes[1]
        guard first & 0x70 == 0 else { return .violation("reserved bit set without an extension") }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { return .violation("reserved opcode") }
        guard second & 0x80 != 0 else { return .violation("frame of a client is not masked") }
        let isFinal = first & 0x80 != 0
        let short = Int(second & 0x7F)
        if opcode.isControl {
            guard isFinal else { return .violation("fragmented control frame") }
            guard short <= 125 else { return .violation("control frame longer than 125 bytes") }
        }

        let lengthBytes = short == 126 ? 2 : short == 127 ? 8 : 0
        let length = 2 + lengthBytes + 4
        guard bytes.count >= length else { return .incomplete }
        var payloadLength = short
        if lengthBytes > 0 {
            var wide: UInt64 = 0
            for index in 2..<2 + lengthBytes { wide = wide << 8 | UInt64(bytes[index]) }
            guard wide >> 63 == 0, let value = Int(exactly: wide) else {
                return .violation("length with its highest bit set")
            }
            guard value >= (lengthBytes == 2 ? 126 : 65_536) else {
                return .violation("length not in its shortest form")
            }
            payloadLength = value
        }
        var mask: UInt32 = 0
        for index in 0..<4 { mask |= UInt32(bytes[length - 4 + index]) << UInt32(8 * index) }
        let header = FrameHeader(isFinal: isFinal, opcode: opcode, mask: mask, payloadLength: payloadLength)
        return .header(header, length: length)
    }
}
