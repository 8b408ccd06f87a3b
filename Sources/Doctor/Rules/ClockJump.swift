import Snapshot

import struct Foundation.Date

/// Entries dated in the future: the clock has been set back since. They would never fade, so that they count as faded.
enum ClockJump {
    /// Clocks that are kept in step are moved by less, in seconds.
    private static let tolerance = 60.0

    static func isAhead(_ date: Date, of now: Date) -> Bool { date.timeIntervalSince(now) > self.tolerance }
}

extension Evidence {
    /// The attempts, without those from the future.
    var pastAttempts: [AttemptFacts] {
        // Nearly always there are none, and nothing is copied.
        guard self.attempts.contains(where: { ClockJump.isAhead($0.time, of: self.now) }) else { return self.attempts }
        return self.attempts.filter { !ClockJump.isAhead($0.time, of: self.now) }
    }
}

extension BotEvidence {
    /// Without endings from the future.
    func past(at now: Date) -> BotEvidence {
        guard self.endings.contains(where: { ClockJump.isAhead($0.time, of: now) }) else { return self }
        var past = self
        past.endings.removeAll { ClockJump.isAhead($0.time, of: now) }
        return past
    }
}
