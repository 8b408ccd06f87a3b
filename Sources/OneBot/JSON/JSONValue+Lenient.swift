/// Readings for peers that send numbers as texts, texts as numbers and flags as either.
extension JSONValue {
    /// Any scalar as text: the text itself, the digits of a number, `true` or `false`. Nil for the rest.
    package var scalarText: String? {
        switch self {
        case .string(let text), .literal(let text): text
        case .integer(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// A whole number of 64 bits, from a number (`1000.0` too) or a text of digits.
    package var wholeNumber: Int64? {
        switch self {
        case .integer(let number): Int64(number)
        case .string(let text): Int64(text)
        case .literal(let text): Double(text).flatMap { abs($0) <= 0x1p53 ? Int64(exactly: $0) : nil }
        case .null, .boolean, .array, .object: nil
        }
    }

    /// A flag: `true`, `1`, `"yes"` and the like, as the standard allows them in message segments.
    package var flag: Bool? {
        switch self.scalarText {
        case "true", "1", "yes": true
        case "false", "0", "no": false
        default: nil
        }
    }

    /// A text that says something: nil for absent, empty and anything but a scalar.
    package var filledText: String? {
        self.scalarText.flatMap { $0.isEmpty ? nil : $0 }
    }
}
