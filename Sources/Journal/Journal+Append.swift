import GRDB
package import OneBot
import Synchronization

extension Journal {
    /// Stores events in one transaction; when this returns, all of them are stored, when it throws, none is.
    ///
    /// Refused as ``JournalProblem/diskFull`` already when the file system has 32 MiB left, so that pruning still can
    /// work. Their numbers here follow those stored before; what `number` they carry does not matter. For one caller at a
    /// time, with batches of some hundred to some thousand.
    ///
    /// - Returns: The numbers they got; nil for none.
    @discardableResult
    package func append(_ batch: [EventRecord]) async throws(JournalProblem) -> ClosedRange<Int64>? {
        guard !batch.isEmpty else { return nil }
        let (mask, limits) = self.state.withLock { ($0.mask, $0.limitsInForce) }
        return try await self.write { db in
            guard JournalFile.identity(self.path) == self.identity else { throw JournalProblem.replaced }
            try self.checkRoom(db, limits, for: batch)
            try self.keepLogSmall(db, limits)
            let first = try Self.insert(batch, mask, into: db)
            let isOver = try JournalSchema.size(db).used > limits.databaseBytes
            self.state.withLock { $0.isOverLimit = isOver }
            return first...first + Int64(batch.count - 1)
        }
    }

    private static func insert(_ batch: [EventRecord], _ mask: SecretMask, into db: Database) throws -> Int64 {
        var first: Int64 = 0
        try db.inTransaction(.immediate) {
            first = try JournalSchema.nextNumber(db)
            let statement = try RawStatement(StoredEvent.insert, in: db)
            defer { statement.finish() }
            for (offset, record) in batch.enumerated() {
                let bytes = mask.masked(record.bytes) ?? record.bytes
                try StoredEvent.insert(record, number: first + Int64(offset), bytes: bytes, by: statement)
            }
            return .commit
        }
        return first
    }

    /// A batch that does not fit is refused before it is begun: one that fails half way leaves the log longer than what
    /// it holds, on a disk that has no room.
    private func checkRoom(_ db: Database, _ limits: JournalLimits, for batch: [EventRecord]) throws {
        // Once into the log and once into the database, with what the row, the index and the pages add.
        let bytes = batch.reduce(128 << 10) { $0 + 2 * ($1.bytes.count + 64) }
        guard !JournalFile.hasRoom(self.path, for: bytes, reserve: limits.reserveBytes) else { return }
        // What takes the room may be the log itself.
        try? Self.emptyLog(db, waiting: 0.25)
        guard JournalFile.hasRoom(self.path, for: bytes, reserve: limits.reserveBytes) else {
            throw JournalProblem.diskFull
        }
    }

    /// Moving the log into the database happens by itself with a commit, as far as readers allow; the log begins anew
    /// when none of them needs it. Here is what to do when that did not happen for long: wait a moment for the readers,
    /// seldom, and in the end refuse rather than fill the disk.
    private func keepLogSmall(_ db: Database, _ limits: JournalLimits) throws {
        let size = JournalFile.size(self.path + "-wal")
        guard size > 4 * limits.logBytes else { return }
        let now = ContinuousClock.now
        let isDue = self.state.withLock { state in
            guard state.nextForcedCheckpoint <= now else { return false }
            state.nextForcedCheckpoint = now + .seconds(2)
            return true
        }
        if isDue { try Self.emptyLog(db, waiting: 0.25) }
        guard JournalFile.size(self.path + "-wal") <= limits.logCeiling else { throw JournalProblem.busy }
    }

    /// Moves the log into the database and cuts it to nothing, unless readers need it for longer than `waiting`
    /// seconds.
    static func emptyLog(_ db: Database, waiting: Double) throws {
        try db.waiting(seconds: waiting) {
            do {
                _ = try db.checkpoint(.truncate)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                return
            }
        }
    }
}
