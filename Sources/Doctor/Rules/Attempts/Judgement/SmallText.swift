/// Text from a peer in small ASCII letters, to be looked up by its bytes: the ledger is judged every second, and searching
/// it by characters is slow.
struct SmallText {
    private let bytes: [UInt8]

    init(_ text: String) {
        self.bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    func hasPrefix(_ start: String) -> Bool { self.bytes.starts(with: start.utf8) }

    func isEqual(_ text: String) -> Bool { self.bytes.elementsEqual(text.utf8) }

    func hasSuffix(_ end: String) -> Bool { self.bytes.suffix(end.utf8.count).elementsEqual(end.utf8) }

    func contains(_ part: String) -> Bool {
        let part = Array(part.utf8)
        guard let first = part.first, self.bytes.count >= part.count else { return part.isEmpty }
        return (0...(self.bytes.count - part.count)).contains { start in
            self.bytes[start] == first && self.bytes[start..<(start + part.count)].elementsEqual(part)
        }
    }

    /// Whole words only: `/admin` and `/admin/x` begin with `/admin`, `/administration` does not.
    func begins(withWord start: String) -> Bool {
        guard self.hasPrefix(start) else { return false }
        guard !start.hasSuffix("-"), !start.hasSuffix("/"), self.bytes.count > start.utf8.count else { return true }
        let next = self.bytes[start.utf8.count]
        return !(0x30...0x39).contains(next) && !(0x61...0x7A).contains(next) && next < 0x80
    }
}
