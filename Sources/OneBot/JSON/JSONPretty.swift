/// JSON made readable for a person.
package enum JSONPretty {
    /// Levels that are indented; what is nested deeper stands at the depth of the last of them, so that the lines of
    /// a text grow with its length and not with its depth times its length.
    package static let deepestIndent = 32

    /// Lines of indented JSON; the text itself, in one line, where it is no JSON. Escapes of letters are written as
    /// the letters, everything else as it came. Any depth, in one pass.
    package static func lines(_ bytes: [UInt8], indent: Int = 2) -> [String] {
        bytes.withUnsafeBytes { bytes in
            var walk = Walk(bytes, indent: min(max(indent, 0), 8))
            return walk.run() ?? [String(decoding: bytes, as: UTF8.self)]
        }
    }
}

private struct Walk {
    private var cursor: JSONCursor
    private let indent: Int
    private var lines: [String] = []
    private var line: [UInt8] = []
    /// Whether each open container is an object.
    private var open: [Bool] = []

    init(_ bytes: UnsafeRawBufferPointer, indent: Int) {
        self.cursor = JSONCursor(bytes)
        self.indent = indent
    }

    /// - Returns: Nil where the text is no JSON.
    mutating func run() -> [String]? {
        self.cursor.skipBlanks()
        while true {
            guard self.beginValue() else { return nil }
            guard let isDone = self.endValues() else { return nil }
            if isDone { break }
        }
        self.cursor.skipBlanks()
        guard self.cursor.isAtEnd else { return nil }
        self.endLine()
        return self.lines
    }

    /// Writes one value, of a container only its beginning up to the first value inside.
    private mutating func beginValue() -> Bool {
        while true {
            self.cursor.skipBlanks()
            switch self.cursor.current {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = self.cursor.take(UInt8(ascii: "{"))
                if !isObject { _ = self.cursor.take(UInt8(ascii: "[")) }
                self.line.append(UInt8(ascii: isObject ? "{" : "["))
                self.cursor.skipBlanks()
                if self.cursor.take(UInt8(ascii: isObject ? "}" : "]")) {
                    self.line.append(UInt8(ascii: isObject ? "}" : "]"))
                    return true
                }
                self.open.append(isObject)
                self.newLine()
                guard self.key() else { return false }
            case UInt8(ascii: "\""):
                return self.string()
            default:
                guard let range = self.cursor.scalar(), self.cursor.isScalar(range) else { return false }
                self.line.append(contentsOf: self.cursor.bytes[range])
                return true
            }
        }
    }

    /// Closes what ends here, or goes on to the next value.
    /// - Returns: Whether the outermost value has ended; nil where the text is no JSON.
    private mutating func endValues() -> Bool? {
        while let isObject = self.open.last {
            self.cursor.skipBlanks()
            if self.cursor.take(UInt8(ascii: ",")) {
                self.line.append(UInt8(ascii: ","))
                self.newLine()
                return self.key() ? false : nil
            }
            guard self.cursor.take(UInt8(ascii: isObject ? "}" : "]")) else { return nil }
            self.open.removeLast()
            self.newLine()
            self.line.append(UInt8(ascii: isObject ? "}" : "]"))
        }
        return true
    }

    /// In an object, the key of the next value.
    private mutating func key() -> Bool {
        guard self.open.last == true else { return true }
        self.cursor.skipBlanks()
        guard self.string() else { return false }
        self.cursor.skipBlanks()
        guard self.cursor.take(UInt8(ascii: ":")) else { return false }
        self.line.append(UInt8(ascii: ":"))
        self.line.append(UInt8(ascii: " "))
        return true
    }

    private mutating func string() -> Bool {
        guard let range = self.cursor.string(), self.cursor.hasOnlyKnownEscapes(range) else { return false }
        self.line.append(UInt8(ascii: "\""))
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = self.cursor.bytes[at]
            guard byte == UInt8(ascii: "\\") else {
                // A bare control character is no JSON; a line break would end the line that we write.
                guard byte >= 0x20 else { return false }
                self.line.append(byte)
                at += 1
                continue
            }
            if let (scalar, length) = self.letter(at: at, end: range.upperBound) {
                self.line.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
                at += length
            } else {
                let length = self.cursor.escapeLength(at: at, end: range.upperBound) ?? 1
                self.line.append(contentsOf: self.cursor.bytes[at..<at + length])
                at += length
            }
        }
        self.line.append(UInt8(ascii: "\""))
        return true
    }

    /// The character that a `\u` escape, or a pair of them, stands for when it can be shown as it is.
    private func letter(at: Int, end: Int) -> (Unicode.Scalar, length: Int)? {
        guard let code = self.cursor.escapedCode(at: at, end: end) else { return nil }
        if (0xD800...0xDBFF).contains(code) {
            guard let low = self.cursor.escapedCode(at: at + 6, end: end), (0xDC00...0xDFFF).contains(low) else {
                return nil
            }
            return Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)).map { ($0, 12) }
        }
        guard code >= 0xA0, let scalar = Unicode.Scalar(code), !JSONValue.mustBeEscaped(scalar) else { return nil }
        return (scalar, 6)
    }

    private mutating func newLine() {
        self.endLine()
        let depth = min(self.open.count, JSONPretty.deepestIndent)
        self.line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * self.indent))
    }

    private mutating func endLine() {
        self.lines.append(String(decoding: self.line, as: UTF8.self))
        self.line.removeAll(keepingCapacity: true)
    }
}
