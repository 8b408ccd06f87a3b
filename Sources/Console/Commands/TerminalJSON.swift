/// JSON of peers as it may be printed: the same values, but with nothing in it that a terminal would obey or that would
/// turn the direction of writing. White space becomes blanks; the other characters, which JSON allows nowhere but inside
/// texts, are written as escapes.
enum TerminalJSON {
    static func safe(_ json: [UInt8]) -> [UInt8] {
        // Most lines hold none: bytes below blank, DEL, and the leads C2, D8 and E2 of what is meant.
        guard json.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }) else {
            return json
        }
        var safe: [UInt8] = []
        safe.reserveCapacity(json.count + 64)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: safe.append(0x20)
            case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                safe += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default:
                safe += Array(String(scalar).utf8)
            }
        }
        return safe
    }
}
