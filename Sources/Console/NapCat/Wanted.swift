import Synchronization

/// Tells work on another thread whether somebody still waits for it.
final class Wanted: Sendable {
    private let state = Atomic(true)

    var value: Bool { self.state.load(ordering: .acquiring) }

    func end() { self.state.store(false, ordering: .releasing) }
}
