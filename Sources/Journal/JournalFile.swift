import Glibc

/// The files of a journal in the file system: the database, and beside it its write-ahead log and the log's index.
enum JournalFile {
    /// Which file a path leads to.
    struct Identity: Equatable, Sendable {
        var device: UInt64
        var node: UInt64
    }

    /// What follows the database's name in the names of the files beside it.
    static let companions = ["-wal", "-shm"]

    /// Makes the database's file when there is none, and all files readable by their owner alone: SQLite gives those
    /// beside it the mode of the database.
    static func prepare(_ path: String) throws(JournalProblem) {
        // A file that is there is never opened here: closing it would drop the locks that this process has on it.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw JournalProblem(errno: errno)
        }
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw JournalProblem(errno: errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .notWritable }
        for name in [path] + Self.companions.map({ path + $0 }) where stat(name, &facts) == 0 {
            // Only where needed: on a read-only file system it would fail, which is not the reason to report.
            guard facts.st_mode & 0o777 == 0o600 || chmod(name, 0o600) == 0 else { throw JournalProblem(errno: errno) }
        }
    }

    static func identity(_ path: String) -> Identity? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return Identity(device: UInt64(facts.st_dev), node: UInt64(facts.st_ino))
    }

    /// Length in bytes; 0 when there is no such file.
    static func size(_ path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }

    /// Whether so many bytes fit into the file system and leave `reserve` free, or an eighth of all where it is small.
    static func hasRoom(_ path: String, for bytes: Int, reserve: Int) -> Bool {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return true }
        // Blocks, so that no size of a file system overflows.
        let size = max(1, UInt64(facts.f_frsize))
        let needed = UInt64(bytes) / size + min(UInt64(reserve) / size, UInt64(facts.f_blocks) / 8)
        return UInt64(facts.f_bavail) >= needed
    }

    /// Length of the database and of the files beside it.
    static func sizeOfAll(_ path: String) -> Int {
        Self.companions.reduce(Self.size(path)) { $0 + Self.size(path + $1) }
    }
}
