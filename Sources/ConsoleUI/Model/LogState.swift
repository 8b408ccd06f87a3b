package import Snapshot

/// The Log as one terminal looks at it.
package struct LogState: Equatable, Sendable {
    package var level = LogLine.Level.info
    package var filter = FilterState()
    /// Number of the line the cursor is on; nil follows the newest.
    package var selected: Int?
    /// Number of the first line in sight, while the cursor does not follow.
    package var topNumber = 0
    /// Columns that long lines are moved to the left.
    package var offset = 0
    /// Number of the newest line when the list was paused.
    package var pausedAt: Int?
}
