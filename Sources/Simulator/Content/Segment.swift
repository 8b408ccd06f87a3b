/// A piece of a message, in the two forms in which bots send it.
enum Segment: Equatable {
    case text(String)
    case face(Int)
    case at(Int64)
    case reply(Int64)
    /// Received: a name, a text for who cannot see it, and where it can be fetched.
    case image(name: String, summary: String, url: String)
    /// A picture that travels in the event itself, base64.
    case inlineImage(String)

    /// As an element of a message array.
    var json: String {
        switch self {
        case .text(let text): self.element("text", [("text", JSONText.string(text))])
        case .face(let id): self.element("face", [("id", "\"\(id)\"")])
        case .at(let id): self.element("at", [("qq", "\"\(id)\"")])
        case .reply(let id): self.element("reply", [("id", "\"\(id)\"")])
        case .image(let name, let summary, let url):
            self.element(
                "image",
                [
                    ("summary", JSONText.string(summary)), ("file", JSONText.string(name)), ("sub_type", "0"),
                    ("url", JSONText.string(url)), ("file_size", "\"48213\""),
                ]
            )
        case .inlineImage(let base64): self.element("image", [("file", JSONText.string("base64://" + base64))])
        }
    }

    private func element(_ type: String, _ data: [(key: String, value: String)]) -> String {
        JSONObject([("type", "\"\(type)\""), ("data", JSONObject(data).text)]).text
    }

    /// As a part of a string with CQ codes (OneBot 11, message formats).
    var code: String {
        switch self {
        case .text(let text): Self.escaped(text)
        case .face(let id): "[CQ:face,id=\(id)]"
        case .at(let id): "[CQ:at,qq=\(id)]"
        case .reply(let id): "[CQ:reply,id=\(id)]"
        case .image(let name, let summary, let url):
            "[CQ:image,summary=\(Self.parameter(summary)),file=\(Self.parameter(name)),sub_type=0,"
                + "url=\(Self.parameter(url)),file_size=48213]"
        case .inlineImage(let base64): "[CQ:image,file=base64://\(base64)]"
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x26, 0x5B, 0x5D].contains($0) }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "[": result += "&#91;"
            case "]": result += "&#93;"
            default: result.append(character)
            }
        }
    }

    private static func parameter(_ text: String) -> String {
        self.escaped(text).split(separator: ",", omittingEmptySubsequences: false).joined(separator: "&#44;")
    }
}
