import NIOCore

/// Whether a message that is on its way comes fast enough. The time in which it was us who did not read does not count.
struct MessagePace: Equatable {
    /// A message that is on its way for longer than this must keep ``slowest``.
    static let patience: TimeAmount = .seconds(60)
    /// Bytes a second.
    static let slowest = 16 << 10
    /// The same for a message that others wait for, because there is no more room for unfinished ones.
    static let patienceWhileOthersWait: TimeAmount = .seconds(15)
    static let slowestWhileOthersWait = 256 << 10

    private var began = NIODeadline.uptimeNanoseconds(0)
    private var heldSince: NIODeadline?

    mutating func begin(at now: NIODeadline) {
        self.began = now
    }

    /// Reading stops.
    mutating func hold(at now: NIODeadline) {
        self.heldSince = self.heldSince ?? now
    }

    /// Reading goes on.
    mutating func resume(at now: NIODeadline) {
        if let since = self.heldSince { self.began = self.began + (now - since) }
        self.heldSince = nil
    }

    /// - Parameters:
    ///   - bytes: What has come of the message.
    ///   - othersWait: Whether others wait for the room that it holds.
    func isTooSlow(_ bytes: Int, at now: NIODeadline, othersWait: @autoclosure () -> Bool) -> Bool {
        let elapsed = now - self.began
        let seconds = Int(elapsed.nanoseconds / 1_000_000_000)
        if elapsed > Self.patience, bytes < seconds * Self.slowest { return true }
        return elapsed > Self.patienceWhileOthersWait && bytes < seconds * Self.slowestWhileOthersWait && othersWait()
    }
}
