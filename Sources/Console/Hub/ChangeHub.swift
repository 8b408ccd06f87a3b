/// Brings together all that can change what a screen shows or what the doctor says; tells each of the two, once, that
/// there is something new.
final class ChangeHub: Sendable {
    private let continuation: AsyncStream<Void>.Continuation
    private let stateContinuation: AsyncStream<Void>.Continuation
    /// For the screens.
    let changes: AsyncStream<Void>
    /// For the doctor: settings, listeners, journal; what the endpoint sees he learns from the ledger.
    let stateChanges: AsyncStream<Void>

    init() {
        (self.changes, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (self.stateChanges, self.stateContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Something that is shown.
    func changed() {
        self.continuation.yield()
    }

    /// Something that is shown, and judged too.
    func stateChanged() {
        self.continuation.yield()
        self.stateContinuation.yield()
    }

    func finish() {
        self.continuation.finish()
        self.stateContinuation.finish()
    }
}
