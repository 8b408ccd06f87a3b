package import Foundation
import GRDB
import Synchronization

extension Journal {
    /// Rows deleted in one transaction; appends come between two of them.
    private static let pruneRows = 1000
    /// Bytes of events deleted in one transaction.
    private static let pruneBytes = 4 << 20
    /// Free pages given back in one transaction.
    private static let vacuumPages = 64

    /// Deletes what is too old or too much, oldest first, in small transactions, and gives the room back to the file
    /// system. With ``limits`` as they are now. Does nothing while another call of it is at work; a cancelled one ends
    /// with the transaction it is in.
    ///
    /// - Returns: How many events were deleted.
    @discardableResult
    package func prune(now: Date = Date()) async throws(JournalProblem) -> Int {
        let limits: JournalLimits? = self.state.withLock { state in
            guard !state.isPruning else { return nil }
            state.isPruning = true
            return state.limits
        }
        guard let limits else { return 0 }
        defer { self.state.withLock { $0.isPruning = false } }

        if limits != self.state.withLock({ $0.limitsInForce }) {
            try await self.write { db in try Self.apply(limits, to: db) }
            self.state.withLock { $0.limitsInForce = limits }
        }
        let oldest = StoredEvent.microseconds(now).subtractingReportingOverflow(limits.keepMicroseconds)
        var deleted = 0
        if !oldest.overflow { deleted += try await self.prune(before: oldest.partialValue) }
        deleted += try await self.prune(toSizeOf: limits)
        try await self.giveBack(limits)
        return deleted
    }

    private func prune(before time: Int64) async throws(JournalProblem) -> Int {
        var deleted = 0
        var more = true
        while more {
            let count = try await self.write { db in
                try Self.delete(
                    db,
                    oldest:
                        "SELECT time, length(bytes) FROM events WHERE time < ? ORDER BY time LIMIT \(Self.pruneRows)",
                    [time],
                    bytes: Self.pruneBytes,
                    by: "DELETE FROM events WHERE time <= ?"
                )
            }
            deleted += count
            more = count > 0 && !Task.isCancelled
        }
        return deleted
    }

    private func prune(toSizeOf limits: JournalLimits) async throws(JournalProblem) -> Int {
        let used = try await self.write { try JournalSchema.size($0).used }
        var deleted = 0
        var more = used > limits.databaseBytes
        while more {
            let count = try await self.write { db in
                let excess = try JournalSchema.size(db).used - (limits.databaseBytes - limits.slackBytes)
                guard excess > 0 else { return 0 }
                return try Self.delete(
                    db,
                    oldest: "SELECT id, length(bytes) FROM events ORDER BY id LIMIT \(Self.pruneRows)",
                    [],
                    bytes: min(excess, Self.pruneBytes),
                    by: "DELETE FROM events WHERE id <= ?"
                )
            }
            deleted += count
            more = count > 0 && !Task.isCancelled
        }
        self.state.withLock { $0.isOverLimit = false }
        return deleted
    }

    /// Deletes the first rows that `oldest` gives, until `bytes` of events are gone.
    ///
    /// - Parameters:
    ///   - oldest: Selects the value that `deletion` takes, and the bytes of the event.
    ///   - deletion: Deletes all rows up to a value.
    private static func delete(
        _ db: Database,
        oldest: String,
        _ arguments: [Int64],
        bytes: Int,
        by deletion: String
    ) throws -> Int {
        var deleted = 0
        try db.inTransaction(.immediate) {
            let statement = try RawStatement(oldest, in: db)
            defer { statement.finish() }
            for (index, argument) in arguments.enumerated() {
                try statement.bind(argument, at: CInt(index + 1))
            }
            var last: Int64?
            var sum = 0
            while sum < bytes, try statement.step() {
                last = statement.integer(0)
                sum += Int(statement.integer(1))
            }
            statement.finish()
            guard let last else { return .rollback }
            let next = try JournalSchema.nextNumber(db)
            try db.execute(sql: "UPDATE numbering SET next = ?", arguments: [next])
            try db.execute(sql: deletion, arguments: [last])
            deleted = db.changesCount
            return .commit
        }
        return deleted
    }

    /// Cuts free pages off the file, save those that the next events will fill, and empties the log.
    private func giveBack(_ limits: JournalLimits) async throws(JournalProblem) {
        var before = Int.max
        var more = true
        while more {
            let left = try await self.write { [before] db in
                let size = try JournalSchema.size(db)
                let excess = max(size.free - limits.slackBytes, size.used + size.free - limits.databaseBytes)
                let pages = min(excess, size.free) / JournalLimits.pageSize
                guard pages > 0, size.free < before else { return 0 }
                try db.execute(sql: "PRAGMA incremental_vacuum(\(min(pages, Self.vacuumPages)))")
                return size.free
            }
            before = left
            more = left > 0 && !Task.isCancelled
        }
        guard !Task.isCancelled else { return }
        // The file itself shrinks only when the log has been moved into it.
        try await self.write { db in try Self.emptyLog(db, waiting: 1) }
    }
}
