import Glibc

/// The folder that bot and app must both see (`napcat.data_dir`).
package struct DataFolder: Equatable, Sendable {
    package enum State: Equatable, Sendable, CaseIterable {
        case good
        case missing
        case notFolder
        /// We may not look into it.
        case closed
        /// We may not write into it, or nobody may.
        case readOnly
    }

    package var path: String
    package var state: State
    /// What we may still fill; nil where the file system does not tell.
    package var freeBytes: Int?
    /// The user it belongs to, by number where that is nobody's.
    package var owner: String?

    package init(path: String, state: State, freeBytes: Int? = nil, owner: String? = nil) {
        self.path = path
        self.state = state
        self.freeBytes = freeBytes
        self.owner = owner
    }

    /// Looks at a folder and leaves nothing behind in it.
    ///
    /// Blocks: a handful of system calls, well under a millisecond on a disk of this machine, and for ever on a network
    /// file system that does not answer or a directory server that is asked for the owner's name. Call it on a thread
    /// that nobody waits for.
    package static func look(at path: String) -> DataFolder {
        guard !path.isEmpty, !path.utf8.contains(0) else { return DataFolder(path: path, state: .missing) }
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            let isHidden = errno != ENOENT && errno != ENOTDIR
            return DataFolder(path: path, state: isHidden ? .closed : .missing)
        }
        guard facts.st_mode & S_IFMT == S_IFDIR else { return DataFolder(path: path, state: .notFolder) }
        var folder = DataFolder(path: path, state: .good, owner: UserText.name(of: facts.st_uid))
        var system = statvfs()
        let hasSystem = statvfs(path, &system) == 0
        if hasSystem {
            let (free, overflows) = UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize))
            folder.freeBytes = overflows ? .max : Int(clamping: free)
        }
        // By the rights that we act with, not those of whoever started us.
        if faccessat(AT_FDCWD, path, R_OK | X_OK, AT_EACCESS) != 0 {
            folder.state = .closed
        } else if faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0
            || (hasSystem && system.f_flag & UInt(ST_RDONLY) != 0)
        {
            folder.state = .readOnly
        }
        return folder
    }
}

/// Names of the users of this machine.
enum UserText {
    /// The number itself where it is nobody's.
    static func name(of id: UInt32) -> String {
        var size = 1024
        while size <= 1 << 20 {
            var buffer = [CChar](repeating: 0, count: size)
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let code = getpwuid_r(id, &entry, &buffer, buffer.count, &found)
            if code == EINTR { continue }
            if code == ERANGE {
                size *= 2
                continue
            }
            guard code == 0, found != nil, let name = entry.pw_name else { break }
            // The name lies in the buffer.
            return LogText.plain(withExtendedLifetime(buffer) { String(cString: name) }, limit: 64)
        }
        return String(id)
    }
}
