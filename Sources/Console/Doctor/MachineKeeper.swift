import Snapshot

/// What is known of this machine. Looking takes its time, and is done off the event loops.
actor MachineKeeper {
    private let looker: @Sendable () async -> MachineFacts
    private(set) var facts: MachineFacts?
    private var lookedAt: ContinuousClock.Instant?
    private var looking: Task<MachineFacts, Never>?

    init(looker: @escaping @Sendable () async -> MachineFacts) {
        self.looker = looker
    }

    /// Whether the last look is older than `age`, and none is under way.
    func isDue(_ age: Duration) -> Bool {
        guard self.looking == nil, let lookedAt = self.lookedAt else { return self.looking == nil }
        return .now - lookedAt >= age
    }

    /// One look at a time: whoever asks meanwhile gets the same.
    func look() async {
        let task = self.looking ?? Task { [looker = self.looker] in await looker() }
        self.looking = task
        let facts = await task.value
        // Another who waited for the same look may have begun the next one already.
        guard self.looking == task else { return }
        self.facts = facts
        self.lookedAt = .now
        self.looking = nil
    }
}
