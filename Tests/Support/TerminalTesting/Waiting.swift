import Dispatch

/// What was waited for did not come in time.
package struct TookTooLong: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// Looks again and again until `condition` holds, on the caller's own actor.
///
/// - Parameters:
///   - what: For the error's text.
///   - deadline: How long to look; generous, since a machine under load is no fault.
/// - Throws: ``TookTooLong``.
package func wait(
    until what: String,
    deadline: Duration = .seconds(60),
    isolation: isolated (any Actor)? = #isolation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + deadline
    while true {
        if try await condition() { return }
        guard ContinuousClock.now < end else { throw TookTooLong("not within \(deadline): \(what)") }
        try Task.checkCancellation()
        // Not `Task.sleep`: it wakes up on the pool of all tasks, where tests that draw thousands of screens are in front of
        // it for half a minute, and the other end gives up meanwhile.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(10)) { continuation.resume() }
        }
    }
}
