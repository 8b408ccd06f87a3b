package import OneBot

/// A value of a JSON5 text together with where it stands.
package struct JSON5Node: Equatable, Sendable {
    package enum Content: Equatable, Sendable {
        /// Never an array or an object.
        case scalar(JSONValue)
        case array([JSON5Node])
        /// In order; a key may come twice, and then its last value counts.
        case object([JSON5Member])
    }

    package let content: Content
    /// Its bytes, quotes and brackets included.
    package let range: Range<Int>
    /// Where the comma stands that follows the last thing in it, if one does.
    let trailingComma: Int?

    init(_ content: Content, range: Range<Int>, trailingComma: Int? = nil) {
        self.content = content
        self.range = range
        self.trailingComma = trailingComma
    }

    /// The bytes of each thing in it, keys included.
    var children: [Range<Int>] {
        switch self.content {
        case .scalar: []
        case .array(let elements): elements.map(\.range)
        case .object(let members): members.map(\.range)
        }
    }

    /// The value of `key`, the last one where a key stands twice.
    package subscript(key: String) -> JSON5Node? {
        guard case .object(let members) = self.content else { return nil }
        return members.last { $0.key == key }?.value
    }

    package var elements: [JSON5Node]? {
        guard case .array(let elements) = self.content else { return nil }
        return elements
    }

    package var members: [JSON5Member]? {
        guard case .object(let members) = self.content else { return nil }
        return members
    }

    /// The value without its place.
    package var value: JSONValue {
        switch self.content {
        case .scalar(let value): value
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.map { JSONMember($0.key, $0.value.value) })
        }
    }
}

/// A key of a JSON5 object with its value.
package struct JSON5Member: Equatable, Sendable {
    package let key: String
    package let keyRange: Range<Int>
    package let value: JSON5Node

    /// From its key to the end of its value.
    package var range: Range<Int> { self.keyRange.lowerBound..<self.value.range.upperBound }
}

/// One step on the way to a value.
package enum JSON5Step: Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    case index(Int)

    package init(stringLiteral key: String) { self = .key(key) }
    package init(integerLiteral index: Int) { self = .index(index) }
}
