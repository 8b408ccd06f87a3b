/// A message as one text for a person.
struct MessageWriter {
    let phrases: any EventPhrases
    /// Unicode scalars after which nothing more is added.
    let limit: Int

    func text(_ segments: [MessageSegment]) -> String {
        var text = ""
        var count = 0
        for segment in segments {
            let piece = self.piece(segment)
            guard !piece.isEmpty else { continue }
            text += piece
            count += piece.unicodeScalars.count
            if count > self.limit { break }
        }
        return text
    }

    private func piece(_ segment: MessageSegment) -> String {
        switch segment.type {
        case "text": return segment["text"]?.scalarText ?? ""
        case "at": return self.mention(segment)
        case "reply": return "↩ \(segment.text("id") ?? segment.text("seq") ?? "") "
        case "face": return self.named("face", self.face(segment), separator: ":")
        case "dice", "rps":
            return self.named(segment.type, segment.text("result") ?? segment.text("value"), separator: ":")
        case "image", "mface": return segment.text("summary").map(Self.bracketed) ?? self.named(segment.type)
        case "file": return self.named("file") + Self.after(segment.text("name") ?? segment.text("file"))
        case "onlinefile": return self.named("onlinefile") + Self.after(segment.text("fileName"))
        case "json", "miniapp": return self.card(segment)
        case "markdown": return self.named("markdown") + Self.after(segment.text("content"))
        case "tts": return self.named("tts") + Self.after(segment.text("text"))
        case "share", "music", "location", "redbag":
            return self.named(segment.type) + Self.after(segment.text("title") ?? segment.text("url"))
        case "contact": return self.named("contact") + Self.after(segment.text("id"))
        case "anonymous": return ""
        default: return self.named(segment.type)
        }
    }

    /// `[image]`, `[face:178]`; a type without a name of ours by its own.
    private func named(_ type: String, _ value: String? = nil, separator: String = "") -> String {
        let name = SegmentName(type: type).map(self.phrases.segmentName) ?? (type.isEmpty ? "?" : type)
        return "[\(name)\(value.map { separator + $0 } ?? "")]"
    }

    private static func after(_ text: String?) -> String { text.map { " \($0)" } ?? "" }

    /// Summaries come with brackets from some and without from others.
    private static func bracketed(_ summary: String) -> String {
        summary.hasPrefix("[") && summary.hasSuffix("]") ? summary : "[\(summary)]"
    }

    private func mention(_ segment: MessageSegment) -> String {
        let number = segment.text("qq") ?? "?"
        if number == "all" { return "@\(self.phrases.everybody)" }
        guard let name = segment.text("name") else { return "@\(number)" }
        return name.hasPrefix("@") ? name : "@\(name)"
    }

    private func face(_ segment: MessageSegment) -> String? {
        if let name = segment["raw"]?["faceText"]?.filledText {
            return name.hasPrefix("/") ? String(name.dropFirst()) : name
        }
        return segment.text("id")
    }

    /// What a card says of itself.
    private func card(_ segment: MessageSegment) -> String {
        let data = segment["data"] ?? .null
        let content: JSONValue? =
            if let text = data.string { try? JSONParser.parse(text.utf8, rules: .lenient) } else { data }
        return content?["prompt"]?.filledText.map(Self.bracketedCard) ?? self.named(segment.type)
    }

    private static func bracketedCard(_ prompt: String) -> String {
        prompt.hasPrefix("[") ? prompt : "[\(prompt)]"
    }
}
