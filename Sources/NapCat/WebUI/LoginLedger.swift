package import struct Foundation.Date

/// Keeps the ``LoginBudget`` of one NapCat, over changes of its address and token and, with the help of `onChange`,
/// over restarts of the console.
package actor LoginLedger {
    /// How long NapCat is left alone after it has said that there were too many logins: its own window, in seconds.
    static let backOff: Double = 60

    private var budget: LoginBudget
    /// On the clock of `now`.
    private var closedUntil: Date?
    private let now: @Sendable () -> Date
    private let onChange: @Sendable ([Date]) async -> Void

    /// - Parameters:
    ///   - attempts: What `onChange` was told last.
    ///   - onChange: Told of every attempt before it is made, so that a crash does not forget it; the login waits for it.
    package init(attempts: [Date] = [], onChange: @escaping @Sendable ([Date]) async -> Void = { _ in }) {
        self.init(attempts: attempts, now: Self.steadyTime(), onChange: onChange)
    }

    init(
        attempts: [Date],
        now: @escaping @Sendable () -> Date,
        onChange: @escaping @Sendable ([Date]) async -> Void
    ) {
        self.budget = LoginBudget(attempts: attempts)
        self.now = now
        self.onChange = onChange
    }

    /// When the latest attempts were made; to be kept.
    package var attempts: [Date] { self.budget.attempts.map { $0.addingTimeInterval(self.shift) } }

    /// Counts one attempt.
    ///
    /// - Throws: ``WebUIProblem/heldBack(until:)`` when none may be made.
    func take() async throws(WebUIProblem) {
        let now = self.now()
        if let end = self.closedUntil, end > now { throw .heldBack(until: end.addingTimeInterval(self.shift)) }
        self.closedUntil = nil
        if let end = self.budget.take(at: now) { throw .heldBack(until: end.addingTimeInterval(self.shift)) }
        await self.onChange(self.attempts)
    }

    /// NapCat takes no more at present.
    func close() {
        self.closedUntil = self.now().addingTimeInterval(Self.backOff)
    }

    /// From our clock to the wall's.
    private var shift: Double { Date().timeIntervalSince(self.now()) }

    /// A wall clock that nobody sets while the console runs, as many machines do shortly after they have started.
    private static func steadyTime() -> @Sendable () -> Date {
        let start = Date()
        let tick = ContinuousClock.now
        return { start.addingTimeInterval((ContinuousClock.now - tick) / .seconds(1)) }
    }
}
