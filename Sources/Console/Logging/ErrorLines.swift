/// Cuts what is written to standard error into lines of a bounded length, and lets only so many of them through: what
/// a library says in a circle shall not push everything else out of the log.
struct ErrorLines: Sendable {
    /// Bytes of a line; what is longer loses its end. More than the log shows, so that a key in it is seen whole.
    static let longest = 8192
    /// Lines that may come at once, and how many a second after them.
    private static let burst = 100.0
    private static let perSecond = 10.0

    private var line: [UInt8] = []
    private var allowance = ErrorLines.burst
    private var refilledAt: ContinuousClock.Instant
    private var leftOut = 0

    init(at now: ContinuousClock.Instant) {
        self.refilledAt = now
    }

    /// Whether a line has begun, or lines were left out that are still to be told of.
    var isWaiting: Bool { !self.line.isEmpty || self.leftOut > 0 }

    /// - Returns: The lines that are whole now and may be told.
    mutating func take(_ bytes: some Sequence<UInt8>, at now: ContinuousClock.Instant) -> [String] {
        self.refill(at: now)
        var told: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                self.endLine(&told)
            } else if self.line.count < Self.longest {
                self.line.append(byte)
            }
        }
        return told
    }

    /// Nothing has come for a while: what was begun counts as a line, and what was left out is told.
    mutating func pause(at now: ContinuousClock.Instant) -> [String] {
        self.refill(at: now)
        var told: [String] = []
        self.endLine(&told)
        self.tellLeftOut(&told)
        return told
    }

    private mutating func endLine(_ told: inout [String]) {
        defer { self.line.removeAll(keepingCapacity: true) }
        while self.line.last == UInt8(ascii: "\r") { self.line.removeLast() }
        guard !self.line.isEmpty else { return }
        self.tellLeftOut(&told)
        guard self.allowance >= 1 else {
            self.leftOut += 1
            return
        }
        self.allowance -= 1
        told.append(String(decoding: self.line, as: UTF8.self))
    }

    private mutating func tellLeftOut(_ told: inout [String]) {
        guard self.leftOut > 0, self.allowance >= 1 else { return }
        self.allowance -= 1
        told.append("… \(self.leftOut) lines left out")
        self.leftOut = 0
    }

    private mutating func refill(at now: ContinuousClock.Instant) {
        let passed = now - self.refilledAt
        self.refilledAt = now
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
        self.allowance = min(Self.burst, self.allowance + max(0, seconds) * Self.perSecond)
    }
}
