import Synchronization

/// Tells one listener that something changed since it last looked, at the price of one relaxed load an event.
///
/// The listener arms the signal when it takes a picture of the state; the first change after that sends one
/// element, and further ones cost nothing until it is armed again.
package final class ChangeSignal: Sendable {
    private let armed = Atomic<Bool>(true)
    private let continuation: AsyncStream<Void>.Continuation
    /// One element for each time something changed after ``arm()``. For one listener.
    package let changes: AsyncStream<Void>

    package init() {
        (self.changes, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func arm() {
        self.armed.store(true, ordering: .sequentiallyConsistent)
    }

    @inline(__always)
    package func changed() {
        guard self.armed.load(ordering: .relaxed) else { return }
        self.send()
    }

    @inline(never)
    private func send() {
        guard self.armed.exchange(false, ordering: .sequentiallyConsistent) else { return }
        self.continuation.yield()
    }
}
