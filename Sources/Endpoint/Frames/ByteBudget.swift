import Synchronization

/// One bound for the memory of all messages that have begun to arrive and are not complete.
///
/// A message's bytes are reserved before they are read, step by step as they come. When the budget is spent, reading from
/// that bot stops, and TCP does the rest; it goes on when another message is done. A message that already holds a part
/// may overdraw, one at a time, so that unfinished messages can never wait for each other for ever. The bound is
/// therefore the limit and one message.
final class ByteBudget: Sendable {
    typealias Holder = Int

    private struct Waiter {
        var holder: Holder
        var bytes: Int
        var resume: @Sendable () -> Void
    }

    private struct State {
        var limit: Int
        var used = 0
        var held: [Holder: Int] = [:]
        var overdrawn: Holder?
        var waiters: [Waiter] = []

        /// All try again; those that still do not fit queue anew.
        mutating func takeWaiters() -> [@Sendable () -> Void] {
            guard !self.waiters.isEmpty else { return [] }
            let all = self.waiters
            self.waiters.removeAll(keepingCapacity: true)
            return all.map(\.resume)
        }
    }

    private let state: Mutex<State>

    init(limit: Int) {
        self.state = Mutex(State(limit: limit))
    }

    /// Changes the bound; what is reserved already stays, and who waits tries again.
    func setLimit(_ limit: Int) {
        let resumed = self.state.withLock { state in
            state.limit = limit
            return state.takeWaiters()
        }
        for resume in resumed { resume() }
    }

    var limit: Int { self.state.withLock { $0.limit } }
    var used: Int { self.state.withLock { $0.used } }
    /// Whether anybody waits for room.
    var isContended: Bool { self.state.withLock { !$0.waiters.isEmpty } }
    var waiting: Int { self.state.withLock { $0.waiters.count } }

    /// Reserves, or remembers to call `resume` (from any thread, once) when it is worth trying again.
    ///
    /// - Returns: Whether the bytes are reserved.
    func reserve(_ bytes: Int, for holder: Holder, resume: @escaping @Sendable () -> Void) -> Bool {
        self.state.withLock { state in
            let holds = state.held[holder] != nil
            // Nobody jumps the queue, except who must be able to finish.
            let isAlone = state.used == 0 && state.waiters.isEmpty
            let fits = (state.waiters.isEmpty || holds) && bytes <= state.limit - state.used || isAlone
            if !fits {
                guard holds, state.overdrawn == nil || state.overdrawn == holder else {
                    state.waiters.append(Waiter(holder: holder, bytes: bytes, resume: resume))
                    return false
                }
                state.overdrawn = holder
            }
            state.used += bytes
            state.held[holder, default: 0] += bytes
            return true
        }
    }

    /// Gives back all that a holder has, and its place in the queue.
    func release(_ holder: Holder) {
        let resumed: [@Sendable () -> Void] = self.state.withLock { state in
            state.used -= state.held.removeValue(forKey: holder) ?? 0
            if state.overdrawn == holder { state.overdrawn = nil }
            state.waiters.removeAll { $0.holder == holder }
            return state.takeWaiters()
        }
        for resume in resumed { resume() }
    }
}
