/// Events for a display, oldest first.
package struct EventPage: Equatable, Sendable {
    package var records: [EventRecord]
    /// Events that arrived between these and the page before, and are not shown: too many came at once.
    package var skipped: Int

    package init(records: [EventRecord] = [], skipped: Int = 0) {
        self.records = records
        self.skipped = skipped
    }
}
