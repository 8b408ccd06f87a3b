package import struct Foundation.Date

/// A JSON value whose objects keep the order of their keys, so that an answer reads the same every time and a
/// request is carried out in the order it was written (RFC 8259).
package enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Any other number; one that JSON cannot write (infinite, not a number) is written as null.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

/// One key of a JSON object with its value.
package struct JSONMember: Equatable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
        self.key = key
        self.value = value
    }
}

extension JSONValue {
    /// A text, or null where there is none: an absent value is never a missing key.
    package static func text(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// The value of `key` in an object, the last one where a key stands twice.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    package var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    /// Any number, whole or not.
    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// A moment written as ``Timestamp`` writes it.
    package var date: Date? { self.string.flatMap(Timestamp.date) }

    /// Every element of an array read alike; nil when one of them cannot be.
    package func all<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
        guard case .array(let values) = self else { return nil }
        var elements: [Element] = []
        for value in values {
            guard let element = read(value) else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// The value as one line of JSON without blanks.
    package var rendered: String {
        var text = ""
        self.render(into: &text)
        return text
    }

    private func render(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.render(value, into: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.render(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.render(member.key, into: &text)
                text += ":"
                member.value.render(into: &text)
            }
            text += "}"
        }
    }

    private static func render(_ string: String, into text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if Self.mustBeEscaped(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    /// Besides what RFC 8259 asks for, what would move the cursor or turn the writing direction of a terminal that
    /// the answer is printed on: names in it are chosen by peers.
    private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
