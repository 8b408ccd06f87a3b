import OneBot

/// How NapCat reads values of another type than the one it wants: by the rules of the schema library Ajv
/// (https://ajv.js.org/coercion.html). Nil is what it refuses, and with it the whole file.
extension JSONValue {
    var coercedText: String? {
        switch self {
        case .string(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .null: ""
        case .integer, .literal: self.double.map(Self.script)
        case .array, .object: nil
        }
    }

    var coercedFlag: Bool? {
        switch self {
        case .boolean(let flag): flag
        case .string("true"): true
        case .string("false"), .null: false
        case .integer, .literal: self.double == 1 ? true : self.double == 0 ? false : nil
        case .string, .array, .object: nil
        }
    }

    var coercedInteger: Int? {
        switch self {
        case .string(let text): Double(text).flatMap { Int(exactly: $0) }
        case .boolean(let flag): flag ? 1 : 0
        case .null: 0
        case .integer, .literal: self.double.flatMap { Int(exactly: $0) }
        case .array, .object: nil
        }
    }

    /// A number as JavaScript writes it: digits without exponent up to 10^21, and no more of them than a double holds.
    private static func script(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        guard number == number.rounded(), abs(number) < 1e21 else { return "\(number)" }
        if abs(number) < 0x1p53 { return String(Int(number)) }
        // `1.2345678901234567e+19`, or with `.0` at its end where it is shorter.
        let parts = "\(abs(number))".split(separator: "e")
        let digits = parts[0].split(separator: ".")
        let fraction = digits.count > 1 && digits[1] != "0" ? String(digits[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let zeros = String(repeating: "0", count: max(exponent - fraction.count, 0))
        return (number < 0 ? "-" : "") + String(digits[0]) + fraction + zeros
    }
}
