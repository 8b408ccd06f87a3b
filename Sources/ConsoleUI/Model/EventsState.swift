import OneBot
import Snapshot

import struct Foundation.Date

/// The Events as one terminal looks at them.
struct EventsState: Equatable {
    /// What came while the panel was in sight.
    var list = EventList()
    var cursor = EventCursor()
    var filter = FilterState()
    var hidesMeta = true
    /// Number of the newest event when the list was paused.
    var pausedAt: Int64?
    /// Events that were not handed over, since too many came at once or the panel was not in sight.
    var skipped = 0
    /// Open while the journal is looked at.
    var journal: JournalState?

    /// The names that terms of the filter begin with.
    static let filterNames = ["bot:", "kind:", "group:", "user:"]

    /// What the filter and the switch for meta events leave. A name that nothing follows yet narrows nothing.
    var view: EventView {
        // An input method's colon is as good as ours.
        let terms = self.filter.text.split(separator: " ").filter { term in
            !Self.filterNames.contains(term.lowercased().replacing("：", with: ":"))
        }
        return EventView(filter: EventFilter(parsing: terms.joined(separator: " ")), hidesMeta: self.hidesMeta)
    }
}

/// Where a list of events stands.
struct EventCursor: Equatable {
    /// Number of the event the cursor is on; nil is on the newest.
    var selected: Int64?
    /// Number of the first event in sight, while the cursor is not on the newest.
    var topNumber: Int64 = 0
}

/// What was found in the journal.
struct JournalState: Equatable {
    var list = EventList()
    var cursor = EventCursor()
    /// What was searched for.
    var view: EventView
    /// The search under way.
    var awaited: JournalSearch?
    /// Where the next search begins.
    var before: Int64?
    var searchedBackTo: Date?
    var isComplete = false
}

/// An event in full, on a page of its own.
package struct OpenEvent: Equatable, Sendable {
    var record: EventRecord
    var text: ScrolledText
}
