package import struct Foundation.Date

/// The journal: the events kept on disk.
package struct JournalFacts: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        /// Switched off in the settings.
        case off
        case writing
        /// Nothing is written until the cause is gone; then it goes on by itself.
        case paused(JournalPause, since: Date)
    }

    package var state: State
    /// Events in it.
    package var events: Int
    /// Size on disk.
    package var bytes: Int
    /// Arrival of the oldest event in it; nil while it is empty.
    package var oldestAt: Date?

    package init(state: State = .off, events: Int = 0, bytes: Int = 0, oldestAt: Date? = nil) {
        self.state = state
        self.events = events
        self.bytes = bytes
        self.oldestAt = oldestAt
    }
}

/// Why the journal writes nothing.
package enum JournalPause: Equatable, Sendable {
    case diskFull
    /// Its folder or file does not let us write.
    case notWritable
    case damaged
    /// Another process keeps the file locked.
    case held
    /// The file was removed or replaced while it was open.
    case replaced
    /// A write does not come to an end.
    case notAnswering
    case other(String)
}
