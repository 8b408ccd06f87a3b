import Glibc

/// Where the standard error of a serving process without a terminal goes: what the runtime says when it dies.
struct CrashFile: Sendable {
    let path: String
    /// In bytes; looked at when a process starts, which writes nothing but its last words.
    private static let maximumSize = 256 * 1024

    /// What a run that did not end in order left, of it the beginning; the file is empty then, and `NAME.1` has all.
    ///
    /// For the holder of the lock alone, whose own standard error may be this very file.
    func takeLastWords(lines limit: Int = 40) -> [String] {
        let descriptor = Glibc.open(self.path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.maximumSize + 65_536)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, SmallFile.write(Array(bytes[..<count]), to: self.path + ".1") == nil else { return [] }
        _ = ftruncate(descriptor, 0)
        let lines = bytes[..<count].split(separator: UInt8(ascii: "\n"))
        return lines.prefix(limit).map { String(decoding: $0.prefix(ErrorLines.longest), as: UTF8.self) }
    }

    /// Empties the file after a run that ended in order: what it held stands in the log.
    func clear() {
        _ = truncate(self.path, 0)
    }

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
