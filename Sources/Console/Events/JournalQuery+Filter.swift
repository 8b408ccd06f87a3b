import Journal
import OneBot

import struct Foundation.Date

extension JournalQuery {
    /// What of a filter the journal's own columns can decide; the text is left to the filter itself.
    init(_ filter: EventFilter, since: Date? = nil, until: Date? = nil) {
        self.init(
            selfID: filter.bot,
            postType: filter.kind,
            groupID: filter.group.flatMap { Int64($0) },
            userID: filter.user.flatMap { Int64($0) },
            since: since,
            until: until
        )
    }
}
