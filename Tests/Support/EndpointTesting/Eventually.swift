/// Waits for a condition by asking again and again, to a deadline.
///
/// - Returns: Whether it became true.
package func eventually(
    within limit: Duration = .seconds(60),
    _ condition: () async throws -> Bool
) async rethrows -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        await Task.yield()
        // A poll's pause, not a wait for something to have happened.
        try? await Task.sleep(for: .milliseconds(5))
    }
    return try await condition()
}
