/// How a call ended.
package enum CallOutcome: Equatable, Sendable {
    case answered(CallAnswer)
    /// Nothing was sent: no bot of that account is or was connected within the last hour.
    case noSuchBot
    /// Nothing was sent: the bot has no link that takes calls at present.
    case notConnected
    /// Nothing was sent: as many calls as are allowed at once are waiting for their answers.
    case tooMany(limit: Int)
    /// Nothing was sent: the bot's implementation ends the connection on so large a call. Both in bytes.
    case tooBig(bytes: Int, limit: Int)
    /// Nothing was sent: so many bytes of earlier calls wait to be taken in by the bot, or by all bots together.
    case notTaken(waitingBytes: Int)
    /// Sent, and nobody knows whether it was carried out: no answer came in time. Never repeated by us.
    case timedOut(seconds: Int)
    /// Sent, and nobody knows whether it was carried out: the last link ended on which the bot could answer. Never repeated
    /// by us.
    case linkLost
}

/// What a bot answered.
package struct CallAnswer: Equatable, Sendable {
    /// The final response, one JSON object as it came.
    package var response: [UInt8]
    /// Partial answers that came before it with the same `echo` (NapCat's stream actions).
    package var parts: Int
    /// Whether `status` is `ok` or `async`; where it is missing, whether `retcode` is 0 or 1.
    package var succeeded: Bool
    package var retcode: Int64?
    /// From sending to the final response.
    package var milliseconds: Double

    package init(
        response: [UInt8],
        parts: Int = 0,
        succeeded: Bool,
        retcode: Int64? = nil,
        milliseconds: Double
    ) {
        self.response = response
        self.parts = parts
        self.succeeded = succeeded
        self.retcode = retcode
        self.milliseconds = milliseconds
    }
}
