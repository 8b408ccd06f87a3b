import CBytes

/// Reads the ``Envelope`` of a frame in one pass over its raw bytes.
///
/// It finds its way by strings, brackets and commas and decodes nothing but the few outermost values it is
/// after: no recursion, no allocation, and memory that does not grow with the input. It therefore accepts
/// some texts that are not strictly JSON; whoever shows or stores the event decodes it in full.
package enum EnvelopeScanner {
    /// - Parameter bytes: One whole text message, valid UTF-8.
    package static func scan(_ bytes: UnsafeRawBufferPointer) -> Envelope {
        var scan = Scan(bytes: bytes)
        return scan.run()
    }

    /// The same for bytes in an array; for tests and for what is not on the hot path.
    package static func scan(_ bytes: [UInt8]) -> Envelope {
        bytes.withUnsafeBytes { self.scan($0) }
    }
}

private struct Scan {
    /// What a value is as a bare number.
    private enum Number {
        /// No number, no whole one, or none that fits 64 bits.
        case none
        case whole(Int64)
    }

    private let bytes: UnsafeRawBufferPointer
    private let base: UnsafePointer<UInt8>?
    private var at = 0
    private var envelope = Envelope()
    private var hasAction = false
    private var hasOp = false
    private var hasBody = false
    private var hasType = false
    private var hasDetailType = false
    private var statusIsText = false

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        self.base = bytes.bindMemory(to: UInt8.self).baseAddress
    }

    mutating func run() -> Envelope {
        guard self.scanObject() else {
            var junk = Envelope()
            junk.kind = .junk
            return junk
        }
        self.envelope.kind = self.judge()
        return self.envelope
    }

    /// The order is the standard's practice: `post_type` wins over everything else.
    private func judge() -> Envelope.Kind {
        if self.envelope.postType != nil { return .event }
        if self.envelope.retcode != nil || (self.statusIsText && self.envelope.echo != nil) { return .answer }
        if self.hasAction { return .request }
        if self.hasOp && self.hasBody { return .satori }
        if self.hasType && self.hasDetailType { return .oneBot12 }
        return .unknown
    }

    // MARK: - The outermost object

    /// - Returns: Whether the bytes are one object with nothing but white space around it.
    private mutating func scanObject() -> Bool {
        self.skipSpace()
        guard self.take(UInt8(ascii: "{")) else { return false }
        self.skipSpace()
        if self.take(UInt8(ascii: "}")) { return self.onlySpaceLeft() }
        while true {
            self.skipSpace()
            guard let key = self.string() else { return false }
            self.skipSpace()
            guard self.take(UInt8(ascii: ":")) else { return false }
            self.skipSpace()
            let start = self.at
            guard let number = self.skipValue() else { return false }
            self.note(key: key, value: start..<self.at, number)
            self.skipSpace()
            if self.take(UInt8(ascii: ",")) { continue }
            guard self.take(UInt8(ascii: "}")) else { return false }
            return self.onlySpaceLeft()
        }
    }

    /// Keeps what matters. A key that comes twice keeps its last value, as JSON readers do.
    private mutating func note(key: Range<Int>, value: Range<Int>, _ number: Number) {
        switch key.count {
        case 2:
            if self.equals(key, "op") { self.hasOp = true }
        case 3:
            if self.equals(key, "raw") { self.envelope.hasRaw = true }
        case 4:
            if self.equals(key, "time") {
                self.envelope.time = self.integer(value, number)
            } else if self.equals(key, "echo") {
                self.envelope.echo = value
            } else if self.equals(key, "body") {
                self.hasBody = true
            } else if self.equals(key, "type") {
                self.hasType = true
            }
        case 6:
            if self.equals(key, "status") {
                self.envelope.status = value
                self.statusIsText = self.bytes[value.lowerBound] == UInt8(ascii: "\"")
            } else if self.equals(key, "action") {
                self.hasAction = self.bytes[value.lowerBound] == UInt8(ascii: "\"")
            } else if self.equals(key, "raw_pb") {
                self.envelope.hasRaw = true
            }
        case 7:
            if self.equals(key, "self_id") {
                self.envelope.selfID = self.identifier(value, number)
            } else if self.equals(key, "user_id") {
                self.envelope.userID = self.identifier(value, number)
            } else if self.equals(key, "message") {
                self.noteMessage(value)
            } else if self.equals(key, "retcode") {
                self.envelope.retcode = self.integer(value, number)
            }
        case 8:
            if self.equals(key, "group_id") {
                self.envelope.groupID = self.identifier(value, number)
            } else if self.equals(key, "sub_type") {
                self.envelope.subType = value
            } else if self.equals(key, "interval") {
                self.envelope.interval = self.integer(value, number)
            }
        case 9:
            if self.equals(key, "post_type") { self.envelope.postType = self.postType(value) }
        case 10:
            if self.equals(key, "message_id") { self.envelope.messageID = self.identifier(value, number) }
        case 11:
            if self.equals(key, "notice_type") {
                self.envelope.detail = value
            } else if self.equals(key, "detail_type") {
                self.hasDetailType = true
            }
        case 12:
            if self.equals(key, "message_type") || self.equals(key, "request_type") { self.envelope.detail = value }
        case 15:
            if self.equals(key, "meta_event_type") {
                self.envelope.detail = value
                self.envelope.metaType = self.metaType(value)
            }
        default:
            break
        }
    }

    // MARK: - Values of interest

    @inline(__always)
    private mutating func noteMessage(_ value: Range<Int>) {
        switch self.bytes[value.lowerBound] {
        case UInt8(ascii: "["): self.envelope.hasArrayMessage = true
        case UInt8(ascii: "\""): self.envelope.hasTextMessage = true
        default: break
        }
    }

    @inline(__always)
    private mutating func identifier(_ value: Range<Int>, _ number: Number) -> Int64? {
        if case .whole(let integer) = number { return integer }
        return self.writtenIdentifier(value)
    }

    /// An id that is a text of digits is a number all the same; an empty one is none at all.
    private mutating func writtenIdentifier(_ value: Range<Int>) -> Int64? {
        let integer = self.integer(value, .none)
        if integer == nil, self.inside(value)?.isEmpty == false { self.envelope.hasTextID = true }
        return integer
    }

    /// Only a text counts: a `post_type` that is none is no event.
    private func postType(_ value: Range<Int>) -> Envelope.PostType? {
        guard let text = self.inside(value) else { return nil }
        if self.equals(text, "message") { return .message }
        if self.equals(text, "meta_event") { return .meta }
        if self.equals(text, "notice") { return .notice }
        if self.equals(text, "request") { return .request }
        if self.equals(text, "message_sent") { return .messageSent }
        return .other
    }

    private func metaType(_ value: Range<Int>) -> Envelope.MetaType {
        guard let text = self.inside(value) else { return .other }
        if self.equals(text, "heartbeat") { return .heartbeat }
        if self.equals(text, "lifecycle") { return .lifecycle }
        return .other
    }

    /// The text between the quotes of a string value.
    private func inside(_ value: Range<Int>) -> Range<Int>? {
        guard value.count >= 2, self.bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return value.lowerBound + 1..<value.upperBound - 1
    }

    /// A whole number, bare or in quotes, that fits 64 bits.
    @inline(__always)
    private func integer(_ value: Range<Int>, _ number: Number) -> Int64? {
        switch number {
        case .whole(let integer): return integer
        case .none: break
        }
        guard let text = self.inside(value) else { return nil }
        var index = text.lowerBound
        guard case .whole(let integer) = self.number(&index, end: text.upperBound), index == text.upperBound else {
            return nil
        }
        return integer
    }

    /// Reads the digits from `index` on and moves it behind them.
    @inline(__always)
    private func number(_ index: inout Int, end: Int) -> Number {
        let isNegative = index < end && self.bytes[index] == UInt8(ascii: "-")
        if isNegative { index &+= 1 }
        let start = index
        var magnitude: UInt64 = 0
        while index < end {
            let digit = self.bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            // Nineteen digits stay below 2^64; of more nothing is made.
            magnitude = magnitude &* 10 &+ UInt64(digit)
            index &+= 1
        }
        guard index > start, index &- start <= 19 else { return .none }
        if isNegative {
            return magnitude <= 1 << 63 ? .whole(Int64(truncatingIfNeeded: 0 &- magnitude)) : .none
        }
        return Int64(exactly: magnitude).map(Number.whole) ?? .none
    }

    // MARK: - Moving over the bytes

    @inline(__always)
    private func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let own = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var index = 0
        while index < own.count {
            if own[index] != self.bytes[range.lowerBound + index] { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    private mutating func skipSpace() {
        while self.at < self.bytes.count {
            switch self.bytes[self.at] {
            case 0x20, 0x0A, 0x0D, 0x09: self.at += 1
            default: return
            }
        }
    }

    private mutating func onlySpaceLeft() -> Bool {
        self.skipSpace()
        return self.at == self.bytes.count
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.at < self.bytes.count, self.bytes[self.at] == byte else { return false }
        self.at += 1
        return true
    }

    /// Reads a string; the result is what stands between the quotes, escapes as they are.
    @inline(__always)
    private mutating func string() -> Range<Int>? {
        guard self.take(UInt8(ascii: "\"")) else { return nil }
        let start = self.at
        guard self.skipToClosingQuote() else { return nil }
        return start..<self.at - 1
    }

    /// Moves behind the quote that ends the string we are in.
    @inline(__always)
    private mutating func skipToClosingQuote() -> Bool {
        guard let base = self.base else { return false }
        let end = cb_find_closing_quote(base, self.at, self.bytes.count)
        guard end > 0 else { return false }
        self.at = end
        return true
    }

    /// Moves behind one value of any kind.
    ///
    /// - Returns: What a bare number is; nil when there is no value.
    @inline(__always)
    private mutating func skipValue() -> Number? {
        guard self.at < self.bytes.count else { return nil }
        switch self.bytes[self.at] {
        case UInt8(ascii: "\""):
            self.at += 1
            return self.skipToClosingQuote() ? Number.none : nil
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return self.skipNested() ? Number.none : nil
        default:
            return self.skipScalar()
        }
    }

    /// A number, `true`, `false` or `null`: anything of their characters, at least one.
    @inline(__always)
    private mutating func skipScalar() -> Number? {
        let start = self.at
        let number = self.number(&self.at, end: self.bytes.count)
        let end = self.at
        loop: while self.at < self.bytes.count {
            switch self.bytes[self.at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                self.at &+= 1
            default:
                break loop
            }
        }
        guard self.at > start else { return nil }
        // A fraction or an exponent makes it none that is wanted.
        return self.at == end ? number : Number.none
    }

    /// Objects and arrays are only counted: depth is a number, so 100,000 levels cost no stack.
    private mutating func skipNested() -> Bool {
        guard let base = self.base else { return false }
        let end = cb_skip_nested(base, self.at, self.bytes.count)
        guard end > 0 else { return false }
        self.at = end
        return true
    }
}
