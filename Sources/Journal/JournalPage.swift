package import OneBot

package import struct Foundation.Date

/// What one step of a search found.
package struct JournalPage: Equatable, Sendable {
    /// Oldest first.
    package var records: [EventRecord]
    /// Hand this to the next call as `before` to go on to older events; nil when there are none.
    package var next: Int64?
    /// When the oldest row arrived that was looked at, found or not; nil when none was.
    package var searchedBack: Date?
    /// How many rows were looked at.
    package var scanned: Int
}
