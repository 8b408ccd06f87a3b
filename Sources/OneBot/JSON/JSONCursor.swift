import CBytes

/// Moves over the raw bytes of a JSON text without decoding it: no recursion, no allocation.
///
/// It finds its way by strings, brackets and commas, and so passes over some texts that are not strictly JSON.
struct JSONCursor {
    let bytes: UnsafeRawBufferPointer
    private let base: UnsafePointer<UInt8>?
    /// Never beyond the end.
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        self.base = bytes.bindMemory(to: UInt8.self).baseAddress
        self.position = 0
    }

    @inline(__always)
    var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    @inline(__always)
    var isAtEnd: Bool { self.position == self.bytes.count }

    @inline(__always)
    mutating func skipBlanks() {
        while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case 0x20, 0x0A, 0x0D, 0x09: self.position &+= 1
            default: return
            }
        }
    }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard self.position < self.bytes.count, self.bytes[self.position] == byte else { return false }
        self.position &+= 1
        return true
    }

    /// Moves behind one string.
    /// - Returns: Where it stands without its quotes, escapes as they are; nil where no whole string stands.
    @inline(__always)
    mutating func string() -> Range<Int>? {
        guard self.take(UInt8(ascii: "\"")) else { return nil }
        let start = self.position
        guard self.skipToClosingQuote() else { return nil }
        return start..<self.position - 1
    }

    /// Moves behind a number, `true`, `false` or `null`: anything of their characters.
    /// - Returns: Where it stands; nil where none of these characters does.
    @inline(__always)
    mutating func scalar() -> Range<Int>? {
        let start = self.position
        loop: while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                self.position &+= 1
            default:
                break loop
            }
        }
        return self.position > start ? start..<self.position : nil
    }

    /// Moves behind one value of any kind.
    /// - Returns: Where it stands; nil where none does.
    mutating func value() -> Range<Int>? {
        let start = self.position
        switch self.current {
        case UInt8(ascii: "\""):
            return self.string().map { _ in start..<self.position }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return self.skipNested() ? start..<self.position : nil
        default:
            return self.scalar()
        }
    }

    /// Depth is a number there, so 100,000 levels cost no stack.
    private mutating func skipNested() -> Bool {
        guard let base = self.base else { return false }
        let end = cb_skip_nested(base, self.position, self.bytes.count)
        self.position = end > 0 ? end : self.bytes.count
        return end > 0
    }

    /// Moves behind the quote that ends the string we are in.
    @inline(__always)
    private mutating func skipToClosingQuote() -> Bool {
        guard let base = self.base else { return false }
        let end = cb_find_closing_quote(base, self.position, self.bytes.count)
        self.position = end > 0 ? end : self.bytes.count
        return end > 0
    }

    /// Shows the members of one object, in order.
    /// - Returns: Whether the bytes are one object.
    static func eachMember(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (JSONCursor, _ key: Range<Int>, _ value: Range<Int>) -> Void
    ) -> Bool {
        var cursor = JSONCursor(bytes)
        cursor.skipBlanks()
        guard cursor.take(UInt8(ascii: "{")) else { return false }
        cursor.skipBlanks()
        if cursor.take(UInt8(ascii: "}")) { return true }
        while true {
            cursor.skipBlanks()
            guard let key = cursor.string() else { return false }
            cursor.skipBlanks()
            guard cursor.take(UInt8(ascii: ":")) else { return false }
            cursor.skipBlanks()
            guard let value = cursor.value() else { return false }
            body(cursor, key, value)
            cursor.skipBlanks()
            if cursor.take(UInt8(ascii: ",")) { continue }
            return cursor.take(UInt8(ascii: "}"))
        }
    }

    // MARK: - What stands somewhere

    @inline(__always)
    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let own = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return self.bytes[range].elementsEqual(own)
    }

    /// Whether the value in `range` is the string `text`, written without escapes.
    func isString(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count >= 2, self.bytes[range.lowerBound] == UInt8(ascii: "\"") else { return false }
        return self.equals(range.lowerBound + 1..<range.upperBound - 1, text)
    }

    /// Whether the characters in `range` are `true`, `false`, `null` or a number by RFC 8259 §6.
    func isScalar(_ range: Range<Int>) -> Bool {
        if self.equals(range, "true") || self.equals(range, "false") || self.equals(range, "null") { return true }
        var at = range.lowerBound
        let end = range.upperBound
        func digits() -> Bool {
            let start = at
            while at < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self.bytes[at]) { at += 1 }
            return at > start
        }
        if at < end, self.bytes[at] == UInt8(ascii: "-") { at += 1 }
        if at < end, self.bytes[at] == UInt8(ascii: "0") { at += 1 } else if !digits() { return false }
        if at < end, self.bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard digits() else { return false }
        }
        if at < end, self.bytes[at] == UInt8(ascii: "e") || self.bytes[at] == UInt8(ascii: "E") {
            at += 1
            if at < end, self.bytes[at] == UInt8(ascii: "+") || self.bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard digits() else { return false }
        }
        return at == end
    }

    /// Whether every escape in a string's inside is one that RFC 8259 §7 knows.
    func hasOnlyKnownEscapes(_ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        while at < range.upperBound {
            guard self.bytes[at] == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            guard let length = self.escapeLength(at: at, end: range.upperBound) else { return false }
            at += length
        }
        return true
    }

    /// Bytes of the escape that begins at `at`, 2 or 6; nil where it is none.
    func escapeLength(at: Int, end: Int) -> Int? {
        guard at + 1 < end else { return nil }
        switch self.bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            return self.escapedCode(at: at, end: end) == nil ? nil : 6
        default:
            return nil
        }
    }

    /// The number in a `\uXXXX` that begins at `at`.
    func escapedCode(at: Int, end: Int) -> UInt32? {
        guard at + 6 <= end, self.bytes[at] == UInt8(ascii: "\\"), self.bytes[at + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var code: UInt32 = 0
        for index in at + 2..<at + 6 {
            let byte = self.bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return code
    }
}
