/// What was waited for did not come in time.
package struct TookTooLong: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// Looks again and again until `condition` holds.
///
/// - Parameters:
///   - what: For the error's text.
///   - deadline: How long to look; generous, since a machine under load is no fault.
/// - Throws: ``TookTooLong``.
package func wait(
    until what: String,
    deadline: Duration = .seconds(20),
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + deadline
    while true {
        if try await condition() { return }
        guard ContinuousClock.now < end else { throw TookTooLong("not within \(deadline): \(what)") }
        try await Task.sleep(for: .milliseconds(10))
    }
}
