import Foundation
import GRDB
package import OneBot

extension Journal {
    /// The rows of one transaction of a reader: it lasts some milliseconds, so that the log can begin anew beside it.
    static let chunkRows: Int64 = 8192
    /// A transaction of a reader ends with this many bytes of events.
    static let chunkBytes = 8 << 20
    /// A page ends with this many bytes of events, however few they are.
    static let pageBytes = 32 << 20

    /// The newest events that fulfil `query` and `predicate`, searching from new to old.
    ///
    /// It ends with `limit` events, or 32 MiB of them, or `scanning` rows looked at, or the oldest row; the page says
    /// where to go on. `predicate` runs on a thread of the concurrent pool, never on the caller's.
    ///
    /// - Parameter before: Search below this number; nil from the newest on.
    /// - Throws: ``JournalProblem``, or `CancellationError` soon after the task was cancelled.
    @concurrent
    package func page(
        matching query: JournalQuery = JournalQuery(),
        where predicate: (@Sendable (EventRecord) -> Bool)? = nil,
        before: Int64? = nil,
        limit: Int,
        scanning: Int = 200_000
    ) async throws -> JournalPage {
        var page = JournalPage(records: [], next: nil, searchedBack: nil, scanned: 0)
        guard limit > 0, let bounds = try await self.read({ try Self.bounds($0, query, before: before) }) else {
            return page
        }
        var top = bounds.upperBound
        var bytes = 0
        search: while top >= bounds.lowerBound, page.scanned < max(1, scanning) {
            try Task.checkCancellation()
            let lowest = max(bounds.lowerBound, top - min(Self.chunkRows, Int64(max(1, scanning) - page.scanned)) + 1)
            let numbers = lowest...top
            let wanted = predicate == nil ? limit - page.records.count : Int.max
            let chunk = try await self.read { try Self.chunk($0, query, numbers, descending: true, limit: wanted) }
            var end = chunk.end
            for record in chunk.records where predicate?(record) ?? true {
                page.records.append(record)
                bytes += record.bytes.count
                if page.records.count == limit || bytes >= Self.pageBytes {
                    end = record.number
                    break
                }
            }
            page.scanned += Int(top - end + 1)
            top = end - 1
            if page.records.count == limit || bytes >= Self.pageBytes { break search }
        }
        page.records.reverse()
        page.next = top >= bounds.lowerBound ? top + 1 : nil
        let lowest = top + 1
        page.searchedBack = try await self.read { try Self.time($0, of: lowest) }
        return page
    }

    /// The numbers between which what a query asks for stands; nil when that is nowhere.
    ///
    /// Numbers rise with time unless the clock was set back, so times that bound the query become numbers here: exactly,
    /// by a walk over the index.
    private static func bounds(
        _ db: Database,
        _ query: JournalQuery,
        before: Int64?
    ) throws -> ClosedRange<Int64>? {
        var lowest = try Int64.fetchOne(db, sql: "SELECT min(id) FROM events")
        var highest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM events")
        if let since = query.since {
            lowest = try Int64.fetchOne(
                db,
                sql: "SELECT min(id) FROM events INDEXED BY events_by_time WHERE time >= ?",
                arguments: [StoredEvent.microseconds(since)]
            )
        }
        if let until = query.until, before == nil {
            highest = try Int64.fetchOne(
                db,
                sql: "SELECT max(id) FROM events INDEXED BY events_by_time WHERE time < ?",
                arguments: [StoredEvent.microseconds(until)]
            )
        }
        guard let lowest, var highest else { return nil }
        if let before {
            guard before > lowest else { return nil }
            highest = min(highest, before - 1)
        }
        return lowest <= highest ? lowest...highest : nil
    }

    /// The rows of a range of numbers that fulfil `query`, in the order asked for, and the number up to which the
    /// range was read: it ends early with ``chunkBytes`` or with `limit` rows.
    static func chunk(
        _ db: Database,
        _ query: JournalQuery,
        _ numbers: ClosedRange<Int64>,
        descending: Bool,
        limit: Int
    ) throws -> (records: [EventRecord], end: Int64) {
        let statement = try RawStatement(query.select(descending: descending), in: db)
        defer { statement.finish() }
        try query.bind(numbers, to: statement)
        var records: [EventRecord] = []
        var bytes = 0
        while try statement.step() {
            let record = StoredEvent.read(statement)
            records.append(record)
            bytes += record.bytes.count
            if records.count >= limit || bytes >= Self.chunkBytes { return (records, record.number) }
        }
        return (records, descending ? numbers.lowerBound : numbers.upperBound)
    }

    /// When the event of this number, or the next one after it, arrived.
    private static func time(_ db: Database, of number: Int64) throws -> Date? {
        try Int64.fetchOne(db, sql: "SELECT time FROM events WHERE id >= ? ORDER BY id LIMIT 1", arguments: [number])
            .map(StoredEvent.date)
    }
}
