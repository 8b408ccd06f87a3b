import OneBot

/// What a call is about, read from its parameters when it went wrong.
struct CallSummary: Equatable {
    private static let longestText = 256

    var action: String
    var isSend: Bool
    /// `group_id`, else `user_id`.
    var target: String?
    var file: CallTrouble.File?

    /// - Parameter parameters: As ``CallDigest`` keeps them.
    init(action: String, parameters: [UInt8]) {
        self.action = ShownText.line(action, limit: 64)
        self.isSend = Self.isSend(action)
        // Parameters that are no JSON tell nothing; the bot says so itself.
        guard let json = try? JSONParser.parse(parameters, rules: .lenient) else { return }
        self.target = (json["group_id"] ?? json["user_id"])?.filledText.map { ShownText.line($0, limit: 32) }
        self.file = Self.file(in: json)
    }

    /// Whether it sends a message, which then has an id.
    static func isSend(_ action: String) -> Bool {
        let name = CallPatience.bare(action)
        return name.hasPrefix("send_") && name.hasSuffix("_msg")
    }

    private static func file(in parameters: JSONValue) -> CallTrouble.File? {
        if let file = parameters["file"]?.filledText.flatMap(self.file) { return file }
        guard let message = parameters["message"] ?? parameters["messages"] else { return nil }
        let kinds: Set<String> = ["image", "record", "video", "file"]
        return MessageSegment.read(message).segments.lazy.filter { kinds.contains($0.type) }
            .compactMap { ($0.text("file") ?? $0.text("url")).flatMap(self.file) }.first
    }

    /// Nil for what names no place: an id of a file that the bot knows.
    static func file(_ text: String) -> CallTrouble.File? {
        let lowered = text.prefix(9).lowercased()
        if lowered.hasPrefix("base64://") { return .base64 }
        if lowered.hasPrefix("file://") {
            let rest = text.dropFirst("file://".count)
            // file:///C:\x names a drive; what stands before it is no part of the path.
            let bare = rest.drop { $0 == "/" }
            return .path(self.cut(self.namesDrive(bare) ? bare : rest))
        }
        for scheme in ["http://", "https://"] where lowered.hasPrefix(scheme) {
            let authority = text.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
            return .url(host: self.cut(self.host(authority)))
        }
        if text.hasPrefix("/") || self.namesDrive(text[...]) { return .path(self.cut(text[...])) }
        return nil
    }

    private static func namesDrive(_ text: Substring) -> Bool {
        let start = Array(text.utf8.prefix(3))
        guard start.count == 3, start[1] == UInt8(ascii: ":") else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(start[0] | 0x20)
        return isLetter && (start[2] == UInt8(ascii: "\\") || start[2] == UInt8(ascii: "/"))
    }

    /// Without user and port.
    private static func host(_ authority: Substring) -> Substring {
        let bare = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        if bare.hasPrefix("[") { return bare.dropFirst().prefix { $0 != "]" } }
        return bare.prefix { $0 != ":" }
    }

    private static func cut(_ text: Substring) -> String {
        ShownText.line(String(text), limit: self.longestText)
    }
}

/// Parameters of a call for as long as it waits: whole when they are small, else with their long texts cut.
enum CallDigest {
    static let longest = 4096

    static func of(_ parameters: [UInt8]) -> [UInt8] {
        guard parameters.count > self.longest else { return parameters }
        return parameters.withUnsafeBytes { JSONShortener.shorten($0, longestString: 256, limit: self.longest) }
    }
}
