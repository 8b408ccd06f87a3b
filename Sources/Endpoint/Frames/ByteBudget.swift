import NIOCore
import Synchronization

/// One bound for the memory of all messages that have begun to arrive and are not complete.
///
/// A message's bytes are reserved before they are read, step by step as they come. When the budget is spent, reading from
/// that bot stops, and TCP does the rest; it goes on when another message is done. A message that already holds a part
/// may overdraw, one at a time, so that unfinished messages can never wait for each other for ever. The bound is
/// therefore the limit and one message.
///
/// Messages that are begun and then hardly go on could so keep out one that holds nothing yet. When such a one has waited
/// for ``patience``, the oldest that hold a part give way, one a second.
final class ByteBudget: Sendable {
    typealias Holder = Int

    /// How long a message that holds nothing waits before others give way.
    static let patience: TimeAmount = .seconds(15)
    /// Younger ones never give way.
    static let protected: TimeAmount = .seconds(60)
    private static let lookEvery: TimeAmount = .seconds(1)

    private struct Holding {
        var bytes = 0
        var since: NIODeadline
    }

    private struct Waiter {
        var holder: Holder
        var bytes: Int
        var resume: @Sendable () -> Void
    }

    private struct State {
        var limit: Int
        var used = 0
        var held: [Holder: Holding] = [:]
        var overdrawn: Holder?
        var waiters: [Waiter] = []
        /// Since when those wait that hold nothing.
        var outside: [Holder: NIODeadline] = [:]
        var lookedAt: NIODeadline?
        /// Who is to give way.
        var oldest: Holder?

        /// All try again; those that still do not fit queue anew.
        mutating func takeWaiters() -> [@Sendable () -> Void] {
            guard !self.waiters.isEmpty else { return [] }
            let all = self.waiters
            self.waiters.removeAll(keepingCapacity: true)
            return all.map(\.resume)
        }

        /// The oldest holder, when it has had its time and somebody outside has waited too long.
        func overstaying(at now: NIODeadline) -> Holder? {
            guard let longest = self.outside.values.min(), now - longest > ByteBudget.patience,
                let oldest = self.held.min(by: { ($0.value.since, $0.key) < ($1.value.since, $1.key) }),
                now - oldest.value.since > ByteBudget.protected
            else { return nil }
            return oldest.key
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
    func reserve(
        _ bytes: Int,
        for holder: Holder,
        now: NIODeadline = .now(),
        resume: @escaping @Sendable () -> Void
    ) -> Bool {
        self.state.withLock { state in
            let holds = state.held[holder] != nil
            // Nobody jumps the queue, except who must be able to finish.
            let isAlone = state.used == 0 && state.waiters.isEmpty
            let fits = (state.waiters.isEmpty || holds) && bytes <= state.limit - state.used || isAlone
            if !fits {
                guard holds, state.overdrawn == nil || state.overdrawn == holder else {
                    state.waiters.append(Waiter(holder: holder, bytes: bytes, resume: resume))
                    if !holds, state.outside[holder] == nil { state.outside[holder] = now }
                    return false
                }
                state.overdrawn = holder
            }
            state.used += bytes
            state.held[holder, default: Holding(since: now)].bytes += bytes
            state.outside[holder] = nil
            return true
        }
    }

    /// Whether a holder has to give way now, so that others come in at all. True once for each.
    func overstays(_ holder: Holder, at now: NIODeadline) -> Bool {
        self.state.withLock { state in
            guard !state.outside.isEmpty else { return false }
            if state.lookedAt.map({ now - $0 >= Self.lookEvery }) ?? true {
                state.lookedAt = now
                state.oldest = state.overstaying(at: now)
            }
            guard state.oldest == holder else { return false }
            state.oldest = nil
            // It ends, and is not chosen again meanwhile.
            state.held[holder]?.since = .distantFuture
            return true
        }
    }

    /// Gives back all that a holder has, and its place in the queue.
    func release(_ holder: Holder) {
        let resumed: [@Sendable () -> Void] = self.state.withLock { state in
            state.used -= state.held.removeValue(forKey: holder)?.bytes ?? 0
            state.outside[holder] = nil
            if state.overdrawn == holder { state.overdrawn = nil }
            state.waiters.removeAll { $0.holder == holder }
            return state.takeWaiters()
        }
        for resume in resumed { resume() }
    }
}
