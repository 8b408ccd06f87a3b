import OneBot
import Testing

@Suite("UTF-8 check")
struct UTF8CheckTests {
    @Test(
        "accepts what is well formed and refuses the rest, wherever it stands",
        arguments: [
            ([UInt8]("plain ASCII of more than eight bytes".utf8), true),
            ([UInt8]("小助手 😀 é".utf8), true),
            ([0xC0, 0x80], false),
            ([0xE0, 0x80, 0x80], false),
            ([0xED, 0xA0, 0x80], false),
            ([0xEF, 0xBF, 0xBF], true),
            ([0xF0, 0x80, 0x80, 0x80], false),
            ([0xF4, 0x8F, 0xBF, 0xBF], true),
            ([0xF4, 0x90, 0x80, 0x80], false),
            ([0xF5, 0x80, 0x80, 0x80], false),
            ([0x80], false),
            ([0xE4, 0xB8], false),
            ([0xFF], false),
            ([], true),
        ]
    )
    func table(bytes: [UInt8], valid: Bool) {
        for shift in 0..<9 {
            let shifted = [UInt8](repeating: 0x61, count: shift) + bytes + [UInt8](repeating: 0x62, count: 9)
            // A sequence cut at the very end is refused as well.
            #expect(shifted.withUnsafeBytes { UTF8Check.isValid($0) } == valid)
        }
        #expect(bytes.withUnsafeBytes { UTF8Check.isValid($0) } == valid)
    }

    @Test("agrees with the standard library on random bytes")
    func random() {
        var random = SplitMix(seed: 11)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xE4, 0xED, 0xF0, 0xF4, 0xA0, 0x90, 0x8F].randomElement(using: &random)!
            }.map { UInt8($0) }
            let expected = String(validating: bytes, as: UTF8.self) != nil
            #expect(bytes.withUnsafeBytes { UTF8Check.isValid($0) } == expected, "\(bytes)")
        }
    }
}
