/// RFC 6455 §5 as plainly as it can be written, over a stream that is there as a whole: what a server must see in it.
package struct ReferenceDecoder {
    package enum Item: Equatable, Sendable {
        case message(isText: Bool, [UInt8])
        case ping([UInt8])
        case pong([UInt8])
        case close(code: Int?, reason: [UInt8])
        /// With the close code that answers it. Always the last.
        case violation(Int)
    }

    private let stream: [UInt8]
    private let messageLimit: Int
    private let fragmentLimit: Int
    private var position = 0
    private var items: [Item] = []
    private var message: (isText: Bool, bytes: [UInt8], fragments: Int)?

    package static func decode(_ stream: [UInt8], messageLimit: Int, fragmentLimit: Int) -> [Item] {
        var decoder = ReferenceDecoder(stream: stream, messageLimit: messageLimit, fragmentLimit: fragmentLimit)
        while decoder.readFrame() {}
        return decoder.items
    }

    private init(stream: [UInt8], messageLimit: Int, fragmentLimit: Int) {
        self.stream = stream
        self.messageLimit = messageLimit
        self.fragmentLimit = fragmentLimit
    }

    /// - Returns: Whether another frame may follow.
    private mutating func readFrame() -> Bool {
        guard let first = self.byte(0), let second = self.byte(1) else { return false }
        let isFinal = first & 0b1000_0000 != 0
        let opcode = Int(first & 0b0000_1111)
        let isControl = opcode >= 8
        let shortLength = Int(second & 0b0111_1111)
        // Told by two bytes alone.
        guard first & 0b0111_0000 == 0 else { return self.violate(1002) }
        guard [0, 1, 2, 8, 9, 10].contains(opcode) else { return self.violate(1002) }
        guard second & 0b1000_0000 != 0 else { return self.violate(1002) }
        if isControl, !isFinal || shortLength > 125 { return self.violate(1002) }

        let lengthBytes = [126: 2, 127: 8][shortLength] ?? 0
        guard let lastOfHead = self.byte(2 + lengthBytes + 3) else { return false }
        var length = UInt64(shortLength)
        if lengthBytes > 0 {
            length = 0
            for index in 0..<lengthBytes { length = length * 256 + UInt64(self.stream[self.position + 2 + index]) }
            guard length < 1 << 63, length >= (lengthBytes == 2 ? 126 : 65_536) else { return self.violate(1002) }
        }
        let mask =
            Array(self.stream[self.position + 2 + lengthBytes..<self.position + 2 + lengthBytes + 3]) + [lastOfHead]

        if !isControl {
            let isContinuation = opcode == 0
            guard isContinuation == (self.message != nil) else { return self.violate(1002) }
            let fragments = (self.message?.fragments ?? 0) + 1
            guard fragments <= self.fragmentLimit else { return self.violate(1009) }
            guard UInt64(self.message?.bytes.count ?? 0) + length <= UInt64(self.messageLimit) else {
                return self.violate(1009)
            }
        }

        let start = self.position + 2 + lengthBytes + 4
        let isWhole = length <= UInt64(self.stream.count - start)
        var payload: [UInt8] = []
        for index in 0..<(isWhole ? Int(length) : self.stream.count - start) {
            payload.append(self.stream[start + index] ^ mask[index % 4])
        }
        // §8.1, as soon as it can be told.
        if !isControl, self.message?.isText ?? (opcode == 1) {
            let text = (self.message?.bytes ?? []) + payload
            guard Self.isText(text, endsThere: isWhole && isFinal) else { return self.violate(1007) }
        }
        guard isWhole else { return false }
        self.position = start + Int(length)
        return self.take(opcode, payload, isFinal: isFinal)
    }

    private mutating func take(_ opcode: Int, _ payload: [UInt8], isFinal: Bool) -> Bool {
        switch opcode {
        case 8: return self.takeClose(payload)
        case 9: self.items.append(.ping(payload))
        case 10: self.items.append(.pong(payload))
        default:
            var message = self.message ?? (isText: opcode == 1, bytes: [], fragments: 0)
            message.bytes += payload
            message.fragments += 1
            self.message = isFinal ? nil : message
            if isFinal { self.items.append(.message(isText: message.isText, message.bytes)) }
        }
        return true
    }

    private mutating func takeClose(_ payload: [UInt8]) -> Bool {
        guard !payload.isEmpty else {
            self.items.append(.close(code: nil, reason: []))
            return false
        }
        guard payload.count >= 2 else { return self.violate(1002) }
        let code = Int(payload[0]) * 256 + Int(payload[1])
        let reason = Array(payload[2...])
        let sendable = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014].contains(code)
        guard sendable || (3000..<5000).contains(code) else { return self.violate(1002) }
        guard String(validating: reason, as: UTF8.self) != nil else { return self.violate(1007) }
        self.items.append(.close(code: code, reason: reason))
        return false
    }

    /// Whether bytes are UTF-8, or, where more may follow, the beginning of some.
    private static func isText(_ bytes: [UInt8], endsThere: Bool) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        guard !endsThere else { return false }
        // The least and the greatest second byte that any lead allows are among these.
        let tails: [[UInt8]] = [0x80, 0x90, 0xA0].flatMap { first in
            [[first], [first, 0x80], [first, 0x80, 0x80], [0x80], [0x80, 0x80]]
        }
        return tails.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
    }

    private mutating func violate(_ code: Int) -> Bool {
        self.items.append(.violation(code))
        return false
    }

    private func byte(_ offset: Int) -> UInt8? {
        self.position + offset < self.stream.count ? self.stream[self.position + offset] : nil
    }
}
