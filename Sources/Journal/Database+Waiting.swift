import GRDB
import GRDBSQLite

extension Database {
    /// Does `body` while locks of others are waited for only so long.
    ///
    /// - Throws: What `body` throws, or `SQLITE_MISUSE` when the connection is closed.
    func waiting(seconds: Double, _ body: () throws -> Void) throws {
        guard let connection = self.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the journal is closed")
        }
        sqlite3_busy_timeout(connection, CInt(seconds * 1000))
        defer { sqlite3_busy_timeout(connection, CInt(Journal.busySeconds * 1000)) }
        try body()
    }
}
