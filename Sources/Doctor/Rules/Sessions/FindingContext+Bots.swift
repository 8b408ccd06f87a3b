import Snapshot

/// How findings name bots, numbers of things, and what others wrote.
extension FindingContext {
    /// `QQ 10001`, or the address of a link that has not named itself.
    var who: String {
        switch self.finding.subject {
        case .bot(let selfID): "QQ \(selfID)"
        case let other: other.text
        }
    }

    /// `1 message`, `3 messages`: English alone has a plural.
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// Text that a peer or a caller chose: one line, not longer than this.
    static func cut(_ text: String, to length: Int) -> String {
        if text.utf8.count <= length, !text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x80 }) { return text }
        let line = text.prefix(length + 1).map { $0.isNewline ? " " : $0 }
        return line.count > length ? String(line.prefix(length - 1)) + "…" : String(line)
    }
}
