/// Reads JSON (RFC 8259) strictly, by where values stand, so that what must come back as sent can.
struct JSONReader {
    /// Deeper nesting is refused.
    private static let deepest = 128

    let bytes: [UInt8]
    private var at = 0

    private init(_ bytes: [UInt8], at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    /// Whether the bytes are one JSON value of any kind.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        var reader = JSONReader(bytes)
        guard reader.skipValue(depth: 0) != nil else { return false }
        reader.skipSpace()
        return reader.at == bytes.count
    }

    /// The members of the object that stands in `range` (all bytes when nil), keys decoded; the last of equal keys
    /// counts. nil when there is no object.
    ///
    /// - Precondition: The value there has been checked by ``isValid(_:)``.
    static func members(_ bytes: [UInt8], in range: Range<Int>? = nil) -> [String: Range<Int>]? {
        var reader = JSONReader(bytes, at: range?.lowerBound ?? 0)
        reader.skipSpace()
        guard reader.take("{") else { return nil }
        var members: [String: Range<Int>] = [:]
        reader.skipSpace()
        if reader.take("}") { return members }
        while true {
            reader.skipSpace()
            guard let key = reader.skipValue(depth: 1) else { return nil }
            reader.skipSpace()
            guard reader.take(":"), let value = reader.skipValue(depth: 1) else { return nil }
            members[Self.string(bytes, key) ?? ""] = value
            reader.skipSpace()
            if reader.take(",") { continue }
            return reader.take("}") ? members : nil
        }
    }

    /// The text of a string value; nil for other kinds.
    static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        var units: [UInt16] = []
        var plain: [UInt8] = []
        var index = range.lowerBound + 1
        let end = range.upperBound - 1
        var text = ""
        func flush() {
            text += String(decoding: units, as: UTF16.self) + String(decoding: plain, as: UTF8.self)
            units = []
            plain = []
        }
        while index < end {
            guard bytes[index] == UInt8(ascii: "\\") else {
                if !units.isEmpty { flush() }
                plain.append(bytes[index])
                index += 1
                continue
            }
            if !plain.isEmpty { flush() }
            index += 1
            guard index < end else { return nil }
            switch bytes[index] {
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "u"):
                guard index + 4 < range.upperBound,
                    let unit = UInt16(String(decoding: bytes[index + 1...index + 4], as: UTF8.self), radix: 16)
                else { return nil }
                units.append(unit)
                index += 4
            default: units.append(UInt16(bytes[index]))
            }
            index += 1
        }
        flush()
        return text
    }

    /// A whole number, bare or in quotes, as bots take both.
    static func integer(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        Int64(self.string(bytes, range) ?? String(decoding: bytes[range], as: UTF8.self))
    }

    // MARK: - Moving over the bytes

    private mutating func skipSpace() {
        while self.at < self.bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(self.bytes[self.at]) { self.at += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard self.at < self.bytes.count, self.bytes[self.at] == UInt8(ascii: character) else { return false }
        self.at += 1
        return true
    }

    /// Moves behind one value, blanks before it skipped.
    ///
    /// - Returns: Where it stands; nil when it is none.
    private mutating func skipValue(depth: Int) -> Range<Int>? {
        self.skipSpace()
        let start = self.at
        guard start < self.bytes.count, depth < Self.deepest else { return nil }
        let isValid: Bool
        switch self.bytes[start] {
        case UInt8(ascii: "\""): isValid = self.skipString()
        case UInt8(ascii: "{"): isValid = self.skipMembers(end: "}", depth: depth, keyed: true)
        case UInt8(ascii: "["): isValid = self.skipMembers(end: "]", depth: depth, keyed: false)
        case UInt8(ascii: "t"): isValid = self.skipWord("true")
        case UInt8(ascii: "f"): isValid = self.skipWord("false")
        case UInt8(ascii: "n"): isValid = self.skipWord("null")
        default: isValid = self.skipNumber()
        }
        return isValid ? start..<self.at : nil
    }

    private mutating func skipMembers(end: Unicode.Scalar, depth: Int, keyed: Bool) -> Bool {
        self.at += 1
        self.skipSpace()
        if self.take(end) { return true }
        while true {
            if keyed {
                self.skipSpace()
                guard self.at < self.bytes.count, self.bytes[self.at] == UInt8(ascii: "\""), self.skipString() else {
                    return false
                }
                self.skipSpace()
                guard self.take(":") else { return false }
            }
            guard self.skipValue(depth: depth + 1) != nil else { return false }
            self.skipSpace()
            if self.take(",") { continue }
            return self.take(end)
        }
    }

    private mutating func skipString() -> Bool {
        self.at += 1
        while self.at < self.bytes.count {
            switch self.bytes[self.at] {
            case UInt8(ascii: "\""):
                self.at += 1
                return true
            case UInt8(ascii: "\\"):
                guard self.skipEscape() else { return false }
            case ..<0x20: return false
            default: self.at += 1
            }
        }
        return false
    }

    private mutating func skipEscape() -> Bool {
        guard self.at + 1 < self.bytes.count else { return false }
        switch self.bytes[self.at + 1] {
        case UInt8(ascii: "u"):
            guard self.at + 5 < self.bytes.count,
                self.bytes[self.at + 2...self.at + 5].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
            else { return false }
            self.at += 6
            return true
        case let mark where Array("\"\\/bfnrt".utf8).contains(mark):
            self.at += 2
            return true
        default: return false
        }
    }

    private mutating func skipWord(_ word: String) -> Bool {
        guard self.bytes[self.at...].starts(with: word.utf8) else { return false }
        self.at += word.utf8.count
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = self.at
        while self.at < self.bytes.count, (0x30...0x39).contains(self.bytes[self.at]) { self.at += 1 }
        return self.at > start
    }

    private mutating func skipNumber() -> Bool {
        _ = self.take("-")
        if !self.take("0"), !self.skipDigits() { return false }
        if self.take("."), !self.skipDigits() { return false }
        if self.take("e") || self.take("E") {
            if !self.take("+") { _ = self.take("-") }
            return self.skipDigits()
        }
        return true
    }
}
