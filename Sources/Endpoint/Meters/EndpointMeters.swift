import Synchronization

/// What the endpoint counts beside its links, and how full everything is that has a bound.
package struct EndpointMeters: Equatable, Sendable {
    package var tally = EndpointTally()
    /// Connections that have not finished their handshake.
    package var pendingHandshakes = 0
    /// Links that may be open at the same time.
    package var linkLimit = 0
    /// Calls that may wait for their answers at the same time.
    package var callLimit = 0
    /// Bytes reserved for messages that have begun to arrive and are not complete.
    package var budgetUsed = 0
    package var budgetLimit = 0
    /// Links that have stopped reading until there are bytes for them.
    package var budgetWaiting = 0
    /// Bytes of calls that bots have not taken yet, and those that may wait for all together.
    package var unsentCallBytes = 0
    package var unsentCallLimit = 0
    package var journalQueue = EventQueue.Waiting()
    /// Bytes that may wait for the journal before bots are slowed down.
    package var journalQueueLimit = 0

    package init() {}
}

extension EndpointState {
    /// - Parameter state: What is under the lock at this moment.
    func meters(_ state: Guarded) -> EndpointMeters {
        var meters = EndpointMeters()
        meters.tally = self.tally.withLock { $0 }
        meters.pendingHandshakes = state.pending.count
        meters.linkLimit = state.registry.maxLinks
        meters.callLimit = EndpointServer.callLimit
        meters.budgetUsed = self.budget.used
        meters.budgetLimit = self.budget.limit
        meters.budgetWaiting = self.budget.waiting
        meters.unsentCallBytes = self.unsent.count
        meters.unsentCallLimit = self.unsent.limit
        meters.journalQueue = self.journal.waiting
        meters.journalQueueLimit = self.journal.limit
        return meters
    }
}
