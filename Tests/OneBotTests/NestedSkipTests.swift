import CBytes
import OneBot
import Testing

@Suite("Skipping nested JSON")
struct NestedSkipTests {
    /// The same byte by byte.
    private static func reference(_ bytes: [UInt8], from: Int) -> Int {
        var depth = 0
        var inString = false
        var index = from
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if inString {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == UInt8(ascii: "\"") { inString = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return 0
    }

    private static func value(_ random: inout SplitMix, depth: Int) -> String {
        switch Int.random(in: 0...(depth > 4 ? 1 : 3), using: &random) {
        case 0: return "\(Int.random(in: -1000...1000, using: &random))"
        case 1:
            let parts = [#"\""#, #"\\"#, #"\n"#, "{", "}", "[", "]", "汉", "😀", "abcdefgh", #"\u005c"#, " "]
            let count = Int.random(in: 0...30, using: &random)
            return "\"" + (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined() + "\""
        case 2:
            let count = Int.random(in: 0...4, using: &random)
            return "[" + (0..<count).map { _ in self.value(&random, depth: depth + 1) }.joined(separator: ",") + "]"
        default:
            let count = Int.random(in: 0...4, using: &random)
            return "{"
                + (0..<count).map { "\"k\($0)\" : " + self.value(&random, depth: depth + 1) }.joined(separator: " , ")
                + "}"
        }
    }

    @Test("ends where a byte by byte walk ends, whole or cut, wherever it stands")
    func agrees() {
        var random = SplitMix(seed: 77)
        for _ in 0..<3_000 {
            let shift = Int.random(in: 0...130, using: &random)
            let nested = "[" + Self.value(&random, depth: 0) + "," + Self.value(&random, depth: 0) + "]"
            let bytes = [UInt8](repeating: 0x20, count: shift) + Array(nested.utf8) + Array(#","x":"}]"}"#.utf8)
            let end = Self.reference(bytes, from: shift)
            #expect(cb_skip_nested(bytes, shift, bytes.count) == end, "\(nested)")
            let cut = Int.random(in: shift...bytes.count, using: &random)
            #expect(
                cb_skip_nested(Array(bytes[..<cut]), shift, cut) == Self.reference(Array(bytes[..<cut]), from: shift),
                "\(nested) cut at \(cut)"
            )
        }
    }

    @Test("garbage never leads beyond its end, and a backslash outside of strings is the only matter of taste")
    func garbage() {
        var random = SplitMix(seed: 78)
        for alphabet in [Array(#"{}[]" a,:"#.utf8), Array(#"{}[]"\ a,:"#.utf8)] {
            for _ in 0..<10_000 {
                let count = Int.random(in: 0...200, using: &random)
                let bytes =
                    [UInt8(ascii: "{")] + (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
                let end = cb_skip_nested(bytes, 0, bytes.count)
                #expect(end <= bytes.count)
                #expect(end == 0 || bytes[end - 1] == UInt8(ascii: "}") || bytes[end - 1] == UInt8(ascii: "]"))
                guard !alphabet.contains(UInt8(ascii: "\\")) else { continue }
                #expect(end == Self.reference(bytes, from: 0), "\(bytes)")
            }
        }
    }

    @Test("what stands behind long texts is found")
    func long() {
        for length in [0, 1, 62, 63, 64, 65, 127, 128, 4096, 100_000] {
            for escape in ["", #"\""#, #"\\"#] {
                let text = String(repeating: "x", count: length) + escape
                let event = #"{"message":[{"text":"\#(text)"}],"post_type":"message","user_id":7}"#
                #expect(EnvelopeScanner.scan(Array(event.utf8)).userID == 7, "\(length) \(escape)")
            }
        }
    }
}
