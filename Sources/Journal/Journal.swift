import Foundation
import GRDB
package import OneBot
import Synchronization

/// The history of what arrived, in one SQLite file.
///
/// There is one writer, and its calls are served in the order in which they came; readers work beside it on
/// connections of their own. All of it happens on queues of their own: callers wait without holding a thread.
///
/// What is safe: an event is acknowledged when its transaction is in the write-ahead log. With `synchronous=NORMAL` the
/// log is with the kernel then but perhaps not yet on the disk. So a process that is killed loses nothing that was
/// acknowledged; a machine that loses power may lose the last events, those since the log was last moved into the
/// database, and the file stays whole.
package final class Journal: Sendable {
    struct State: Sendable {
        var limits: JournalLimits
        /// Those that the connection's settings follow.
        var limitsInForce: JournalLimits
        var secrets: [Secret] = []
        var mask = SecretMask()
        var isPruning = false
        var isOverLimit = false
        /// When the log may be emptied by force again.
        var nextForcedCheckpoint: ContinuousClock.Instant
    }

    /// How long a call waits for another process that holds the file.
    static let busySeconds: Double = 5

    /// The database's file.
    package let path: String
    let pool: DatabasePool
    let identity: JournalFile.Identity
    let state: Mutex<State>

    /// Opens the journal and makes it when there is none. Blocks while it reads what an earlier run left in the log.
    ///
    /// - Parameter path: The database; its folder must exist.
    package init(path: String, limits: JournalLimits = JournalLimits()) throws(JournalProblem) {
        try JournalFile.prepare(path)
        do {
            self.pool = try DatabasePool(path: path, configuration: Self.configuration(limits))
            let migrator = JournalSchema.migrator
            guard try !self.pool.read(migrator.hasBeenSuperseded) else {
                throw JournalProblem.other("the file was made by a newer version")
            }
            try migrator.migrate(self.pool)
        } catch {
            throw JournalProblem(error)
        }
        guard let identity = JournalFile.identity(path) else { throw .replaced }
        self.path = path
        self.identity = identity
        self.state = Mutex(State(limits: limits, limitsInForce: limits, nextForcedCheckpoint: .now))
    }

    private static func configuration(_ limits: JournalLimits) -> Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .timeout(Self.busySeconds)
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = 3
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // The first two count only while the file is empty. By the third, to delete an event does not write its
            // pages once more, which would make pruning slow and, on a full disk, impossible.
            try db.execute(
                sql: """
                    PRAGMA page_size = \(JournalLimits.pageSize);
                    PRAGMA auto_vacuum = INCREMENTAL;
                    PRAGMA secure_delete = FAST;
                    """
            )
            try Self.apply(limits, to: db)
        }
        return configuration
    }

    static func apply(_ limits: JournalLimits, to db: Database) throws {
        let pages = limits.logBytes / JournalLimits.pageSize
        try db.execute(
            sql: "PRAGMA wal_autocheckpoint = \(pages); PRAGMA journal_size_limit = \(limits.logBytes)"
        )
    }

    /// What is kept. A change takes effect with the next ``prune(now:)``.
    package var limits: JournalLimits {
        get { self.state.withLock { $0.limits } }
        set { self.state.withLock { $0.limits = newValue } }
    }

    /// Values that never get into the file: their bytes are overwritten in every event appended from now on, also where
    /// they are escaped as JSON. Those shorter than 6 characters are no keys and stay.
    package var secrets: [Secret] {
        get { self.state.withLock { $0.secrets } }
        set {
            let mask = SecretMask(newValue)
            self.state.withLock { state in
                state.secrets = newValue
                state.mask = mask
            }
        }
    }

    /// Whether the last append went over the size allowed: time for ``prune(now:)``.
    package var isOverLimit: Bool {
        self.state.withLock { $0.isOverLimit }
    }

    /// Moves the log into the database and closes all files. Every later call fails.
    package func close() async throws(JournalProblem) {
        // A reader of another process may keep the log from being emptied; the next run reads it then.
        _ = try? await self.write { db in try db.checkpoint(.truncate) }
        let pool = self.pool
        let result: Result<Void, JournalProblem> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { try pool.close() }.mapError { JournalProblem($0) })
            }
        }
        try result.get()
    }

    /// Does `body` on the writer's queue. A cancelled task does not stop it: what was begun is done or fails whole.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalProblem) -> Value {
        let result: Result<Value, JournalProblem> = await withCheckedContinuation { continuation in
            self.pool.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try body(db) }.mapError { JournalProblem($0, in: db) })
            }
        }
        return try result.get()
    }

    /// Reads in one short transaction.
    ///
    /// - Throws: ``JournalProblem`` or `CancellationError`.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await self.pool.read(body)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw CancellationError()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw JournalProblem(error)
        }
    }
}
