import GRDB

/// The tables, and how a file of an earlier version becomes one of this.
enum JournalSchema {
    /// A migration that was in a release is never changed; another follows it.
    ///
    /// Of indices there is the one on the time, for which a row costs little because times rise. Search by bot, group or
    /// user reads a stretch of rows: that goes at millions of rows a second, and an index on users alone would make
    /// writing several times as slow.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("events") { db in
            try db.execute(
                sql: """
                    CREATE TABLE events (
                        id INTEGER PRIMARY KEY,
                        time INTEGER NOT NULL,
                        self_id TEXT,
                        post_type INTEGER NOT NULL,
                        user_id INTEGER,
                        group_id INTEGER,
                        length INTEGER NOT NULL,
                        bytes BLOB NOT NULL
                    );
                    CREATE INDEX events_by_time ON events (time);
                    CREATE TABLE numbering (next INTEGER NOT NULL);
                    INSERT INTO numbering VALUES (1);
                    """
            )
        }
        return migrator
    }

    /// The number of the next event. Also when all events were pruned, no number comes twice.
    static func nextNumber(_ db: Database) throws -> Int64 {
        let statement = try RawStatement(
            "SELECT max((SELECT next FROM numbering), (SELECT coalesce(max(id), 0) + 1 FROM events))",
            in: db
        )
        defer { statement.finish() }
        guard try statement.step(), let number = statement.optionalInteger(0) else { throw JournalProblem.damaged }
        return number
    }

    /// Bytes of the pages that hold something, and of those that are free.
    static func size(_ db: Database) throws -> (used: Int, free: Int) {
        let all = try Self.pragma("page_count", db)
        let free = try Self.pragma("freelist_count", db)
        let size = try Self.pragma("page_size", db)
        return ((all - free) * size, free * size)
    }

    /// The value of a pragma that is a count or a size.
    static func pragma(_ name: String, _ db: Database) throws -> Int {
        let statement = try RawStatement("PRAGMA \(name)", in: db)
        defer { statement.finish() }
        return try statement.step() ? Int(statement.integer(0)) : 0
    }
}
