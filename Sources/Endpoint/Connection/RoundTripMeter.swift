import NIOCore

/// WebSocket ping to pong. Only the first answer to a ping that is out counts: a second pong to one ping, or a pong
/// nobody asked for, is ignored.
struct RoundTripMeter: Equatable {
    private static let window = 64

    /// Pings that are out at once: the regular one and some of the operator's.
    private static let outstandingPings = 4

    private struct Ping: Equatable {
        var sequence: UInt32
        var sentAt: NIODeadline
    }

    private var sequence: UInt32 = 0
    /// Unanswered, oldest first.
    private var outstanding: [Ping] = []
    /// Milliseconds: a ring, whose memory is all there from the first on, so that a link does not grow for half an hour.
    private var samples: [Double] = []
    /// Where the next one goes once the ring is full.
    private var oldest = 0
    private(set) var last: Double?
    private(set) var worst: Double = 0
    private(set) var everAnswered = false

    var median: Double? {
        self.samples.isEmpty ? nil : self.samples.sorted()[self.samples.count / 2]
    }

    /// The payload of a new ping.
    mutating func ping(at now: NIODeadline) -> [UInt8] {
        self.sequence &+= 1
        if self.outstanding.count >= Self.outstandingPings { self.outstanding.remove(at: 0) }
        self.outstanding.append(Ping(sequence: self.sequence, sentAt: now))
        return Self.payload(self.sequence)
    }

    /// - Returns: Milliseconds, when this answers the ping that is out.
    @discardableResult
    mutating func pong(_ payload: some Collection<UInt8>, at now: NIODeadline) -> Double? {
        guard
            let answered = self.outstanding.firstIndex(where: { payload.elementsEqual(Self.payload($0.sequence)) })
        else { return nil }
        let sentAt = self.outstanding[answered].sentAt
        self.outstanding.removeSubrange(...answered)
        self.everAnswered = true
        let milliseconds = Double((now - sentAt).nanoseconds) / 1_000_000
        self.keep(milliseconds)
        self.worst = max(self.worst, milliseconds)
        return milliseconds
    }

    private mutating func keep(_ milliseconds: Double) {
        self.last = milliseconds
        if self.samples.isEmpty { self.samples.reserveCapacity(Self.window) }
        if self.samples.count < Self.window {
            self.samples.append(milliseconds)
        } else {
            self.samples[self.oldest] = milliseconds
            self.oldest = (self.oldest + 1) % Self.window
        }
    }

    private static func payload(_ sequence: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: sequence >> UInt32(24 - 8 * $0)) }
    }
}
