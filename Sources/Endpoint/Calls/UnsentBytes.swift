import Synchronization

/// Bytes of calls that no bot has taken yet: what may wait for one, and what for all of them together. A single larger
/// call may wait all the same.
final class UnsentBytes: Sendable {
    let limitOfLink: Int
    let limit: Int
    private let waiting = Atomic<Int>(0)

    init(limitOfLink: Int) {
        self.limitOfLink = limitOfLink
        self.limit = 4 * limitOfLink
    }

    var count: Int { self.waiting.load(ordering: .relaxed) }

    /// - Returns: Nil when they are counted; bytes that wait already, when they leave no room.
    func add(_ bytes: Int) -> Int? {
        let before = self.waiting.add(bytes, ordering: .relaxed).oldValue
        guard before > 0, bytes > self.limit - before else { return nil }
        self.remove(bytes)
        return before
    }

    func remove(_ bytes: Int) {
        self.waiting.subtract(bytes, ordering: .relaxed)
    }
}
