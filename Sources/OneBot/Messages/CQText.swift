/// Messages as one text with CQ codes in it: `[CQ:face,id=178]`.
///
/// A code is `[CQ:` TYPE (`,` KEY `=` VALUE)* `]`, case-sensitive; TYPE is letters, digits and `_.-`, KEY anything but
/// `,=]`, and VALUE anything but `,]`. Whatever is not exactly this stays as the characters it is. Implementations
/// differ on broken codes; this reading loses nothing and agrees with the majority where they agree.
package enum CQText {
    /// The segments of a text; takes time that grows with its length alone.
    package static func parse(_ text: String) -> [MessageSegment] {
        var reader = CQReader(bytes: Array(text.utf8))
        return reader.run()
    }

    /// The text of some segments. Null is left out, objects and arrays are written as JSON. A segment whose type or
    /// key no CQ code can hold is written all the same and is read back as text.
    package static func write(_ segments: [MessageSegment]) -> String {
        var text = ""
        for segment in segments {
            if segment.type == "text" {
                text += Self.escape(segment["text"]?.scalarText ?? "", isValue: false)
                continue
            }
            text += "[CQ:" + segment.type
            for member in segment.data where member.value != .null {
                let value = member.value.scalarText ?? member.value.rendered
                text += "," + member.key + "=" + Self.escape(value, isValue: true)
            }
            text += "]"
        }
        return text
    }

    /// `&`, `[` and `]` as entities, in a value `,` too.
    static func escape(_ text: String, isValue: Bool) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "["): escaped.append(contentsOf: "&#91;".utf8)
            case UInt8(ascii: "]"): escaped.append(contentsOf: "&#93;".utf8)
            case UInt8(ascii: ",") where isValue: escaped.append(contentsOf: "&#44;".utf8)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// The four entities and no other; `&#44;` only in a value. One pass, so that `&amp;#91;` becomes `&#91;`.
    static func unescape(_ bytes: ArraySlice<UInt8>, isValue: Bool) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if bytes[at] == UInt8(ascii: "&"), let entity = Self.entity(bytes[at...].prefix(5), isValue: isValue) {
                plain.append(entity)
                at += 5
            } else {
                plain.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func entity(_ bytes: ArraySlice<UInt8>, isValue: Bool) -> UInt8? {
        if bytes.elementsEqual("&amp;".utf8) { return UInt8(ascii: "&") }
        if bytes.elementsEqual("&#91;".utf8) { return UInt8(ascii: "[") }
        if bytes.elementsEqual("&#93;".utf8) { return UInt8(ascii: "]") }
        if isValue, bytes.elementsEqual("&#44;".utf8) { return UInt8(ascii: ",") }
        return nil
    }
}

private struct CQReader {
    let bytes: [UInt8]
    private var segments: [MessageSegment] = []
    /// Where the plain text that is not yet a segment begins.
    private var textStart = 0
    /// The next bracket that can end a code, from the place last looked at; nil when none is left.
    private var end: Int?
    /// Where, before ``end``, the last piece between commas begins that is no parameter. A code fails exactly when
    /// that piece is one of its own, so the pieces need no second look for a code that begins further behind.
    private var lastBadPiece = -1

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func run() -> [MessageSegment] {
        let opening = Array("[CQ:".utf8)
        var at = 0
        while let start = self.bytes[at...].firstIndex(of: UInt8(ascii: "[")) {
            at = start + 1
            guard self.bytes[start...].starts(with: opening) else { continue }
            // No bracket, no further code: the rest is text.
            guard let end = self.findEnd(after: start + 4) else { break }
            guard let segment = self.code(start + 4..<end) else { continue }
            self.takeText(upTo: start)
            self.segments.append(segment)
            self.textStart = end + 1
            at = end + 1
        }
        self.takeText(upTo: self.bytes.count)
        return self.segments
    }

    private mutating func takeText(upTo end: Int) {
        guard self.textStart < end else { return }
        self.segments.append(.text(CQText.unescape(self.bytes[self.textStart..<end], isValue: false)))
    }

    private mutating func findEnd(after start: Int) -> Int? {
        if let end = self.end, end >= start { return end }
        self.end = self.bytes[start...].firstIndex(of: UInt8(ascii: "]"))
        guard let end = self.end else { return nil }
        self.lastBadPiece = -1
        var at = start
        while let comma = self.bytes[at..<end].firstIndex(of: UInt8(ascii: ",")) {
            at = comma + 1
            let pieceEnd = self.bytes[at..<end].firstIndex(of: UInt8(ascii: ",")) ?? end
            let equals = self.bytes[at..<pieceEnd].firstIndex(of: UInt8(ascii: "="))
            if equals == nil || equals == at { self.lastBadPiece = at }
        }
        return end
    }

    private func code(_ range: Range<Int>) -> MessageSegment? {
        var at = range.lowerBound
        while at < range.upperBound, Self.isTypeByte(self.bytes[at]) { at += 1 }
        guard at > range.lowerBound, at == range.upperBound || self.bytes[at] == UInt8(ascii: ",") else { return nil }
        guard self.lastBadPiece <= at else { return nil }
        var segment = MessageSegment(type: String(decoding: self.bytes[range.lowerBound..<at], as: UTF8.self))
        while at < range.upperBound {
            let start = at + 1
            let end = self.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? range.upperBound
            guard let equals = self.bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let key = String(decoding: self.bytes[start..<equals], as: UTF8.self)
            let value = CQText.unescape(self.bytes[equals + 1..<end], isValue: true)
            segment.data.append(JSONMember(key, .string(value)))
            at = end
        }
        return segment
    }

    private static func isTypeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
