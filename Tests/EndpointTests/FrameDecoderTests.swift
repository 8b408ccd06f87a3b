import EndpointTesting
import NIOCore
import Testing

@testable import Endpoint

@Suite("Frame decoder")
struct FrameDecoderTests {
    /// What came out, in a form that can be compared.
    enum Seen: Equatable {
        case text(String)
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        case close(Int?, String)
        case violation(Int)
    }

    static func decode(_ bytes: [UInt8], splits: [Int], limit: Int = 1 << 20, fragments: Int = 8) -> [Seen] {
        var decoder = FrameDecoder(limits: .init(messageBytes: limit, fragments: fragments))
        var seen: [Seen] = []
        var from = 0
        for to in splits + [bytes.count] {
            var piece = Array(bytes[from..<to])
            piece.withUnsafeMutableBytes { input in
                var offset = 0
                while true {
                    switch decoder.next(input, &offset) {
                    case .needsMore: return
                    case .needsBudget: decoder.grant()
                    case .wholeMessage(let isText, let range):
                        seen.append(Self.seen(isText, Array(input[range])))
                    case .message(let isText, let buffer):
                        seen.append(Self.seen(isText, Array(buffer.readableBytesView)))
                    case .ping(let payload): seen.append(.ping(Array(payload.readableBytesView)))
                    case .pong(let payload): seen.append(.pong(Array(payload.readableBytesView)))
                    case .close(let code, let reason): seen.append(.close(code.map { Int($0.rawValue) }, reason))
                    case .violation(let code, _): seen.append(.violation(Int(code.rawValue)))
                    }
                }
            }
            from = to
        }
        return seen
    }

    private static func seen(_ isText: Bool, _ bytes: [UInt8]) -> Seen {
        isText ? .text(String(decoding: bytes, as: UTF8.self)) : .binary(bytes)
    }

    private static func frame(_ opcode: UInt8, _ text: String, final: Bool = true) -> [UInt8] {
        TestBot.frame(opcode: opcode, Array(text.utf8), isFinal: final)
    }

    @Test("gives the same messages wherever the input is cut")
    func everySplit() {
        let bytes =
            Self.frame(1, "hello") + Self.frame(1, "") + Self.frame(9, "p") + Self.frame(1, "one ", final: false)
            + Self.frame(10, "q") + Self.frame(0, "two ", final: false) + Self.frame(0, "three")
            + TestBot.frame(opcode: 2, [UInt8](repeating: 7, count: 130)) + Self.frame(8, "\u{03}\u{E8}")
        let whole = Self.decode(bytes, splits: [])
        let expected: [Seen] = [
            .text("hello"), .text(""), .ping([0x70]), .pong([0x71]), .text("one two three"),
            .binary([UInt8](repeating: 7, count: 130)), .violation(1002),
        ]
        #expect(whole == expected)
        for cut in 1..<bytes.count {
            #expect(Self.decode(bytes, splits: [cut]) == whole, "cut at \(cut)")
        }
        #expect(Self.decode(bytes, splits: Array(1..<bytes.count)) == whole)
    }

    @Test("unmasks at every length and phase")
    func unmasking() {
        for length in Array(0..<70) + [126, 127, 4095, 4096, 4097, 65_535, 65_536, 70_000] {
            let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let bytes = TestBot.frame(opcode: 2, payload, mask: [0xA5, 0x5A, 0xFF, 0x01])
            #expect(Self.decode(bytes, splits: []) == [.binary(payload)], "\(length)")
            let cut = bytes.count - length / 3
            #expect(Self.decode(bytes, splits: [cut]) == [.binary(payload)], "\(length) cut")
        }
    }

    @Test(
        "refuses what RFC 6455 forbids",
        arguments: [
            ("unmasked", [0x81, 0x01, 0x61], 1002), ("RSV1", [0xC1, 0x80, 0, 0, 0, 0], 1002),
            ("RSV2", [0xA1, 0x80, 0, 0, 0, 0], 1002), ("RSV3", [0x91, 0x80, 0, 0, 0, 0], 1002),
            ("opcode 3", [0x83, 0x80, 0, 0, 0, 0], 1002), ("opcode 11", [0x8B, 0x80, 0, 0, 0, 0], 1002),
            ("fragmented ping", [0x09, 0x80, 0, 0, 0, 0], 1002), ("long ping", [0x89, 0xFE, 0, 126, 0, 0, 0, 0], 1002),
            ("lone continuation", [0x80, 0x80, 0, 0, 0, 0], 1002),
            ("text in a fragmented text", [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0], 1002),
            ("length not shortest, 16 bit", [0x81, 0xFE, 0, 125, 0, 0, 0, 0], 1002),
            ("length not shortest, 64 bit", [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0], 1002),
            ("length with high bit", [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1002),
            ("length far too large", [0x81, 0xFF, 0x7F, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0], 1009),
            ("close with one byte", [0x88, 0x81, 0, 0, 0, 0, 3], 1002),
            ("close 1005", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xED], 1002),
            ("close 1006", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xEE], 1002),
            ("close 1015", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xF7], 1002),
            ("close 999", [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE7], 1002),
            ("close 5000", [0x88, 0x82, 0, 0, 0, 0, 0x13, 0x88], 1002),
            ("close reason not UTF-8", [0x88, 0x83, 0, 0, 0, 0, 0x03, 0xE8, 0xFF], 1007),
        ] as [(String, [UInt8], Int)]
    )
    func violations(name: String, bytes: [UInt8], code: Int) {
        #expect(Self.decode(bytes + Self.frame(1, "after"), splits: []) == [.violation(code)], "\(name)")
    }

    @Test("takes valid closes", arguments: [1000, 1001, 1003, 1011, 3000, 4999])
    func closes(code: Int) {
        let payload = [UInt8(code >> 8), UInt8(code & 0xFF)] + Array("再见".utf8)
        #expect(Self.decode(TestBot.frame(opcode: 8, payload), splits: []) == [.close(code, "再见")])
        #expect(Self.decode(TestBot.frame(opcode: 8, []), splits: []) == [.close(nil, "")])
    }

    @Test("bounds a message in bytes and in fragments")
    func limits() {
        let ten = Self.frame(1, "0123456789", final: false) + Self.frame(0, "0123456789")
        #expect(Self.decode(ten, splits: [], limit: 20) == [.text("01234567890123456789")])
        #expect(Self.decode(ten, splits: [], limit: 19) == [.violation(1009)])
        let many = Self.frame(1, "", final: false) + (0..<8).flatMap { _ in Self.frame(0, "", final: false) }
        #expect(Self.decode(many, splits: [], fragments: 8) == [.violation(1009)])
    }

    @Test("never traps on random bytes, cut at random")
    func fuzz() {
        var random = SplitMix(seed: 3)
        for _ in 0..<3000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1..<6, using: &random) {
                let payload = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                bytes += TestBot.frame(
                    opcode: [0, 1, 2, 8, 9, 10].randomElement(using: &random) ?? 1,
                    payload,
                    isFinal: Bool.random(using: &random)
                )
            }
            for _ in 0..<Int.random(in: 0..<3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let cuts = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                Int.random(in: 0...bytes.count, using: &random)
            }
            #expect(Self.decode(bytes, splits: cuts.sorted()) == Self.decode(bytes, splits: []))
        }
    }
}

/// A small seeded generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
