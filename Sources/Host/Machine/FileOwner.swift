import Glibc

/// Whose a file is (SYS-06).
package struct FileOwner: Equatable, Sendable {
    package var owner: UserName
    package var groupID: UInt32
    /// The permission bits, with set-user-id and its like: 0o600 for a private file.
    package var mode: UInt32

    package init(owner: UserName, groupID: UInt32, mode: UInt32) {
        self.owner = owner
        self.groupID = groupID
        self.mode = mode
    }

    /// Follows links. Looking up the name may ask a directory server and take as long as that takes.
    ///
    /// - Returns: nil when there is no such file or we may not see it.
    package static func of(path: String) -> FileOwner? {
        guard !path.utf8.contains(0) else { return nil }
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return FileOwner(owner: UserName.of(facts.st_uid), groupID: facts.st_gid, mode: facts.st_mode & 0o7777)
    }
}

/// A user of this machine.
package struct UserName: Equatable, Sendable {
    package var id: UInt32
    /// Nil when the number is nobody's.
    package var name: String?

    package init(id: UInt32, name: String?) {
        self.id = id
        self.name = name
    }

    /// The user whose rights this process has.
    package static func current() -> UserName {
        Self.of(geteuid())
    }

    /// Looks the name up, as the system is set up to: mostly in one small file.
    package static func of(_ id: UInt32) -> UserName {
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
            return UserName(id: id, name: withExtendedLifetime(buffer) { String(cString: name) })
        }
        return UserName(id: id, name: nil)
    }
}
