import Glibc

/// Files of a line or two in the state folder.
enum SmallFile {
    /// The text of a regular file, at most `limit` bytes of it; nil when it cannot be read or is not UTF-8.
    static func read(_ path: String, limit: Int = 4096) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return Self.read(descriptor, limit: limit)
    }

    /// What stands in an open file from its beginning.
    static func read(_ descriptor: CInt, limit: Int = 4096) -> String? {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = pread(descriptor, &bytes, limit, 0)
        guard count >= 0 else { return nil }
        return String(validating: bytes[..<count], as: UTF8.self)
    }

    /// All that comes on a descriptor; nil when it is more than `limit` bytes or cannot be read.
    static func readAll(_ descriptor: CInt, limit: Int) -> [UInt8]? {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return all }
            if count < 0 {
                guard errno == EINTR else { return nil }
                continue
            }
            guard all.count + count <= limit else { return nil }
            all += chunk[..<count]
        }
    }

    /// Puts `text` at `path` in one step (a temporary file, fsync, rename), readable by the owner alone.
    ///
    /// - Returns: The errno of what failed, or nil.
    static func write(_ text: String, to path: String) -> CInt? {
        Self.write(Array(text.utf8), to: path)
    }

    /// The same for bytes, with another mode where others may read them.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) -> CInt? {
        let temporary = path + ".tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return errno }
        let written = Self.writeAll(bytes, to: descriptor) && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0
        let problem = written ? nil : errno
        close(descriptor)
        if let problem {
            unlink(temporary)
            return problem
        }
        guard rename(temporary, path) == 0 else {
            let problem = errno
            unlink(temporary)
            return problem
        }
        return nil
    }

    /// Writes everything, however often the system takes only a part; false leaves the cause in errno.
    static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }
}
