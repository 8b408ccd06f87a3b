/// The last bytes of what a command printed: its end says what went wrong.
struct OutputTail: Sendable {
    let limit: Int
    private var bytes: [UInt8] = []
    private var isCut = false

    init(limit: Int) {
        self.limit = max(0, limit)
    }

    mutating func append(_ more: some Collection<UInt8>) {
        self.bytes.append(contentsOf: more.suffix(self.limit))
        self.isCut = self.isCut || more.count > self.limit || self.bytes.count > self.limit
        self.bytes.removeFirst(max(0, self.bytes.count - self.limit))
    }

    /// As one line; what is not UTF-8 is replaced.
    var text: String {
        let line = oneLine(String(decoding: self.bytes, as: UTF8.self), limit: self.limit)
        return self.isCut ? "…" + line : line
    }
}
