/// Reads brackets and braces, minding quotes and comments.
struct YAMLFlowScan {
    /// Offset of the bracket or brace that closes the first; nil when there is none.
    private(set) var close: Int?
    /// Whether a comment stands in between.
    private(set) var hasComment = false
    /// Offsets of those that were open at the end.
    private var stack: [Int] = []

    /// Reads from the opening one at `open` to the one that closes it.
    init(text: YAMLText, open: Int) {
        self.init(text: text, from: open, to: text.bytes.count, stopsAtClose: true)
    }

    /// The innermost bracket or brace that is still open at `end`.
    static func innermostOpen(in text: YAMLText, before end: Int) -> Int? {
        YAMLFlowScan(text: text, from: 0, to: end, stopsAtClose: false).stack.last
    }

    private init(text: YAMLText, from start: Int, to end: Int, stopsAtClose: Bool) {
        var index = start
        var previous: UInt8 = 0x20
        while index < end, let byte = text[index] {
            // Inside a plain text quotes and brackets mean nothing.
            let startsToken = previous <= 0x20 || "[{,:".utf8.contains(previous)
            var next = index + 1
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if startsToken || !self.stack.isEmpty { self.stack.append(index) }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                _ = self.stack.popLast()
                if self.stack.isEmpty, stopsAtClose {
                    self.close = index
                    return
                }
            case UInt8(ascii: "#") where previous <= 0x20:
                self.hasComment = true
                next = max(next, text.lines[text.lineIndex(of: index)].end)
            case UInt8(ascii: "\"") where startsToken, UInt8(ascii: "'") where startsToken:
                while next < end, let inner = text[next], inner != byte {
                    next += inner == UInt8(ascii: "\\") && byte == UInt8(ascii: "\"") ? 2 : 1
                }
                next += 1
            default:
                break
            }
            previous = byte
            index = next
        }
    }
}
