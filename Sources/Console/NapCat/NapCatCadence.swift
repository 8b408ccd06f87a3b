/// How often NapCat is looked at: often enough for whoever watches, seldom enough not to be a burden.
struct NapCatCadence {
    /// While a screen shows its state.
    static let watched: Duration = .seconds(10)
    /// While somebody is about to scan the login code, or NapCat restarts: the tick shall come by itself.
    static let scanning: Duration = .seconds(3)
    static let unwatched: Duration = .seconds(60)
    private static let longestWatched: Duration = .seconds(60)
    private static let longestUnwatched: Duration = .seconds(300)

    /// Looks in a row that did not reach it.
    private var failures = 0

    mutating func looked(reached: Bool) {
        self.failures = reached ? 0 : min(self.failures + 1, 10)
    }

    /// Somebody has begun to watch, or something was changed: what failed before says nothing.
    mutating func reset() {
        self.failures = 0
    }

    /// Until the next look.
    ///
    /// - Parameter isAwaited: What will change NapCat's state is under way.
    func pause(isWatched: Bool, isAwaited: Bool) -> Duration {
        if isWatched, isAwaited { return Self.scanning }
        let usual = isWatched ? Self.watched : Self.unwatched
        let longest = isWatched ? Self.longestWatched : Self.longestUnwatched
        return min(longest, usual * (1 << max(0, self.failures - 1)))
    }
}
