/// How long something took, counted by fixed bounds: noting is a few compares of integers and no memory.
package struct DurationHistogram: Equatable, Sendable {
    /// Upper bounds in nanoseconds, each included, rising.
    package let bounds: [Int]
    /// How many fell below each bound and above the one before; the last count is of those above all.
    package private(set) var counts: [Int]
    /// Of all durations, in nanoseconds.
    package private(set) var sum = 0

    /// What is longer is noted as an hour, so that the sum stays far from its limit.
    private static let longest = 3_600_000.0

    /// - Parameter bounds: In microseconds, rising.
    init(microseconds bounds: [Int]) {
        self.bounds = bounds.map { $0 * 1000 }
        self.counts = Array(repeating: 0, count: bounds.count + 1)
    }

    package var count: Int { self.counts.reduce(0, +) }

    mutating func note(milliseconds: Double) {
        // A time that is no number would be a mistake of ours, and no reason to trap.
        guard milliseconds.isFinite else { return }
        let nanoseconds = Int(min(max(0, milliseconds), Self.longest) * 1_000_000)
        self.counts[self.bounds.firstIndex { nanoseconds <= $0 } ?? self.bounds.count] &+= 1
        self.sum &+= nanoseconds
    }
}
