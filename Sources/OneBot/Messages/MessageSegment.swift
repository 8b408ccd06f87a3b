/// One piece of a message: a text, a picture, a mention and so on.
package struct MessageSegment: Equatable, Sendable {
    package var type: String
    /// In the order they came; of a key that comes twice the last counts.
    package var data: [JSONMember]

    package init(type: String, data: [JSONMember] = []) {
        self.type = type
        self.data = data
    }

    package static func text(_ text: String) -> Self {
        Self(type: "text", data: [JSONMember("text", .string(text))])
    }

    package subscript(key: String) -> JSONValue? {
        self.data.last { $0.key == key }?.value
    }

    /// Any scalar as text: some send numbers where others send texts. Nil where it is absent or empty.
    package func text(_ key: String) -> String? { self[key]?.filledText }

    package var json: JSONValue {
        .object([JSONMember("type", .string(self.type)), JSONMember("data", .object(self.data))])
    }
}

extension MessageSegment {
    /// How a message was written in JSON.
    package enum Form: Equatable, Sendable {
        case array
        /// CQ codes in a text.
        case string
        /// One segment without an array around it; only requests have it.
        case single
        /// Not any of these; what it was is kept as text.
        case other
    }

    /// The segments of a message in any of its forms. Nothing of it is lost: what is no segment becomes text.
    package static func read(_ message: JSONValue) -> (segments: [MessageSegment], form: Form) {
        switch message {
        case .string(let text): (CQText.parse(text), .string)
        case .array(let values): (values.compactMap(Self.init(reading:)), .array)
        case .object: (Self(reading: message).map { [$0] } ?? [], .single)
        case .null: ([], .other)
        case .boolean, .integer, .literal: ([.text(message.rendered)], .other)
        }
    }

    /// One element of the array form; nil for null.
    private init?(reading value: JSONValue) {
        switch value {
        case .object(let members):
            guard let type = value["type"]?.scalarText else {
                // Not a segment as anybody knows it, but it is shown that something was there.
                self.init(type: "", data: members)
                return
            }
            switch value["data"] {
            case .object(let data): self.init(type: type, data: data)
            case nil, .null: self.init(type: type)
            case .some(let other): self.init(type: type, data: [JSONMember("data", other)])
            }
        case .string(let text): self = .text(text)
        case .null: return nil
        case .boolean, .integer, .literal, .array: self = .text(value.rendered)
        }
    }
}
