package import struct Foundation.Date

/// Turns a counter that is looked at now and then into events a second.
///
/// Looks come when something changed, at most ten times a second and not at all while nobody watches, so what came
/// between two looks is spread evenly over the time between them.
package struct RateMeter: Equatable, Sendable {
    package static let seconds = 60

    private var last: (total: Int, second: Double)?
    /// Events by whole second.
    private var buckets: [Int: Double] = [:]

    package init() {}

    package static func == (left: RateMeter, right: RateMeter) -> Bool {
        left.buckets == right.buckets && left.last?.total == right.last?.total
            && left.last?.second == right.last?.second
    }

    /// - Parameter total: The counter, which never goes back.
    package mutating func look(_ total: Int, at now: Date) {
        let second = now.timeIntervalSince1970
        // Looks may overtake each other; the older one says nothing new.
        if let last = self.last, second <= last.second || total < last.total { return }
        defer { self.last = (total, second) }
        guard let last = self.last else { return }
        let rate = Double(total - last.total) / (second - last.second)
        var from = max(last.second, second - Double(Self.seconds))
        while from < second {
            let end = min(second, from.rounded(.down) + 1)
            self.buckets[Int(from.rounded(.down)), default: 0] += rate * (end - from)
            from = end
        }
        let oldest = Int(second) - Self.seconds
        self.buckets = self.buckets.filter { $0.key > oldest }
    }

    /// One value a whole second, oldest first, the present, unfinished second left out.
    package func rates(at now: Date, seconds: Int = RateMeter.seconds) -> [Double] {
        let present = Int(now.timeIntervalSince1970)
        return (1...max(1, seconds)).reversed().map { self.buckets[present - $0] ?? 0 }
    }

    /// The mean of the last seconds.
    package func mean(at now: Date, seconds: Int) -> Double {
        self.rates(at: now, seconds: seconds).reduce(0, +) / Double(max(1, seconds))
    }
}
