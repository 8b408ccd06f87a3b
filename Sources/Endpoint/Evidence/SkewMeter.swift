/// How far a bot's clock is from ours, by what its heartbeats and lifecycle events say (EVT-05).
struct SkewMeter: Equatable {
    private static let window = 5

    /// Seconds, oldest first.
    private var samples: [Double] = []

    /// - Parameters:
    ///   - time: As the event says it, in seconds or milliseconds.
    ///   - wallMilliseconds: Our clock.
    mutating func note(time: Int64?, wallMilliseconds: Int64) {
        guard let time, time > 0 else { return }
        let theirs = time < SessionTally.largestSeconds ? Double(time) : Double(time) / 1000
        if self.samples.count >= Self.window { self.samples.removeFirst() }
        self.samples.append(Double(wallMilliseconds) / 1000 - theirs)
    }

    /// Our clock minus the bot's, in seconds; nil before there are five samples.
    var median: Double? {
        self.samples.count == Self.window ? self.samples.sorted()[Self.window / 2] : nil
    }
}
