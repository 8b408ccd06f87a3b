import NIOCore

/// When to ping a link, and when to give it up.
///
/// Any byte counts as life. A link is lost when nothing at all was heard for the set time, or for three of its own
/// heartbeat intervals where those are longer. A missing pong alone never closes; and a link that never answered a
/// ping nor sent a heartbeat (sockets that are never read on the other side) is left to TCP.
struct Liveness: Equatable {
    enum Judgement: Equatable {
        case fine
        case ping
        case lost(afterSeconds: Int)
    }

    var pingInterval: TimeAmount
    var lostAfter: TimeAmount
    private(set) var lastHeard: NIODeadline
    private var nextPing: NIODeadline

    init(pingInterval: TimeAmount, lostAfter: TimeAmount, now: NIODeadline) {
        self.pingInterval = pingInterval
        self.lostAfter = lostAfter
        self.lastHeard = now
        // The first one soon, so that the round trip is known while somebody still looks for it.
        self.nextPing = now + min(.seconds(1), pingInterval)
    }

    mutating func heard(at now: NIODeadline) {
        self.lastHeard = now
    }

    /// - Parameters:
    ///   - speaks: Whether the link ever answered a ping or sent a heartbeat.
    ///   - heartbeat: Its heartbeat interval, where there is one.
    mutating func judge(at now: NIODeadline, speaks: Bool, heartbeat: TimeAmount?) -> Judgement {
        let silence = now - self.lastHeard
        let patience = max(self.lostAfter.nanoseconds, (heartbeat?.nanoseconds ?? 0).multipliedOrMax(by: 3))
        if speaks, silence.nanoseconds >= patience {
            return .lost(afterSeconds: Int(silence.nanoseconds / 1_000_000_000))
        }
        guard now >= self.nextPing else { return .fine }
        self.nextPing = now + self.pingInterval
        return .ping
    }
}

extension Int64 {
    fileprivate func multipliedOrMax(by factor: Int64) -> Int64 {
        let (product, overflow) = self.multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
