import NIOCore

/// Reads a server's frames (RFC 6455 §5): unmasked, control frames between fragments, messages up to a limit.
struct ServerFrameReader {
    enum Output: Equatable {
        case message(isText: Bool, [UInt8])
        case ping([UInt8])
        case pong([UInt8])
        /// No code when the frame was empty.
        case close(code: UInt16?, reason: String)
        /// The server broke the protocol; what a client answers it with. Nothing more is read.
        case violation(code: UInt16, reason: String)
    }

    private struct Head {
        var isFinal: Bool
        var opcode: UInt8
        var length: Int
        var size: Int
    }

    /// Largest message, all fragments together; the bots' own libraries take 50 MiB.
    static let messageLimit = 50 << 20

    private var buffer = ByteBuffer()
    private var parts: [UInt8] = []
    private var opcode: UInt8?
    private var failed = false

    mutating func feed(_ bytes: inout ByteBuffer) {
        if self.buffer.readableBytes == 0 {
            self.buffer = bytes
        } else {
            self.buffer.discardReadBytes()
            self.buffer.writeBuffer(&bytes)
        }
    }

    /// - Returns: nil when more bytes are needed.
    mutating func next() -> Output? {
        while !self.failed {
            switch self.head() {
            case .none: return nil
            case .failure(let violation): return self.fail(violation)
            case .success(let head):
                guard self.buffer.readableBytes >= head.size + head.length else { return nil }
                self.buffer.moveReaderIndex(forwardBy: head.size)
                let payload = self.buffer.readBytes(length: head.length) ?? []
                if let output = self.take(head, payload) { return output }
            }
        }
        return nil
    }

    private struct Violation: Error {
        var code: UInt16
        var reason: String

        static func broken(_ reason: String) -> Violation { Violation(code: 1002, reason: reason) }
    }

    private mutating func fail(_ violation: Violation) -> Output {
        self.failed = true
        return .violation(code: violation.code, reason: violation.reason)
    }

    private func head() -> Result<Head, Violation>? {
        let at = self.buffer.readerIndex
        guard let first = self.buffer.getInteger(at: at, as: UInt8.self),
            let second = self.buffer.getInteger(at: at + 1, as: UInt8.self)
        else { return nil }
        guard first & 0x70 == 0 else { return .failure(.broken("RSV must be clear")) }
        guard second & 0x80 == 0 else { return .failure(.broken("MASK must be clear")) }
        var head = Head(isFinal: first & 0x80 != 0, opcode: first & 0x0F, length: Int(second), size: 2)
        if second == 126 {
            guard let length = self.buffer.getInteger(at: at + 2, as: UInt16.self) else { return nil }
            head.length = Int(length)
            head.size = 4
        } else if second == 127 {
            guard let length = self.buffer.getInteger(at: at + 2, as: UInt64.self) else { return nil }
            guard let length = Int(exactly: length) else { return .failure(Violation(code: 1009, reason: "too big")) }
            head.length = length
            head.size = 10
        }
        if head.opcode >= 8 {
            guard head.isFinal, head.length <= 125, (8...10).contains(head.opcode) else {
                return .failure(.broken("bad control frame"))
            }
        } else if head.opcode > 2 || (head.opcode == 0) != (self.opcode != nil) {
            return .failure(.broken("bad opcode"))
        } else if head.length > Self.messageLimit - self.parts.count {
            return .failure(Violation(code: 1009, reason: "message too big"))
        }
        return .success(head)
    }

    private mutating func take(_ head: Head, _ payload: [UInt8]) -> Output? {
        switch head.opcode {
        case 8:
            self.failed = true
            guard payload.count >= 2 else { return .close(code: nil, reason: "") }
            let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
            return .close(code: code, reason: String(decoding: payload[2...], as: UTF8.self))
        case 9: return .ping(payload)
        case 10: return .pong(payload)
        default:
            let opcode = self.opcode ?? head.opcode
            guard head.isFinal else {
                self.opcode = opcode
                self.parts += payload
                return nil
            }
            let message = self.opcode == nil ? payload : self.parts + payload
            self.opcode = nil
            self.parts = []
            return .message(isText: opcode == 1, message)
        }
    }
}
