import OneBot
import Testing

@Suite("UTF-8 in pieces")
struct UTF8StreamTests {
    private static func check(_ pieces: [ArraySlice<UInt8>]) -> Bool {
        var stream = UTF8Stream()
        for piece in pieces {
            guard Array(piece).withUnsafeBytes({ stream.append($0) }) else { return false }
        }
        return stream.isComplete
    }

    @Test("says of every cut what the whole is")
    func cuts() {
        var random = SplitMix(seed: 5)
        let parts: [[UInt8]] = [
            Array("小助手".utf8), Array("😀".utf8), Array("é".utf8), Array("abc".utf8), [0xE4, 0xB8], [0xED, 0xA0, 0x80],
            [0xF0, 0x9F], [0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [UInt8](repeating: 0x61, count: 70),
            Array("你好，世界，今天天气不错，我们一起去公园散步好不好呀".utf8),
        ]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 1..<6, using: &random)).flatMap { _ in parts.randomElement(using: &random)!
            }
            let expected = String(validating: bytes, as: UTF8.self) != nil
            #expect(bytes.withUnsafeBytes { UTF8Check.isValid($0) } == expected, "\(bytes)")
            let cut = Int.random(in: 0...bytes.count, using: &random)
            let second = Int.random(in: cut...bytes.count, using: &random)
            #expect(
                Self.check([bytes[..<cut], bytes[cut..<second], bytes[second...]]) == expected,
                "\(bytes) at \(cut)"
            )
            #expect(Self.check(bytes.indices.map { bytes[$0...$0] }) == expected, "\(bytes) byte by byte")
        }
    }

    @Test("finds one wrong byte anywhere in a long text")
    func wrongByte() {
        let text = Array(String(repeating: "汉字 😀 a", count: 40).utf8)
        #expect(text.withUnsafeBytes { UTF8Check.isValid($0) })
        for index in text.indices {
            for wrong: UInt8 in [0xFF, 0xC0, 0x80, 0xED] where wrong != text[index] {
                var broken = text
                broken[index] = wrong
                let expected = String(validating: broken, as: UTF8.self) != nil
                #expect(broken.withUnsafeBytes { UTF8Check.isValid($0) } == expected, "\(wrong) at \(index)")
            }
        }
    }
}
