package import struct Foundation.Date

/// One thing in the Overview's "Needs attention" box. Values, not words: the screen words them.
package enum AttentionFacts: Equatable, Sendable {
    case listenerFailed(ListenerFacts)
    /// Refused attempts of one address with one cause, collapsed.
    case refused(cause: String, address: String, path: String?, keyLength: Int?, count: Int, lastAt: Date)
    case anonymousAllowed
    /// Events are not written down at present.
    case journalPaused(JournalPause, since: Date)
}
