package import struct Foundation.Date

/// One connection attempt as the ledger has it; never holds the key that was sent.
package struct AttemptFacts: Equatable, Sendable {
    package var time: Date
    /// Address without port.
    package var address: String
    /// HTTP status we answered; 101 when accepted, 0 when there was nothing to answer.
    package var status: Int
    /// Id of the catalogue that says what was wrong (`HS-01`, `AUTH-03` …); nil when accepted.
    package var cause: String?
    package var path: String?
    package var userAgent: String?
    package var selfID: String?
    /// Length of the key that was sent, in bytes.
    package var keyLength: Int?

    package init(
        time: Date,
        address: String,
        status: Int,
        cause: String? = nil,
        path: String? = nil,
        userAgent: String? = nil,
        selfID: String? = nil,
        keyLength: Int? = nil
    ) {
        self.time = time
        self.address = address
        self.status = status
        self.cause = cause
        self.path = path
        self.userAgent = userAgent
        self.selfID = selfID
        self.keyLength = keyLength
    }
}

/// One thing in the Overview's "Needs attention" box. Values, not words: the screen words them.
package enum AttentionFacts: Equatable, Sendable {
    case listenerFailed(ListenerFacts)
    /// Refused attempts of one address with one cause, collapsed.
    case refused(cause: String, address: String, path: String?, keyLength: Int?, count: Int, lastAt: Date)
    case anonymousAllowed
    /// Events are not written down at present.
    case journalPaused(JournalPause, since: Date)
}
