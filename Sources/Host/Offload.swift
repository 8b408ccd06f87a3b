import Dispatch
import Synchronization

/// Runs what blocks on threads that nobody else waits for.
package enum Offload {
    /// What `work` returns, however long that takes.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: work()) }
        }
    }

    private static let running = Mutex<[String: Int]>([:])
    /// Enough for those who ask at the same time.
    private static let mostOfOneName = 4

    /// What `work` returns, or nil when that takes longer than `limit`. It then goes on by itself, and counts
    /// as running until it ends: what hangs, such as a network's file system, takes four threads and no more.
    package static func run<Value: Sendable>(
        _ name: String,
        limit: Duration,
        _ work: @escaping @Sendable () -> Value?
    ) async -> Value? {
        let mayRun = Self.running.withLock { running in
            guard running[name, default: 0] < Self.mostOfOneName else { return false }
            running[name, default: 0] += 1
            return true
        }
        guard mayRun else { return nil }
        return await withCheckedContinuation { (continuation: CheckedContinuation<Value?, Never>) in
            let waiting = Waiting(continuation)
            // Threads of their own: a pool's could all be taken by what hangs.
            BlockingThread.start(name) {
                let value = work()
                Self.running.withLock { running in
                    let left = running[name, default: 1] - 1
                    running[name] = left > 0 ? left : nil
                }
                waiting.resume(value)
            }
            let (seconds, attoseconds) = limit.components
            let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
            DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
                waiting.resume(nil)
            }
        }
    }

    /// Whoever waits, told once.
    private final class Waiting<Value: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

        init(_ continuation: CheckedContinuation<Value?, Never>) {
            self.continuation = Mutex(continuation)
        }

        func resume(_ value: Value?) {
            let continuation = self.continuation.withLock { present in
                defer { present = nil }
                return present
            }
            continuation?.resume(returning: value)
        }
    }
}
