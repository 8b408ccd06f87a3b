import GRDB
import GRDBSQLite

extension Database {
    /// Does `body` while locks of others are waited for only so long.
    func waiting(seconds: Double, _ body: () throws -> Void) rethrows {
        let connection = self.sqliteConnection
        sqlite3_busy_timeout(connection, CInt(seconds * 1000))
        defer { sqlite3_busy_timeout(connection, CInt(Journal.busySeconds * 1000)) }
        try body()
    }
}
