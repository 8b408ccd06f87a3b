import NIOCore

/// Measures how often a bot's heartbeats really come; the interval it announces may be wrong.
struct HeartbeatMeter: Equatable {
    private static let window = 8
    private static let shortestGap: TimeAmount = .milliseconds(500)

    private(set) var last: NIODeadline?
    /// Milliseconds, as the last heartbeat said; nil when it said nothing usable.
    private(set) var announcedMilliseconds: Int?
    private var gaps: [Int64] = []

    mutating func beat(at now: NIODeadline, announced: Int64?) {
        // Two at once are what had piled up somewhere, and say nothing of the interval.
        if let last = self.last, now - last >= Self.shortestGap {
            // First, so that the array stays at the eight that it has room for.
            if self.gaps.count >= Self.window { self.gaps.remove(at: 0) }
            self.gaps.append((now - last).nanoseconds)
        }
        self.last = now
        if let announced, (1...86_400_000).contains(announced) { self.announcedMilliseconds = Int(announced) }
    }

    /// The median of the last eight intervals; nil before the second heartbeat.
    var measured: TimeAmount? {
        guard !self.gaps.isEmpty else { return nil }
        return .nanoseconds(self.gaps.sorted()[self.gaps.count / 2])
    }

    /// What to reckon with: measured, else announced.
    var interval: TimeAmount? {
        self.measured ?? self.announcedMilliseconds.map { .milliseconds(Int64($0)) }
    }
}
