/// The number of an account, a group or a message, or the text that some implementations use in its place.
package enum Identifier: Hashable, Sendable {
    case number(Int64)
    /// Not a whole number of 64 bits, or one written in another way than numbers are.
    case text(String)

    /// A text of digits is the number that it says.
    package init(_ text: String) {
        if let number = Int64(text), String(number) == text {
            self = .number(number)
        } else {
            self = .text(text)
        }
    }

    /// - Returns: Nil for absent, empty and anything but a scalar.
    init?(anyOf value: JSONValue?) {
        guard let value else { return nil }
        switch value {
        case .integer(let number): self = .number(Int64(number))
        case .string(let text) where !text.isEmpty: self = Identifier(text)
        case .literal(let text): self = value.wholeNumber.map(Identifier.number) ?? .text(text)
        default: return nil
        }
    }

    /// The id of a person, a group or a guild: 0 and the smallest integers, which stand for "none", are nil.
    init?(partyOf value: JSONValue?) {
        guard let id = Identifier(anyOf: value), !id.isPlaceholder else { return nil }
        self = id
    }

    /// OpenShamrock sends the smallest integer for what does not apply, others 0.
    private var isPlaceholder: Bool {
        switch self {
        case .number(let number): number == 0 || number == .min || number == Int64(Int32.min)
        case .text: false
        }
    }

    package var number: Int64? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        }
    }
}
