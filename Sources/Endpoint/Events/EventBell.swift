import Synchronization

/// Tells those who follow the events that there are new ones, at the price of one relaxed load an event.
///
/// Like ``ChangeSignal``, for any number of followers: the first event after ``arm()`` wakes them all, further ones
/// cost nothing until one of them has looked and arms the bell again.
final class EventBell: Sendable {
    private let armed = Atomic<Bool>(false)
    private let followers = Mutex<(next: Int, streams: [Int: AsyncStream<Void>.Continuation])>((0, [:]))

    @inline(__always)
    func ring() {
        guard self.armed.load(ordering: .relaxed) else { return }
        self.wake()
    }

    @inline(never)
    private func wake() {
        guard self.armed.exchange(false, ordering: .sequentiallyConsistent) else { return }
        for stream in self.followers.withLock({ Array($0.streams.values) }) { stream.yield() }
    }

    /// Asks for the next event to be told. To be called before looking, so that nothing is missed in between.
    func arm() {
        self.armed.store(true, ordering: .sequentiallyConsistent)
    }

    /// One element for each time there may be something new; ends with the task that reads it.
    func follow() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = self.followers.withLock { followers in
            followers.next += 1
            followers.streams[followers.next] = continuation
            return followers.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.followers.withLock { _ = $0.streams.removeValue(forKey: number) }
        }
        self.arm()
        return stream
    }
}
