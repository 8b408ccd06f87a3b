import EndpointTesting

/// Client frames by name, so that a case reads like the sentence of the RFC that it proves.
enum Frames {
    /// A text message that the endpoint counts as one event.
    static let event = Array(#"{"post_type":"notice"}"#.utf8)

    /// An event of exactly so many bytes; at least 29.
    static func event(bytes count: Int, filler: Character = "a") -> [UInt8] {
        let frame = #"{"post_type":"notice","x":""}"#.utf8.count
        let unit = Array(String(filler).utf8)
        let filling = repeatElement(unit, count: (count - frame) / unit.count).flatMap { $0 }
        let rest = [UInt8](repeating: UInt8(ascii: "b"), count: (count - frame) % unit.count)
        return Array(#"{"post_type":"notice","x":""#.utf8) + filling + rest + Array(#""}"#.utf8)
    }

    /// An event with these bytes in a string of it.
    static func event(holding bytes: [UInt8]) -> [UInt8] {
        Array(#"{"post_type":"notice","x":""#.utf8) + bytes + Array(#""}"#.utf8)
    }

    static func text(_ payload: [UInt8], final: Bool = true) -> [UInt8] {
        TestBot.frame(opcode: 1, payload, isFinal: final)
    }

    static func text(_ payload: String, final: Bool = true) -> [UInt8] {
        self.text(Array(payload.utf8), final: final)
    }

    static func binary(_ payload: [UInt8], final: Bool = true) -> [UInt8] {
        TestBot.frame(opcode: 2, payload, isFinal: final)
    }

    static func continuation(_ payload: [UInt8], final: Bool) -> [UInt8] {
        TestBot.frame(opcode: 0, payload, isFinal: final, mask: [0xFF, 0x00, 0xA5, 0x5A])
    }

    static func ping(_ payload: [UInt8] = []) -> [UInt8] { TestBot.frame(opcode: 9, payload) }
    static func pong(_ payload: [UInt8] = []) -> [UInt8] { TestBot.frame(opcode: 10, payload) }

    static func close(_ code: Int, _ reason: [UInt8] = []) -> [UInt8] {
        TestBot.frame(opcode: 8, [UInt8(code >> 8), UInt8(code & 0xFF)] + reason)
    }

    /// A masked frame whose head is given byte by byte, for what no client should write.
    static func raw(_ head: [UInt8], _ payload: [UInt8] = []) -> [UInt8] {
        head + [0, 0, 0, 0] + payload
    }

    /// One message in fragments of these sizes and the rest.
    static func fragmented(_ payload: [UInt8], cutAt cuts: [Int], opcode: UInt8 = 1) -> [[UInt8]] {
        let bounds = [0] + cuts + [payload.count]
        return (1..<bounds.count).map { index in
            let part = Array(payload[bounds[index - 1]..<bounds[index]])
            let isFinal = index == bounds.count - 1
            return index == 1
                ? TestBot.frame(opcode: opcode, part, isFinal: isFinal) : Self.continuation(part, final: isFinal)
        }
    }

    /// All frames in a stream of the server, which must be whole, final, unmasked and without reserved bits
    /// (RFC 6455 §5.1, §5.2).
    static func ofServer(_ bytes: [UInt8]) throws -> [TestBot.ServerFrame] {
        var frames: [TestBot.ServerFrame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 2, let first = rest.popFirst(), let second = rest.popFirst() else { throw Malformed() }
            guard first & 0xF0 == 0x80, second & 0x80 == 0 else { throw Malformed() }
            var length = Int(second)
            if length >= 126 {
                let wide = length == 126 ? 2 : 8
                guard rest.count >= wide else { throw Malformed() }
                length = rest.prefix(wide).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(wide)
            }
            guard rest.count >= length else { throw Malformed() }
            frames.append(.init(opcode: first & 0x0F, payload: Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return frames
    }

    /// The server sent what no server may send.
    struct Malformed: Error {}
}
