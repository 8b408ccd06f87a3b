import GRDB
import GRDBSQLite
import Glibc

/// Why the journal could not do what was asked. Nothing that was stored before is harmed by any of them.
package enum JournalProblem: Error, Equatable, Sendable {
    /// The file system or the quota is full. The same call works again when there is room.
    case diskFull
    /// The file or its folder cannot be written or opened: permissions, a read-only file system, no such folder.
    case notWritable
    /// The file is not a database or its structure is broken. ``Journal/moveAside(path:now:)`` makes way for a new one.
    case damaged
    /// Another process held the file for longer than the journal waits.
    case busy
    /// The file was removed or replaced while it was open; what would be written now would be lost. Open it anew.
    case replaced
    /// Anything else, in SQLite's or the system's words; holds nothing of any event.
    case other(String)
}

extension JournalProblem {
    /// - Parameter db: The connection on which it happened, which knows the system's reason for a failed write.
    init(_ error: any Error, in db: Database? = nil) {
        switch error {
        case let problem as JournalProblem: self = problem
        case let error as DatabaseError:
            let reason = db?.sqliteConnection.map { sqlite3_system_errno($0) } ?? 0
            self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "", errno: reason)
        default: self = .other(String(describing: error))
        }
    }

    /// - Parameters:
    ///   - code: An extended result code, <https://www.sqlite.org/rescode.html>.
    ///   - errno: What the system said last on that connection; looked at for those codes alone that come from it.
    package init(code: CInt, message: String, errno: CInt = 0) {
        switch code & 0xFF {
        case SQLITE_FULL: self = .diskFull
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: self = .busy
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: self = .notWritable
        case SQLITE_CANTOPEN:
            switch errno {
            case ENOSPC, EDQUOT, EMFILE, ENFILE: self.init(errno: errno)
            default: self = .notWritable
            }
        case SQLITE_IOERR:
            switch (ResultCode(rawValue: code), errno) {
            // The index of the write-ahead log could not grow: it is in the same file system.
            case (.SQLITE_IOERR_SHMSIZE, _): self = .diskFull
            case (.SQLITE_IOERR_SHORT_READ, _), (.SQLITE_IOERR_CORRUPTFS, _): self = .damaged
            case (_, ENOSPC), (_, EDQUOT), (_, EFBIG), (_, EROFS), (_, EACCES), (_, EPERM): self.init(errno: errno)
            default: self = .other("input or output failed (SQLite \(code), errno \(errno)): \(message)")
            }
        default: self = .other("SQLite \(code): \(message)")
        }
    }

    /// From a system call that failed.
    init(errno: CInt) {
        switch errno {
        case ENOSPC, EDQUOT, EFBIG: self = .diskFull
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP: self = .notWritable
        default: self = .other(String(cString: strerror(errno)))
        }
    }
}
