import GRDB
import GRDBSQLite

/// A prepared statement of a connection's cache, driven by SQLite's own functions.
///
/// For rows in bulk: GRDB's values would copy each event's bytes twice and take five times as long. It must not leave
/// the access to the database in which it was made, and ``reset()`` ends each use of it.
struct RawStatement {
    /// Owns `handle`.
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ sql: String, in db: Database) throws {
        self.statement = try db.cachedStatement(sql: sql)
        self.handle = self.statement.sqliteStatement
    }

    // MARK: - Parameters, counted from 1

    func bind(_ value: Int64?, at index: CInt) throws {
        if let value {
            try self.check(sqlite3_bind_int64(self.handle, index, value))
        } else {
            try self.check(sqlite3_bind_null(self.handle, index))
        }
    }

    /// Copies the text.
    func bind(_ text: String, at index: CInt) throws {
        // SQLITE_TRANSIENT, which the C header says by a cast that Swift does not import: copy before returning. The
        // value is compared, never called.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        try text.withCString { pointer in
            try self.check(sqlite3_bind_text64(self.handle, index, pointer, UInt64(text.utf8.count), transient, 1))
        }
    }

    /// Without a copy: `bytes` must live until the statement has stepped and something else is bound or cleared.
    func bindUncopied(_ bytes: UnsafeRawBufferPointer, at index: CInt) throws {
        if let base = bytes.baseAddress, bytes.count > 0 {
            try self.check(sqlite3_bind_blob64(self.handle, index, base, UInt64(bytes.count), nil))
        } else {
            try self.check(sqlite3_bind_zeroblob(self.handle, index, 0))
        }
    }

    // MARK: - Running

    /// Goes to the next row; false when there is none.
    func step() throws -> Bool {
        let code = sqlite3_step(self.handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw self.error(code)
        }
    }

    /// Ready for other parameters; those bound stay until they are bound anew. Its code would repeat that of the step.
    func reset() {
        sqlite3_reset(self.handle)
    }

    /// Ends the use: lets go of all parameters too.
    func finish() {
        sqlite3_reset(self.handle)
        sqlite3_clear_bindings(self.handle)
    }

    // MARK: - Columns of the row, counted from 0; whatever stands there, none of these fails

    func integer(_ column: CInt) -> Int64 {
        sqlite3_column_int64(self.handle, column)
    }

    func optionalInteger(_ column: CInt) -> Int64? {
        sqlite3_column_type(self.handle, column) == SQLITE_NULL ? nil : self.integer(column)
    }

    func optionalText(_ column: CInt) -> String? {
        sqlite3_column_text(self.handle, column).map { String(cString: $0) }
    }

    func bytes(_ column: CInt) -> [UInt8] {
        guard let pointer = sqlite3_column_blob(self.handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(self.handle, column))))
    }

    // MARK: - Errors

    private func check(_ code: CInt) throws {
        guard code == SQLITE_OK else { throw self.error(code) }
    }

    private func error(_ code: CInt) -> DatabaseError {
        let message = sqlite3_db_handle(self.handle).flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
