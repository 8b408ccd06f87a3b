/// One live link as the doctor sees it.
package struct LinkSession: Sendable {
    package var tally = SessionTally()
    /// Oldest first, at most sixteen.
    package var recentMessages: [ReceivedMessage] = []
    /// Our clock minus the bot's, in seconds; nil while it is not known.
    package var skewSeconds: Double?
    /// Of the peer, without port.
    package var address = ""
    package var isTLS = false
    package var proxyMarks: [String] = []
    package var via: String?
    /// Whether the account was told by `X-Self-ID`.
    package var isNamedByHeader = true
    /// What the link was opened with.
    package var proof = KeyProof.nobodys
    /// Whether that would not open the endpoint any more, or only for a time of grace.
    package var keyIsRetired = false
    /// Asked of links that are silent for long; nil for others.
    package var tcp: TCPState?

    package init() {}
}
