/// A JSON value whose objects keep the order of their keys, so that an answer reads the same every time and a
/// request is carried out in the order it was written (RFC 8259).
package enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Any other number, exactly as it is written: ids beyond 64 bits and fractions lose no digit.
    case literal(String)
    case string(String)
    case array([JSONValue])
    /// A key may come twice; all members are kept.
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

    /// A number that need not be whole; null for what JSON cannot write (infinite, not a number).
    package static func number(_ value: Double) -> JSONValue {
        value.isFinite ? .literal("\(value)") : .null
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

    /// Any number, whole or not; infinite where it is larger than a double can be.
    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .literal(let text): Double(text)
        default: nil
        }
    }

    package var elements: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    package var members: [JSONMember]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

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
}
