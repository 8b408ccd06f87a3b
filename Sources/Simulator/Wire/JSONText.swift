/// Writes JSON (RFC 8259) in a chosen key order. Values are JSON text already.
struct JSONObject {
    var fields: [(key: String, value: String)]

    init(_ fields: [(key: String, value: String)] = []) {
        self.fields = fields
    }

    mutating func set(_ key: String, _ value: String) { self.fields.append((key, value)) }

    var text: String {
        var text = "{"
        for (index, field) in self.fields.enumerated() {
            if index > 0 { text += "," }
            text += "\"\(field.key)\":\(field.value)"
        }
        return text + "}"
    }
}

enum JSONText {
    /// A string in quotes, escaped as `JSON.stringify` does it.
    static func string(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
            case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case ..<0x20:
                let digits = String(byte, radix: 16)
                bytes += Array(("\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
