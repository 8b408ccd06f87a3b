/// Why a text is no JSON that we take.
package enum JSONProblem: Error, Equatable, Sendable {
    /// The byte at which it cannot go on.
    case malformed(offset: Int)
    /// Nested deeper than ``JSONParser/Rules/maximumDepth``.
    case tooDeep
    case notUTF8
}

/// Reads one JSON text (RFC 8259) that somebody else wrote: bounded in depth, never trapping, in time that grows
/// with the length alone.
package struct JSONParser {
    /// How much of other people's habits is let pass.
    package enum Rules: Equatable, Sendable {
        /// The letter of the standard, and numbers that a double can hold.
        case strict
        /// For what bots send: surrogates without a partner and bytes that are no UTF-8 become U+FFFD, control
        /// characters may stand in texts as they are, and a number may be as large as it likes.
        case lenient

        /// Arrays and objects inside each other: far more than a request of ours has, and than a bot sends.
        package var maximumDepth: Int {
            switch self {
            case .strict: 32
            case .lenient: 256
            }
        }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let rules: Rules
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>, rules: Rules) {
        self.bytes = bytes
        self.rules = rules
    }

    /// - Throws: ``JSONProblem``; also for anything but blanks behind the value.
    package static func parse(_ bytes: some Sequence<UInt8>, rules: Rules = .strict) throws(JSONProblem) -> JSONValue {
        let outcome = ContiguousArray(bytes).withUnsafeBufferPointer { Self.outcome($0, rules) }
        return try outcome.get()
    }

    private static func outcome(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ rules: Rules
    ) -> Result<JSONValue, JSONProblem> {
        if rules == .strict, !UTF8Check.isValid(UnsafeRawBufferPointer(bytes)) { return .failure(.notUTF8) }
        var parser = JSONParser(bytes, rules: rules)
        do throws(JSONProblem) {
            let value = try parser.value(depth: 0)
            parser.skipBlanks()
            return parser.position == bytes.count ? .success(value) : .failure(parser.malformed)
        } catch {
            return .failure(error)
        }
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

    private func text(_ range: Range<Int>) -> String {
        String(decoding: self.bytes[range], as: UTF8.self)
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= self.rules.maximumDepth else { throw .tooDeep }
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
        for index in 0..<word.utf8CodeUnitCount {
            guard self.take(word.utf8Start[index]) else { throw self.malformed }
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
        let start = self.position
        try self.skipPlainText()
        // Most texts have no escape and are taken in one piece.
        if self.take(UInt8(ascii: "\"")) { return self.text(start..<self.position - 1) }
        var text = [UInt8](self.bytes[start..<self.position])
        while self.take(UInt8(ascii: "\\")) {
            try self.escape(into: &text)
            let piece = self.position
            try self.skipPlainText()
            text.append(contentsOf: self.bytes[piece..<self.position])
        }
        // Nothing but a quote is left to have stopped it.
        self.position += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Moves to the next quote or backslash.
    private mutating func skipPlainText() throws(JSONProblem) {
        while self.position < self.bytes.count {
            switch self.bytes[self.position] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0x00...0x1F where self.rules == .strict: throw self.malformed
            default: self.position += 1
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
            let scalar = try self.escapedScalar()
            text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw self.malformed
        }
    }

    /// Behind `\u`: one scalar, of one escape or of two that are a pair.
    private mutating func escapedScalar() throws(JSONProblem) -> Unicode.Scalar {
        let code = try self.fourDigits()
        if let scalar = Unicode.Scalar(code) { return scalar }
        if (0xD800...0xDBFF).contains(code) {
            let behindHigh = self.position
            if self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) {
                let low = try self.fourDigits()
                if (0xDC00...0xDFFF).contains(low),
                    let scalar = Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00))
                {
                    return scalar
                }
            }
            // What follows is no partner and is read on its own.
            if self.rules == .lenient { self.position = behindHigh }
        }
        guard self.rules == .lenient else { throw self.malformed }
        return "\u{FFFD}"
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
        let isNegative = self.take(UInt8(ascii: "-"))
        let isZero = self.take(UInt8(ascii: "0"))
        if !isZero { try self.digits() }
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
        let literal = self.text(start..<self.position)
        // Minus zero is kept as it stands, for no integer is written like that.
        if isWhole, !(isNegative && isZero), let number = Int(literal) { return .integer(number) }
        if self.rules == .strict {
            guard let number = Double(literal), number.isFinite else { throw .malformed(offset: start) }
        }
        return .literal(literal)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = self.position
        while let byte = self.current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { self.position += 1 }
        guard self.position > start else { throw self.malformed }
    }
}
