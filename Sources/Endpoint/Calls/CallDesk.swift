import NIOCore
import OneBot
import Synchronization

/// The calls of all bots: the table, one timer for all deadlines, and the links that take calls.
///
/// Guards itself; asked from every event loop and by callers from anywhere.
final class CallDesk: Sendable {
    /// A link that takes calls, and the loop it lives on.
    struct Taker: Sendable {
        var link: Int
        var loop: NIOLoopBound<LoopState>
    }

    private struct State: Sendable {
        var table: CallTable<CallWaiter>
        /// By account.
        var takers: [String: [Taker]] = [:]
        /// When the timer goes off; nil while none runs.
        var timer: NIODeadline?
    }

    private let state: Mutex<State>

    init(limit: Int) {
        self.state = Mutex(State(table: CallTable(limit: limit)))
    }

    /// Calls that wait, by account.
    var openByBot: [String: Int] { self.state.withLock { $0.table.openByBot } }

    // MARK: - Who takes calls

    func add(_ taker: Taker, selfID: String) {
        self.state.withLock { $0.takers[selfID, default: []].append(taker) }
    }

    func remove(link: Int, selfID: String) {
        self.state.withLock { state in
            state.takers[selfID]?.removeAll { $0.link == link }
            if state.takers[selfID]?.isEmpty == true { state.takers[selfID] = nil }
        }
    }

    func takers(of selfID: String) -> [Taker] {
        self.state.withLock { $0.takers[selfID] ?? [] }
    }

    // MARK: - Calls

    /// - Parameter eventLoop: Runs the timer, if one is to be set.
    /// - Returns: The number for the `echo`; nil when as many calls as may wait do.
    func begin(
        selfID: String,
        patience: TimeAmount,
        waiter: CallWaiter,
        on eventLoop: any EventLoop
    ) -> Int? {
        let now = NIODeadline.now()
        let (number, timer) = self.state.withLock { state -> (Int?, NIODeadline?) in
            let number = state.table.begin(selfID: selfID, patience: patience, waiter: waiter, now: now)
            let deadline = now + patience
            guard number != nil, state.timer.map({ deadline < $0 }) ?? true else { return (number, nil) }
            state.timer = deadline
            return (number, deadline)
        }
        if let timer { self.setTimer(timer, on: eventLoop) }
        return number
    }

    func answered(
        _ number: Int,
        selfID: String,
        isPart: Bool,
        now: NIODeadline
    ) -> CallTable<CallWaiter>.Judgement {
        self.state.withLock { $0.table.answered(number, selfID: selfID, isPart: isPart, now: now) }
    }

    /// Gives up all calls of a bot whose last link has ended.
    func botLost(_ selfID: String) {
        let lost = self.state.withLock { $0.table.botLost(selfID) }
        for call in lost { call.waiter.finish(.linkLost) }
    }

    private func setTimer(_ deadline: NIODeadline, on eventLoop: any EventLoop) {
        eventLoop.scheduleTask(deadline: deadline) { self.timeIsUp(deadline, on: eventLoop) }
    }

    private func timeIsUp(_ deadline: NIODeadline, on eventLoop: any EventLoop) {
        let (over, next) = self.state.withLock { state -> ([CallTable<CallWaiter>.Call], NIODeadline?) in
            // An earlier one has been set since, and took over.
            guard state.timer == deadline else { return ([], nil) }
            let (over, next) = state.table.expire(now: .now())
            state.timer = next
            return (over, next)
        }
        for call in over {
            call.waiter.finish(.timedOut(seconds: Int(call.patience.nanoseconds / 1_000_000_000)))
        }
        if let next { self.setTimer(next, on: eventLoop) }
    }
}
