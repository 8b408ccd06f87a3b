/// Why a text is no JSON that we take.
package enum JSONProblem: Error, Equatable, Sendable {
    /// The byte at which it cannot go on.
    case malformed(offset: Int)
    /// Nested deeper than ``JSONParser/maximumDepth``.
    case tooDeep
    case notUTF8
}

/// Reads one JSON text (RFC 8259) that somebody else wrote: bounded in depth, never trapping.
package struct JSONParser {
    /// Arrays and objects inside each other; far more than any request of ours has.
    package static let maximumDepth = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: ``JSONProblem``; also for anything but blanks behind the value.
    package static func parse(_ bytes: some Sequence<UInt8>) throws(JSONProblem) -> JSONValue {
        let bytes = Array(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var parser = JSONParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw .malformed(offset: parser.position) }
        return value
    }

    private var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private var malformed: JSONProblem { .malformed(offset: self.position) }

    private mutating func skipBlanks() {
        while let byte = self.current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            self.position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.current == byte else { return false }
        self.position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw .tooDeep }
        self.skipBlanks()
        switch self.current {
        case UInt8(ascii: "{"): return try self.object(depth: depth)
        case UInt8(ascii: "["): return try self.array(depth: depth)
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .boolean(true))
        case UInt8(ascii: "f"): return try self.word("false", .boolean(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return try self.number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        for byte in "\(word)".utf8 {
            guard self.take(byte) else { throw self.malformed }
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        self.position += 1
        var members: [JSONMember] = []
        self.skipBlanks()
        if self.take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            self.skipBlanks()
            guard self.current == UInt8(ascii: "\"") else { throw self.malformed }
            let key = try self.string()
            self.skipBlanks()
            guard self.take(UInt8(ascii: ":")) else { throw self.malformed }
            members.append(JSONMember(key, try self.value(depth: depth + 1)))
            self.skipBlanks()
            if self.take(UInt8(ascii: "}")) { return .object(members) }
            guard self.take(UInt8(ascii: ",")) else { throw self.malformed }
        }
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSONValue {
        self.position += 1
        var values: [JSONValue] = []
        self.skipBlanks()
        if self.take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try self.value(depth: depth + 1))
            self.skipBlanks()
            if self.take(UInt8(ascii: "]")) { return .array(values) }
            guard self.take(UInt8(ascii: ",")) else { throw self.malformed }
        }
    }

    private mutating func string() throws(JSONProblem) -> String {
        self.position += 1
        var text: [UInt8] = []
        while let byte = self.current {
            switch byte {
            case UInt8(ascii: "\""):
                self.position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                self.position += 1
                try self.escape(into: &text)
            case 0x00...0x1F: throw self.malformed
            default:
                text.append(byte)
                self.position += 1
            }
        }
        throw self.malformed
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        guard let byte = self.current else { throw self.malformed }
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try self.fourDigits()
            if (0xD800...0xDBFF).contains(code) {
                guard self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) else { throw self.malformed }
                let low = try self.fourDigits()
                guard (0xDC00...0xDFFF).contains(low) else { throw self.malformed }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw self.malformed }
            text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw self.malformed
        }
    }

    private mutating func fourDigits() throws(JSONProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw self.malformed
            }
            code = code << 4 | UInt32(digit)
            self.position += 1
        }
        return code
    }

    /// The grammar of RFC 8259 §6, checked by hand because Swift's own number reading takes more than JSON allows.
    private mutating func number() throws(JSONProblem) -> JSONValue {
        let start = self.position
        _ = self.take(UInt8(ascii: "-"))
        if !self.take(UInt8(ascii: "0")) { try self.digits() }
        var isWhole = true
        if self.take(UInt8(ascii: ".")) {
            isWhole = false
            try self.digits()
        }
        if self.take(UInt8(ascii: "e")) || self.take(UInt8(ascii: "E")) {
            isWhole = false
            if !self.take(UInt8(ascii: "+")) { _ = self.take(UInt8(ascii: "-")) }
            try self.digits()
        }
        let literal = String(decoding: self.bytes[start..<self.position], as: UTF8.self)
        if isWhole, let number = Int(literal) { return .integer(number) }
        guard let number = Double(literal), number.isFinite else { throw .malformed(offset: start) }
        return .number(number)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = self.position
        while let byte = self.current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { self.position += 1 }
        guard self.position > start else { throw self.malformed }
    }
}
