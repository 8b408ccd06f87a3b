/// Brings together all that can change what a screen shows; tells one listener, once, that there is something new.
final class ChangeHub: Sendable {
    private let continuation: AsyncStream<Void>.Continuation
    let changes: AsyncStream<Void>

    init() {
        (self.changes, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func changed() {
        self.continuation.yield()
    }

    func finish() {
        self.continuation.finish()
    }
}
