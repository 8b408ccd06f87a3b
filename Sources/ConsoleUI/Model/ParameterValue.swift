import OneBot

/// What a typed text is worth as the value of a parameter.
enum ValueVerdict: Equatable {
    /// Nothing was typed: the parameter is left out.
    case leftOut
    case fine
    /// Sent as typed, though the action is known to want another kind.
    case unusual(wanted: Action.Parameter.Kind, sentAs: SentAs)
    /// Begins like JSON and is none; sending it as text would hardly be meant.
    case brokenJSON

    enum SentAs: Equatable {
        case json
        case text
    }
}

/// The value of one parameter: what is sent for a typed text.
struct ParameterValue: Equatable {
    /// What is typed for a text without characters, since nothing typed means to leave the parameter out.
    static let emptyText = "\"\""

    /// As it goes into the call; nil where nothing does.
    var json: String?
    var verdict: ValueVerdict

    /// The catalogue advises and never forbids: what is of another kind is sent as the JSON that it is, else as text.
    init(_ text: String, for kind: Action.Parameter.Kind) {
        let trimmed = text.trimmedBlanks
        guard !trimmed.isEmpty else {
            (self.json, self.verdict) = (nil, .leftOut)
            return
        }
        let value = parsedJSON(trimmed)
        switch (kind, value) {
        case (.string, _) where trimmed == Self.emptyText, (.message, _) where trimmed == Self.emptyText:
            (self.json, self.verdict) = (Self.emptyText, .fine)
        case (.string, _):
            (self.json, self.verdict) = (Self.quoted(text), .fine)
        case (.integer, _) where Int64(trimmed) != nil:
            (self.json, self.verdict) = (Int64(trimmed).map { String($0) }, .fine)
        case (.boolean, .boolean), (.array, .array), (.object, .object), (.message, .array), (.message, .object):
            (self.json, self.verdict) = (trimmed, .fine)
        case (.message, _):
            // `[CQ:face,id=1]` is text; what else begins like an array was meant to be one.
            let isMeantAsJSON = trimmed.hasPrefix("[{") || trimmed.hasPrefix("{\"")
            (self.json, self.verdict) = (
                Self.quoted(text), isMeantAsJSON ? .unusual(wanted: .message, sentAs: .text) : .fine
            )
        case (.any, .some):
            (self.json, self.verdict) = (trimmed, .fine)
        case (.array, nil), (.object, nil):
            (self.json, self.verdict) = (nil, .brokenJSON)
        case (.any, nil):
            (self.json, self.verdict) = (Self.quoted(text), .fine)
        case (_, .some):
            (self.json, self.verdict) = (trimmed, .unusual(wanted: kind, sentAs: .json))
        case (_, nil):
            (self.json, self.verdict) = (Self.quoted(text), .unusual(wanted: kind, sentAs: .text))
        }
    }

    private static func quoted(_ text: String) -> String { JSONValue.string(text).rendered }
}

/// A text as JSON; nil where it is none.
func parsedJSON(_ text: String) -> JSONValue? {
    // What is wrong with it is of no use here: the text has another meaning then.
    try? JSONParser.parse(text.utf8)
}

extension StringProtocol {
    /// Without the blanks at both ends.
    var trimmedBlanks: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
