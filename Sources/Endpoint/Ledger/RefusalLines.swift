import NIOCore

/// Which of the refused connections get a line in the log, so that whoever knocks all day leaves a trace and leaves the log
/// to others.
///
/// Of one network for one cause these are the first, the second, the fourth and so on, and one every half minute; of all
/// together a hundred at once and one a second.
struct RefusalLines {
    struct Line: Equatable {
        /// Refusals of this network for this cause, this one included, since it was quiet last.
        var times: Int
        /// Refusals that were due for a line since the last one, and for which there was no room.
        var leftOut: Int
    }

    static let atOnce = 100
    static let gap: TimeAmount = .seconds(30)
    /// Whoever was quiet for so long begins anew.
    static let quiet: TimeAmount = .minutes(10)
    /// Networks and causes remembered at once; all are forgotten when there are more, for the room is bounded anyway.
    static let remembered = 1024

    private struct Origin: Hashable {
        var network: SourceNetwork
        var cause: String
    }

    private struct Record {
        var times = 0
        var last: NIODeadline
        var written: NIODeadline
    }

    private var records: [Origin: Record] = [:]
    private var room = Self.atOnce
    private var filled: NIODeadline
    private var leftOut = 0

    init(now: NIODeadline = .now()) {
        self.filled = now
    }

    /// - Returns: Nil where this refusal gets no line.
    mutating func note(_ cause: String, of address: String, now: NIODeadline) -> Line? {
        let origin = Origin(network: SourceNetwork(address), cause: cause)
        var record = self.records[origin] ?? Record(last: now, written: now)
        if now - record.last > Self.quiet { record.times = 0 }
        record.times += 1
        record.last = now
        defer {
            if self.records.count >= Self.remembered, self.records[origin] == nil { self.records.removeAll() }
            self.records[origin] = record
        }
        guard record.times.nonzeroBitCount == 1 || now - record.written >= Self.gap else { return nil }
        guard self.takesRoom(now) else {
            self.leftOut += 1
            return nil
        }
        record.written = now
        defer { self.leftOut = 0 }
        return Line(times: record.times, leftOut: self.leftOut)
    }

    private mutating func takesRoom(_ now: NIODeadline) -> Bool {
        let seconds = Int((now - self.filled).nanoseconds / 1_000_000_000)
        if seconds > 0 {
            self.room = min(Self.atOnce, self.room + min(seconds, Self.atOnce))
            self.filled = self.filled + .seconds(Int64(seconds))
        }
        guard self.room > 0 else { return false }
        self.room -= 1
        return true
    }
}
