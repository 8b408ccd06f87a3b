import Foundation

/// How many messages each bot gets at each hour of the day, learnt from the days before (LIVE-09).
struct HourlyRates: Equatable {
    private var bots: [String: HourlyRate] = [:]

    /// Looks at a bot's counter; often, so that every hour is seen whole.
    ///
    /// - Parameter messages: All that the bot ever got, in this run of the console.
    mutating func look(_ messages: Int, of selfID: String, at now: Date) {
        self.bots[selfID, default: HourlyRate()].look(messages, at: now)
    }

    /// Forgets bots that are not there any more.
    mutating func keep(_ selfIDs: Set<String>) {
        guard self.bots.count > selfIDs.count else { return }
        self.bots = self.bots.filter { selfIDs.contains($0.key) }
    }

    /// Messages that would be expected from `since` to `now`; nil while nothing is known of this hour.
    func expected(of selfID: String, since: Date, now: Date) -> Double? {
        self.bots[selfID]?.expected(since: since, now: now)
    }
}

/// The same of one bot: twenty-four hours of the day in UTC, each an average in which a new day counts three tenths.
struct HourlyRate: Equatable {
    private struct Hour: Equatable {
        /// Messages an hour on the days before the last.
        var average: Double?
        /// The last day's, and which hour since 1970 that was: it counts for later days alone.
        var last: (hour: Int, rate: Double)?

        static func == (left: Hour, right: Hour) -> Bool {
            left.average == right.average && left.last?.hour == right.last?.hour && left.last?.rate == right.last?.rate
        }

        private var merged: Double? {
            guard let last = self.last else { return self.average }
            return self.average.map { $0 * (1 - HourlyRate.newDay) + last.rate * HourlyRate.newDay } ?? last.rate
        }

        mutating func add(_ rate: Double, hour: Int) {
            self.average = self.merged
            self.last = (hour, rate)
        }

        /// What was usual before an hour.
        func rate(before hour: Int) -> Double? {
            (self.last?.hour ?? .min) < hour ? self.merged : self.average
        }
    }

    fileprivate static let newDay = 0.3
    /// Part of an hour that must have been seen for it to count.
    private static let enough: TimeInterval = 1800
    /// Messages between two looks further apart belong to no hour that is known.
    private static let longestGap: TimeInterval = 600

    private var hours = Array(repeating: Hour(), count: 24)
    private var lastLook: (time: Date, messages: Int)?
    /// What was seen of the present hour.
    private var seen = (hour: 0, messages: 0, seconds: 0.0)

    static func == (left: HourlyRate, right: HourlyRate) -> Bool {
        left.hours == right.hours && left.lastLook?.time == right.lastLook?.time
            && left.lastLook?.messages == right.lastLook?.messages && left.seen == right.seen
    }

    mutating func look(_ messages: Int, at now: Date) {
        defer { self.lastLook = (now, messages) }
        let hour = Self.hour(now)
        guard let last = self.lastLook, now > last.time else {
            // The first look, or a clock that was put back: what was begun is given up.
            self.seen = (hour, 0, 0)
            return
        }
        let gap = now.timeIntervalSince(last.time)
        let isSeen = gap <= Self.longestGap
        if hour != self.seen.hour {
            if isSeen { self.seen.seconds += max(0, gap - now.timeIntervalSince(Self.start(hour))) }
            self.close()
            self.seen = (hour, 0, 0)
        }
        guard isSeen else { return }
        self.seen.messages += max(0, messages - last.messages)
        self.seen.seconds += min(gap, now.timeIntervalSince(Self.start(hour)))
    }

    private mutating func close() {
        guard self.seen.seconds >= Self.enough else { return }
        let rate = Double(self.seen.messages) / self.seen.seconds * 3600
        self.hours[Self.ofDay(self.seen.hour)].add(rate, hour: self.seen.hour)
    }

    func expected(since: Date, now: Date) -> Double? {
        let last = Self.hour(now)
        guard now >= since, self.hours[Self.ofDay(last)].rate(before: last) != nil else { return nil }
        // A day is enough to be sure of anything.
        let start = max(since, now.addingTimeInterval(-86_400))
        return (Self.hour(start)...last).reduce(0) { sum, hour in
            let from = max(start, Self.start(hour))
            let to = min(now, Self.start(hour + 1))
            // An hour that nothing is known of adds nothing.
            let rate = self.hours[Self.ofDay(hour)].rate(before: hour) ?? 0
            return sum + rate * max(0, to.timeIntervalSince(from)) / 3600
        }
    }

    /// Since 1970; of a clock that is anywhere near.
    private static func hour(_ date: Date) -> Int {
        Int(max(-1e12, min(1e12, (date.timeIntervalSince1970 / 3600).rounded(.down))))
    }

    private static func start(_ hour: Int) -> Date { Date(timeIntervalSince1970: Double(hour) * 3600) }

    private static func ofDay(_ hour: Int) -> Int { ((hour % 24) + 24) % 24 }
}
