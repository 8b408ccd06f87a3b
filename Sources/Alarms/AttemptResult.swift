/// What came of carrying out an action once.
struct AttemptResult: Sendable {
    /// Nil: done.
    var failure: AlarmFailure?
    /// How long the webhook asks to be left alone.
    var retryAfter: Duration?
    /// The end of what the command printed.
    var output = ""

    static let done = AttemptResult(failure: nil)

    static func failed(_ failure: AlarmFailure) -> AttemptResult {
        AttemptResult(failure: failure)
    }
}
