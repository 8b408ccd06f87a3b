import Dispatch
import Glibc
import Synchronization

/// Ends the run, and says where it stood, when a step takes longer than any may.
final class Watchdog: Sendable {
    private struct State {
        var step = ""
        var number = 0
    }

    private static let patience = 60.0
    private let state = Mutex(State())

    /// A step begins, and the one before is done.
    func begin(_ step: String) {
        let number = self.state.withLock { state in
            state.step = step
            state.number += 1
            return state.number
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [weak self] in
            guard let self, self.state.withLock({ $0.number }) == number else { return }
            Report.line("BROKEN  not done within \(Int(Self.patience)) s: \(step)")
            exit(1)
        }
    }
}
