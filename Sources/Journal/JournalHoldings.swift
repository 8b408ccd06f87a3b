package import Foundation
import GRDB

/// How much the journal holds.
package struct JournalHoldings: Equatable, Sendable {
    /// Events.
    package var rows: Int
    /// When the oldest arrived.
    package var oldest: Date?
    /// Bytes of all its files.
    package var bytesOnDisk: Int
}

extension Journal {
    /// How much the journal holds now. Counting a million rows takes some milliseconds.
    ///
    /// - Throws: ``JournalProblem`` or `CancellationError`.
    @concurrent
    package func holdings() async throws -> JournalHoldings {
        let (rows, oldest) = try await self.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM events") ?? 0,
                try Int64.fetchOne(db, sql: "SELECT min(time) FROM events")
            )
        }
        return JournalHoldings(
            rows: rows,
            oldest: oldest.map(StoredEvent.date),
            bytesOnDisk: JournalFile.sizeOfAll(self.path)
        )
    }
}
