package import struct Foundation.Date

/// How many logins may be tried: NapCat counts them for each address, takes few in a minute (`loginRate`, 3 in its
/// Docker image) and locks a browser on the same machine out together with us.
package struct LoginBudget: Equatable, Sendable {
    /// Attempts in any ``window``.
    package static let limit = 2
    /// Seconds. A minute, and the time that a request may be on its way: seen from NapCat, too, no minute has more.
    package static let window: Double = 64

    /// When the latest attempts were made, the oldest first; never more than ``limit``.
    package private(set) var attempts: [Date]

    /// - Parameter attempts: Of an earlier run, in any order.
    package init(attempts: [Date] = []) {
        let known = attempts.filter(\.timeIntervalSinceReferenceDate.isFinite)
        self.attempts = Array(known.sorted().suffix(Self.limit))
    }

    /// Counts an attempt that is made now, if one may be.
    ///
    /// - Returns: Nil when it may; otherwise the moment from which on one may be made.
    package mutating func take(at now: Date) -> Date? {
        // A clock that was set back must not hold us up for longer than a window.
        self.attempts = self.attempts.map { min($0, now) }
        self.attempts.removeAll { now.timeIntervalSince($0) >= Self.window }
        guard self.attempts.count >= Self.limit, let oldest = self.attempts.first else {
            self.attempts.append(now)
            return nil
        }
        return oldest.addingTimeInterval(Self.window)
    }
}
