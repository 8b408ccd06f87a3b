import NIOCore

/// WebSocket ping to pong. Only the answer to the ping that is out counts: a second pong to one ping, or a pong
/// nobody asked for, is ignored.
struct RoundTripMeter: Equatable {
    private static let window = 64

    private var sequence: UInt32 = 0
    private var sentAt: NIODeadline?
    /// Milliseconds, oldest first.
    private var samples: [Double] = []
    private(set) var worst: Double = 0
    private(set) var everAnswered = false

    var last: Double? { self.samples.last }

    var median: Double? {
        self.samples.isEmpty ? nil : self.samples.sorted()[self.samples.count / 2]
    }

    /// The payload of a new ping; the one before it, when unanswered, is given up.
    mutating func ping(at now: NIODeadline) -> [UInt8] {
        self.sequence &+= 1
        self.sentAt = now
        return self.payload
    }

    /// - Returns: Milliseconds, when this answers the ping that is out.
    @discardableResult
    mutating func pong(_ payload: some Collection<UInt8>, at now: NIODeadline) -> Double? {
        guard let sentAt = self.sentAt, payload.elementsEqual(self.payload) else { return nil }
        self.sentAt = nil
        self.everAnswered = true
        let milliseconds = Double((now - sentAt).nanoseconds) / 1_000_000
        self.samples.append(milliseconds)
        if self.samples.count > Self.window { self.samples.remove(at: 0) }
        self.worst = max(self.worst, milliseconds)
        return milliseconds
    }

    private var payload: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: self.sequence >> UInt32(24 - 8 * $0)) }
    }
}
