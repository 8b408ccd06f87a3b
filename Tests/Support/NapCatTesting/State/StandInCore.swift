import NIOCore
import Synchronization

/// The state with its lock, and the ways out of it.
final class StandInCore: Sendable {
    /// What is done outside of the lock.
    struct Ways: Sendable {
        var network: @Sendable (NetworkOrder) -> Void
        var hangUp: @Sendable (_ before: Int) -> Void
        var move: @Sendable (StandInCore, _ port: Int) -> Void
        var schedule: @Sendable (TimeAmount, _ work: @escaping @Sendable () -> Void) -> Void
    }

    let log: StandInLog
    private let state: Mutex<StandInState>
    private let ways: Ways

    init(_ state: StandInState, log: StandInLog, ways: Ways) {
        self.state = Mutex(state)
        self.log = log
        self.ways = ways
    }

    func read<Value: Sendable>(_ look: (borrowing StandInState) -> Value) -> Value {
        self.state.withLock { look($0) }
    }

    /// Changes the state, then lets happen what comes of it, in its order.
    @discardableResult
    func change<Value: Sendable>(_ body: (inout StandInState, inout [Effect]) -> Value) -> Value {
        let (value, effects) = self.state.withLock { state in
            var effects: [Effect] = []
            let value = body(&state, &effects)
            return (value, effects)
        }
        for effect in effects {
            switch effect {
            case .log(let line): self.log.write(line)
            case .happening(let happening): self.log.tell(happening)
            case .network(let order): self.ways.network(order)
            case .hangUp(let epoch): self.ways.hangUp(epoch)
            case .move(let port): self.ways.move(self, port)
            case .quickLogin(let epoch, let pause):
                self.ways.schedule(pause) { self.change { $0.logInQuickly(epoch: epoch, &$1) } }
            }
        }
        return value
    }

    /// - Returns: What becomes of a request, and after how long.
    func answer(_ request: WebUIRequest) -> (outcome: Outcome, delay: TimeAmount) {
        self.change { state, effects in
            let delay = state.delay + (state.delays[request.path] ?? .zero)
            return (state.outcome(request, &effects), delay)
        }
    }
}
