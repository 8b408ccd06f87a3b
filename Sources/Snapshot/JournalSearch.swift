package import OneBot

package import struct Foundation.Date

/// A look into the journal, from its newest event backwards.
package struct JournalSearch: Equatable, Sendable {
    package var filter: EventFilter
    /// Whether meta events are passed over.
    package var hidesMeta: Bool
    /// Only events older than the one of this number; nil begins with the newest.
    package var before: Int64?
    /// Events to find at most.
    package var limit: Int

    package init(filter: EventFilter, hidesMeta: Bool = false, before: Int64? = nil, limit: Int) {
        self.filter = filter
        self.hidesMeta = hidesMeta
        self.before = before
        self.limit = limit
    }
}

/// What a look into the journal brought.
package struct JournalFound: Equatable, Sendable {
    /// The search that this answers.
    package var search: JournalSearch
    /// Oldest first.
    package var records: [EventRecord]
    /// Arrival of the oldest event that was looked at, whether it matched or not; nil when none was.
    package var searchedBackTo: Date?
    /// Whether the beginning of the journal was reached: there is nothing older.
    package var isComplete: Bool
    /// Why the search failed or broke off, as a sentence.
    package var problem: String?
    /// Where the next search begins when this one was broken off without a match; nil: before the oldest record found.
    package var continueBefore: Int64?

    package init(
        search: JournalSearch,
        records: [EventRecord] = [],
        searchedBackTo: Date? = nil,
        isComplete: Bool = false,
        problem: String? = nil,
        continueBefore: Int64? = nil
    ) {
        self.search = search
        self.records = records
        self.searchedBackTo = searchedBackTo
        self.isComplete = isComplete
        self.problem = problem
        self.continueBefore = continueBefore
    }
}
