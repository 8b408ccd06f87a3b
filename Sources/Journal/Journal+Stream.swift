import Foundation
import GRDB
package import OneBot

extension Journal {
    /// Hands on the events that fulfil `query` and `predicate` from old to new, up to the newest at the time of the
    /// call, in chunks of at most 8192 events and about 8 MiB. No transaction is open while `handler` works.
    ///
    /// - Parameters:
    ///   - after: Only events with a larger number.
    ///   - handler: Gets no empty chunk. What it throws ends the stream and comes out of this call.
    /// - Returns: The number up to which the journal was read, whatever was found; hand it on as `after` to continue
    ///   without gap. nil when the journal had nothing newer.
    /// - Throws: ``JournalProblem``, what `handler` throws, or `CancellationError` soon after the task was cancelled.
    @concurrent
    @discardableResult
    package func events(
        matching query: JournalQuery = JournalQuery(),
        where predicate: (@Sendable (EventRecord) -> Bool)? = nil,
        after: Int64? = nil,
        handler: @Sendable ([EventRecord]) async throws -> Void
    ) async throws -> Int64? {
        guard let bounds = try await self.read({ try Self.bounds($0, query, after: after) }) else { return nil }
        var bottom = bounds.lowerBound
        while let first = try await self.read({ [bottom] in try Self.first($0, from: bottom) }),
            first <= bounds.upperBound
        {
            try Task.checkCancellation()
            let numbers = first...min(bounds.upperBound, first + Self.chunkRows - 1)
            let chunk = try await self.read { try Self.chunk($0, query, numbers, descending: false, limit: .max) }
            let records = predicate.map { chunk.records.filter($0) } ?? chunk.records
            if !records.isEmpty { try await handler(records) }
            bottom = chunk.end + 1
        }
        return bounds.upperBound
    }

    private static func bounds(_ db: Database, _ query: JournalQuery, after: Int64?) throws -> ClosedRange<Int64>? {
        guard let highest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM events") else { return nil }
        var lowest = after.map { $0 < .max ? $0 + 1 : $0 } ?? 0
        if let since = query.since, after == nil {
            lowest =
                try Int64.fetchOne(
                    db,
                    sql: "SELECT min(id) FROM events INDEXED BY events_by_time WHERE time >= ?",
                    arguments: [StoredEvent.microseconds(since)]
                ) ?? highest
        }
        return lowest <= highest ? lowest...highest : nil
    }

    /// The smallest number from `number` on: what was between may have been pruned.
    private static func first(_ db: Database, from number: Int64) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM events WHERE id >= ? ORDER BY id LIMIT 1", arguments: [number])
    }
}
