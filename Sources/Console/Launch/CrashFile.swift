import Glibc

/// Where the standard error of a serving process without a terminal goes: what the runtime says when it dies.
struct CrashFile: Sendable {
    let path: String
    /// In bytes; looked at when a process starts, which writes nothing but its last words.
    private static let maximumSize = 256 * 1024

    /// The file for appending; one that has grown too large becomes `NAME.1` first.
    ///
    /// - Returns: A descriptor, or -errno.
    func open() -> CInt {
        if let facts = FileFacts(path: self.path), facts.size > Self.maximumSize {
            // When that fails the file goes on growing, which is still better than no last words.
            rename(self.path, self.path + ".1")
        }
        let descriptor = Glibc.open(self.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        return descriptor >= 0 ? descriptor : -errno
    }
}
