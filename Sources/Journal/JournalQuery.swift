package import OneBot

package import struct Foundation.Date

/// Which events are wanted; what is nil does not matter.
package struct JournalQuery: Equatable, Sendable {
    /// The account.
    package var selfID: String?
    package var postType: Envelope.PostType?
    package var groupID: Int64?
    package var userID: Int64?
    /// Arrived at this time or later.
    package var since: Date?
    /// Arrived before this time.
    package var until: Date?

    package init(
        selfID: String? = nil,
        postType: Envelope.PostType? = nil,
        groupID: Int64? = nil,
        userID: Int64? = nil,
        since: Date? = nil,
        until: Date? = nil
    ) {
        self.selfID = selfID
        self.postType = postType
        self.groupID = groupID
        self.userID = userID
        self.since = since
        self.until = until
    }
}

extension JournalQuery {
    /// Whether no condition is left but the rows' numbers.
    var isUnconditional: Bool { self == JournalQuery() }

    /// The rows of a range of numbers that fulfil this query. The range has the numbers ?1 and ?2, both inclusive.
    ///
    /// Numbers follow arrival, so a range of them is a stretch of the file; the index on the time would be a detour.
    func select(descending: Bool) -> String {
        var sql = "SELECT \(StoredEvent.columns) FROM events NOT INDEXED WHERE id BETWEEN ?1 AND ?2"
        if self.selfID != nil { sql += " AND self_id = ?3" }
        if self.postType != nil { sql += " AND post_type = ?4" }
        if self.groupID != nil { sql += " AND group_id = ?5" }
        if self.userID != nil { sql += " AND user_id = ?6" }
        if self.since != nil { sql += " AND time >= ?7" }
        if self.until != nil { sql += " AND time < ?8" }
        return sql + (descending ? " ORDER BY id DESC" : " ORDER BY id")
    }

    func bind(_ numbers: ClosedRange<Int64>, to statement: RawStatement) throws {
        try statement.bind(numbers.lowerBound, at: 1)
        try statement.bind(numbers.upperBound, at: 2)
        if let selfID = self.selfID { try statement.bind(selfID, at: 3) }
        if let postType = self.postType { try statement.bind(StoredEvent.code(of: postType), at: 4) }
        if let groupID = self.groupID { try statement.bind(groupID, at: 5) }
        if let userID = self.userID { try statement.bind(userID, at: 6) }
        if let since = self.since { try statement.bind(StoredEvent.microseconds(since), at: 7) }
        if let until = self.until { try statement.bind(StoredEvent.microseconds(until), at: 8) }
    }
}
