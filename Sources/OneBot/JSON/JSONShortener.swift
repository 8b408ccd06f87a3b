/// Makes a long JSON text short enough to keep, by cutting the long strings in it (pictures in base64).
package enum JSONShortener {
    /// Rewrites in one pass without decoding. Valid JSON in gives valid JSON out; blanks between its parts are left
    /// out.
    ///
    /// - Parameters:
    ///   - bytes: One JSON text, valid UTF-8.
    ///   - longestString: Bytes that are left of a longer string, escapes counted as written. Behind them stands
    ///     `…(N bytes)` with the length it had.
    ///   - limit: Bytes of the result. Where cutting strings is not enough, an object keeps those of its outermost
    ///     members that are no containers and fit, the short ones first; `{}` is left of anything else, and of a
    ///     text that is no JSON.
    package static func shorten(
        _ bytes: UnsafeRawBufferPointer,
        longestString: Int = 1024,
        limit: Int = 65_536
    ) -> [UInt8] {
        var writer = ShorteningWriter(bytes, longestString: max(longestString, 0), limit: max(limit, 2))
        return writer.everything() ?? writer.outermostScalars()
    }
}

private struct ShorteningWriter {
    private let bytes: UnsafeRawBufferPointer
    private let longestString: Int
    private let limit: Int
    private var output: [UInt8] = []

    init(_ bytes: UnsafeRawBufferPointer, longestString: Int, limit: Int) {
        self.bytes = bytes
        self.longestString = longestString
        self.limit = limit
    }

    // MARK: - The whole text

    /// - Returns: Nil when it gets too long, or a string does not end.
    mutating func everything() -> [UInt8]? {
        var cursor = JSONCursor(self.bytes)
        self.output.removeAll(keepingCapacity: true)
        self.output.reserveCapacity(min(self.bytes.count, self.limit))
        var depth = 0
        while let byte = cursor.current {
            switch byte {
            case UInt8(ascii: "\""):
                guard let range = cursor.string() else { return nil }
                self.appendString(range)
            case 0x20, 0x09, 0x0A, 0x0D:
                cursor.skipBlanks()
            default:
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
                if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
                guard depth >= 0 else { return nil }
                self.output.append(byte)
                _ = cursor.take(byte)
            }
            guard self.output.count <= self.limit else { return nil }
        }
        return depth == 0 ? self.output : nil
    }

    // MARK: - Only the outermost scalars

    /// Members that are looked at; an event has some twenty.
    private static let mostMembers = 1024

    mutating func outermostScalars() -> [UInt8] {
        self.output.removeAll(keepingCapacity: true)
        let pieces = self.scalarMembers()
        var isKept = [Bool](repeating: false, count: pieces.count)
        var length = 2
        for index in pieces.indices.sorted(by: { pieces[$0].count < pieces[$1].count }) {
            guard length + pieces[index].count + 1 <= self.limit else { break }
            length += pieces[index].count + 1
            isKept[index] = true
        }
        var result: [UInt8] = [UInt8(ascii: "{")]
        for (piece, keep) in zip(pieces, isKept) where keep {
            if result.count > 1 { result.append(UInt8(ascii: ",")) }
            result.append(contentsOf: piece)
        }
        result.append(UInt8(ascii: "}"))
        return result
    }

    /// `"key":value` of every outermost member that is no container, in their order, strings cut.
    private mutating func scalarMembers() -> [[UInt8]] {
        var cursor = JSONCursor(self.bytes)
        var pieces: [[UInt8]] = []
        cursor.skipBlanks()
        guard cursor.take(UInt8(ascii: "{")) else { return [] }
        while pieces.count < Self.mostMembers {
            cursor.skipBlanks()
            guard let key = cursor.string() else { break }
            cursor.skipBlanks()
            guard cursor.take(UInt8(ascii: ":")) else { break }
            cursor.skipBlanks()
            guard let value = cursor.value() else { break }
            if let piece = self.piece(key: key, value: value, of: cursor) { pieces.append(piece) }
            cursor.skipBlanks()
            guard cursor.take(UInt8(ascii: ",")) else { break }
        }
        return pieces
    }

    private mutating func piece(key: Range<Int>, value: Range<Int>, of cursor: JSONCursor) -> [UInt8]? {
        let isString = self.bytes[value.lowerBound] == UInt8(ascii: "\"")
        guard isString || cursor.isScalar(value) else { return nil }
        self.output.removeAll(keepingCapacity: true)
        self.appendString(key)
        self.output.append(UInt8(ascii: ":"))
        if isString {
            self.appendString(value.lowerBound + 1..<value.upperBound - 1)
        } else {
            // A number of a thousand digits would pass every other bound.
            guard value.count <= max(self.longestString, 32) else { return nil }
            self.output.append(contentsOf: self.bytes[value])
        }
        return self.output
    }

    // MARK: - Strings

    /// Writes the string whose inside stands in `range`, cut where it is too long.
    private mutating func appendString(_ range: Range<Int>) {
        self.output.append(UInt8(ascii: "\""))
        if range.count <= self.longestString {
            self.output.append(contentsOf: UnsafeRawBufferPointer(rebasing: self.bytes[range]))
        } else {
            let end = self.cut(range)
            self.output.append(contentsOf: UnsafeRawBufferPointer(rebasing: self.bytes[range.lowerBound..<end]))
            self.output.append(contentsOf: "…(\(range.count) bytes)".utf8)
        }
        self.output.append(UInt8(ascii: "\""))
    }

    /// The last place at or before the longest string's end where neither a character, an escape nor a pair of
    /// surrogates is torn.
    private func cut(_ range: Range<Int>) -> Int {
        let cursor = JSONCursor(self.bytes)
        let end = range.lowerBound + self.longestString
        var at = range.lowerBound
        while at < end {
            let next = at + self.lengthOfCharacter(at, range.upperBound, cursor)
            guard next <= end else { break }
            at = next
        }
        return at
    }

    private func lengthOfCharacter(_ at: Int, _ end: Int, _ cursor: JSONCursor) -> Int {
        switch self.bytes[at] {
        case UInt8(ascii: "\\"):
            guard let code = cursor.escapedCode(at: at, end: end) else { return 2 }
            guard (0xD800...0xDBFF).contains(code), let low = cursor.escapedCode(at: at + 6, end: end) else { return 6 }
            return (0xDC00...0xDFFF).contains(low) ? 12 : 6
        case 0xC0...0xDF: return 2
        case 0xE0...0xEF: return 3
        case 0xF0...0xFF: return 4
        default: return 1
        }
    }
}
