/// A mistake made on purpose, as the real one looks on the wire.
package enum Fault: String, CaseIterable, Hashable, Sendable {
    /// Another key, the same at every try.
    case wrongKey = "wrong-key"
    /// No `Authorization` at all.
    case noKey = "no-key"
    /// `Bearer ` with nothing after it: an empty token field.
    case emptyKey = "empty-key"
    /// `X-Self-ID: undefined`: the account has not logged in.
    case badSelfID = "bad-self-id"
    case noSelfID = "no-self-id"
    /// The path with one letter too many.
    case wrongPath = "wrong-path"
    case noHeartbeat = "no-heartbeat"
    /// Connected, while QQ has thrown the account out.
    case offline
    /// Messages as strings with CQ codes.
    case stringFormat = "string-format"
    /// Sends nothing, but answers pings.
    case silent
    /// Says that it is there and then nothing any more, not even pongs.
    case dead
    /// NapCat after its URL was changed: a connection that it has forgotten, and a newer one that carries everything.
    case orphan
    /// Two programs on one account: each event comes twice.
    case twice
    /// Stops reading once connected.
    case slowReader = "slow-reader"
    /// Events as fast as the connection takes them.
    case flood
    case oneBot12 = "onebot12"
    /// Posts its events by HTTP.
    case httpPost = "http-post"
    /// A proxy in between has taken the upgrade out.
    case noUpgrade = "no-upgrade"
    /// Events without their last bracket.
    case badJSON = "bad-json"
    /// Events in binary frames.
    case binary
    /// The first event is a picture of 50 MiB.
    case huge
    /// `time` in milliseconds.
    case timeInMilliseconds = "time-ms"
    /// Ids that a double cannot hold.
    case bigIDs = "big-ids"
    /// Ends its own direction after a while and goes on reading.
    case halfClose = "half-close"
    /// Drops the connection without a word every few seconds and comes back.
    case reconnect
    /// Frames without a mask, which RFC 6455 §5.1 forbids to a client.
    case unmasked
    /// Answers no call.
    case noAnswer = "no-answer"
    /// Answers when everybody has stopped waiting.
    case lateAnswer = "late-answer"
    /// Sends each answer twice.
    case twiceAnswer = "twice-answer"
    /// Every call fails.
    case failedAnswer = "failed-answer"
    /// Partial answers come before the final one, as NapCat's stream actions do it.
    case streamAnswer = "stream-answer"
}
