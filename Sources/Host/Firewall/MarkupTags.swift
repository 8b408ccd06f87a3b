/// The tags of a small XML file one after another, with their attributes; comments are passed over. Enough for files
/// that hold nothing but tags, and indifferent to whether they are well nested.
struct MarkupTags: Sequence, IteratorProtocol {
    struct Tag: Equatable {
        /// With a slash before it when the tag closes.
        var name: String
        var attributes: [String: String] = [:]
        /// Whether it closes itself.
        var isClosed = false
    }

    private var rest: Substring

    init(_ text: String) {
        self.rest = text[...]
    }

    mutating func next() -> Tag? {
        while let start = self.rest.firstIndex(of: "<") {
            self.rest = self.rest[start...]
            if self.rest.hasPrefix("<!--") {
                guard let end = self.rest.firstRange(of: "-->") else { return nil }
                self.rest = self.rest[end.upperBound...]
                continue
            }
            guard let end = self.rest.firstIndex(of: ">") else { return nil }
            let inside = self.rest[self.rest.index(after: start)..<end]
            self.rest = self.rest[self.rest.index(after: end)...]
            return Self.tag(inside)
        }
        return nil
    }

    private static func tag(_ inside: Substring) -> Tag {
        var rest = inside
        var tag = Tag(name: "")
        if rest.last == "/" {
            tag.isClosed = true
            rest.removeLast()
        }
        tag.name = String(rest.prefix { !$0.isWhitespace })
        rest = rest.dropFirst(tag.name.count)
        while let sign = rest.firstIndex(of: "="), tag.attributes.count < 32 {
            let name = rest[..<sign].filter { !$0.isWhitespace }
            rest = rest[rest.index(after: sign)...].drop { $0.isWhitespace }
            guard let quote = rest.popFirst(), quote == "\"" || quote == "'", let end = rest.firstIndex(of: quote)
            else {
                return tag
            }
            tag.attributes[name] = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        return tag
    }
}
