import OneBot

/// Reads one JSON5 text (spec.json5.org) and notes where everything stands: bounded in depth, never trapping, in time
/// that grows with the length alone.
struct JSON5Parser {
    var cursor: JSON5Cursor
    private var values = 0

    private init(_ bytes: [UInt8]) {
        self.cursor = JSON5Cursor(bytes)
    }

    static func parse(_ bytes: [UInt8]) throws(JSON5Problem) -> JSON5Node {
        guard bytes.count <= JSON5Document.largestSize else { throw .tooLarge }
        var parser = JSON5Parser(bytes)
        try parser.cursor.skipTrivia()
        let root = try parser.value(depth: 0)
        try parser.cursor.skipTrivia()
        guard parser.cursor.current == nil else { throw parser.cursor.broken() }
        return root
    }

    private mutating func value(depth: Int) throws(JSON5Problem) -> JSON5Node {
        self.values += 1
        guard self.values <= JSON5Document.mostValues else { throw .tooLarge }
        let start = self.cursor.position
        switch self.cursor.current {
        case UInt8(ascii: "{"):
            return try self.object(depth: depth + 1)
        case UInt8(ascii: "["):
            return try self.array(depth: depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let text = try self.string()
            return JSON5Node(.scalar(.string(text)), range: start..<self.cursor.position)
        default:
            let scalar = try self.scalar()
            return JSON5Node(.scalar(scalar), range: start..<self.cursor.position)
        }
    }

    private mutating func array(depth: Int) throws(JSON5Problem) -> JSON5Node {
        guard depth <= JSON5Document.deepestLevel else { throw self.cursor.broken() }
        let start = self.cursor.position
        var elements: [JSON5Node] = []
        var comma: Int?
        self.cursor.advance()
        while true {
            try self.cursor.skipTrivia()
            if self.cursor.take(UInt8(ascii: "]")) {
                return JSON5Node(.array(elements), range: start..<self.cursor.position, trailingComma: comma)
            }
            // Two things need a comma between them.
            guard elements.isEmpty || comma != nil else { throw self.cursor.broken() }
            elements.append(try self.value(depth: depth))
            comma = try self.comma()
        }
    }

    private mutating func object(depth: Int) throws(JSON5Problem) -> JSON5Node {
        guard depth <= JSON5Document.deepestLevel else { throw self.cursor.broken() }
        let start = self.cursor.position
        var members: [JSON5Member] = []
        var comma: Int?
        self.cursor.advance()
        while true {
            try self.cursor.skipTrivia()
            if self.cursor.take(UInt8(ascii: "}")) {
                return JSON5Node(.object(members), range: start..<self.cursor.position, trailingComma: comma)
            }
            guard members.isEmpty || comma != nil else { throw self.cursor.broken() }
            members.append(try self.member(depth: depth))
            comma = try self.comma()
        }
    }

    private mutating func member(depth: Int) throws(JSON5Problem) -> JSON5Member {
        let start = self.cursor.position
        let key =
            switch self.cursor.current {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): try self.string()
            default: try self.identifier()
            }
        let range = start..<self.cursor.position
        try self.cursor.skipTrivia()
        guard self.cursor.take(UInt8(ascii: ":")) else { throw self.cursor.broken() }
        try self.cursor.skipTrivia()
        return JSON5Member(key: key, keyRange: range, value: try self.value(depth: depth))
    }

    private mutating func comma() throws(JSON5Problem) -> Int? {
        try self.cursor.skipTrivia()
        let position = self.cursor.position
        return self.cursor.take(UInt8(ascii: ",")) ? position : nil
    }

    private mutating func scalar() throws(JSON5Problem) -> JSONValue {
        if let word = try self.word() { return word }
        return try self.number()
    }

    /// `true`, `false` or `null`; nil where none of them stands.
    private mutating func word() throws(JSON5Problem) -> JSONValue? {
        let rest = self.cursor.bytes[self.cursor.position...]
        let words: [(String, JSONValue)] = [("true", .boolean(true)), ("false", .boolean(false)), ("null", .null)]
        guard let (word, value) = words.first(where: { rest.starts(with: $0.0.utf8) }) else { return nil }
        let start = self.cursor.position
        self.cursor.advance(word.utf8.count)
        guard self.isAtEndOfWord else { throw self.cursor.broken(at: start) }
        return value
    }
}
