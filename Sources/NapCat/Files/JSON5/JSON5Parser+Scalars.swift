import OneBot

extension JSON5Parser {
    /// Whether no letter or digit follows that would belong to the word before.
    var isAtEndOfWord: Bool {
        guard let (scalar, _) = self.cursor.scalar else { return true }
        return scalar != "\\" && !Self.continuesIdentifier(scalar)
    }

    // MARK: - Numbers

    /// A number in any of JSON5's spellings; one without fraction that fits is an integer.
    mutating func number() throws(JSON5Problem) -> JSONValue {
        let start = self.cursor.position
        let isNegative = self.cursor.take(UInt8(ascii: "-"))
        if !isNegative { _ = self.cursor.take(UInt8(ascii: "+")) }
        let rest = self.cursor.bytes[self.cursor.position...]
        let value: JSONValue?
        if rest.starts(with: "Infinity".utf8) {
            self.cursor.advance(8)
            value = .literal(isNegative ? "-Infinity" : "Infinity")
        } else if rest.starts(with: "NaN".utf8) {
            self.cursor.advance(3)
            value = .literal("NaN")
        } else if rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8) {
            self.cursor.advance(2)
            value = Self.hexadecimal(self.digits(of: 16), isNegative: isNegative)
        } else {
            value = self.decimal(isNegative: isNegative)
        }
        guard let value, self.isAtEndOfWord else { throw self.cursor.broken(at: start) }
        return value
    }

    private mutating func decimal(isNegative: Bool) -> JSONValue? {
        let whole = self.digits(of: 10)
        // 012 is no number: it would be octal elsewhere.
        guard whole.count < 2 || whole.first != "0" else { return nil }
        var text = (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole)
        var isWhole = true
        if self.cursor.take(UInt8(ascii: ".")) {
            let fraction = self.digits(of: 10)
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
            if !fraction.isEmpty { text += "." + fraction }
            isWhole = fraction.isEmpty
        } else if whole.isEmpty {
            return nil
        }
        if self.cursor.take(UInt8(ascii: "e")) || self.cursor.take(UInt8(ascii: "E")) {
            let isSmall = self.cursor.take(UInt8(ascii: "-"))
            if !isSmall { _ = self.cursor.take(UInt8(ascii: "+")) }
            let exponent = self.digits(of: 10)
            guard !exponent.isEmpty else { return nil }
            text += (isSmall ? "e-" : "e") + exponent
            isWhole = false
        }
        // -0 is not 0 to everybody.
        if isWhole, text != "-0", let number = Int(text) { return .integer(number) }
        return .literal(text)
    }

    private static func hexadecimal(_ digits: String, isNegative: Bool) -> JSONValue? {
        guard !digits.isEmpty else { return nil }
        if let number = Int((isNegative ? "-" : "") + digits, radix: 16) { return .integer(number) }
        let magnitude = digits.reduce(0.0) { $0 * 16 + Double($1.hexDigitValue ?? 0) }
        let text = magnitude.isInfinite ? "Infinity" : "\(magnitude)"
        return .literal((isNegative ? "-" : "") + text)
    }

    /// As many digits as stand here, perhaps none.
    private mutating func digits(of base: Int) -> String {
        let start = self.cursor.position
        while let byte = self.cursor.current, let digit = byte.hexDigit, digit < base { self.cursor.advance() }
        return String(decoding: self.cursor.bytes[start..<self.cursor.position], as: UTF8.self)
    }

    // MARK: - Strings

    /// A text in either kind of quotes. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.
    mutating func string() throws(JSON5Problem) -> String {
        guard let quote = self.cursor.current else { throw self.cursor.broken() }
        self.cursor.advance()
        var text: [UInt8] = []
        while let byte = self.cursor.current {
            switch byte {
            case quote:
                self.cursor.advance()
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try self.escape(into: &text)
            case 0x0A, 0x0D:
                throw self.cursor.broken()
            default:
                text.append(byte)
                self.cursor.advance()
            }
        }
        throw self.cursor.broken()
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSON5Problem) {
        let start = self.cursor.position
        self.cursor.advance()
        let length = self.cursor.lineBreak
        guard length == 0 else {
            // The text goes on in the next line.
            self.cursor.advance(length)
            return
        }
        guard let byte = self.cursor.current else { throw self.cursor.broken() }
        switch byte {
        case UInt8(ascii: "u"):
            text += try self.unicodeEscape(at: start).utf8Bytes
        case UInt8(ascii: "x"):
            self.cursor.advance()
            guard let code = self.hexCode(2), let scalar = Unicode.Scalar(code) else {
                throw self.cursor.broken(at: start)
            }
            text += scalar.utf8Bytes
        case UInt8(ascii: "0"):
            self.cursor.advance()
            if let next = self.cursor.current, let digit = next.hexDigit, digit < 10 {
                throw self.cursor.broken(at: start)
            }
            text.append(0)
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            throw self.cursor.broken(at: start)
        default:
            text.append(Self.control(byte))
            self.cursor.advance()
        }
    }

    /// What a letter behind a backslash stands for; any other stands for itself.
    private static func control(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "v"): 0x0B
        default: byte
        }
    }

    /// The character of a `\uXXXX`, or of two that are a surrogate pair; the cursor stands at the `u`.
    private mutating func unicodeEscape(at start: Int) throws(JSON5Problem) -> Unicode.Scalar {
        self.cursor.advance()
        guard let code = self.hexCode(4) else { throw self.cursor.broken(at: start) }
        if let scalar = Unicode.Scalar(code) { return scalar }
        let behind = self.cursor
        if code < 0xDC00, self.cursor.take(UInt8(ascii: "\\")), self.cursor.take(UInt8(ascii: "u")),
            let low = self.hexCode(4), (0xDC00...0xDFFF).contains(low)
        {
            return Unicode.Scalar(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
        }
        self.cursor = behind
        return "\u{FFFD}"
    }

    private mutating func hexCode(_ count: Int) -> UInt32? {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let digit = self.cursor.current?.hexDigit else { return nil }
            code = code << 4 | UInt32(digit)
            self.cursor.advance()
        }
        return code
    }

    // MARK: - Keys without quotes

    mutating func identifier() throws(JSON5Problem) -> String {
        var name = String.UnicodeScalarView()
        while let (read, length) = self.cursor.scalar {
            let start = self.cursor.position
            var scalar = read
            if read == "\\" {
                self.cursor.advance()
                guard self.cursor.current == UInt8(ascii: "u") else { throw self.cursor.broken(at: start) }
                scalar = try self.unicodeEscape(at: start)
            }
            guard name.isEmpty ? Self.beginsIdentifier(scalar) : Self.continuesIdentifier(scalar) else {
                guard read != "\\", !name.isEmpty else { throw self.cursor.broken(at: start) }
                break
            }
            if read != "\\" { self.cursor.advance(length) }
            name.append(scalar)
        }
        guard !name.isEmpty else { throw self.cursor.broken() }
        return String(name)
    }

    private static func beginsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "$" || scalar == "_" || scalar.properties.isIDStart
    }

    static func continuesIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "$" || scalar == "\u{200C}" || scalar == "\u{200D}" || scalar.properties.isIDContinue
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: Int? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}

extension Unicode.Scalar {
    fileprivate var utf8Bytes: [UInt8] { Array(String(self).utf8) }
}
