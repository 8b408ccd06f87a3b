import Glibc

/// Lets one process at a time read a file, change it and write it back: a kernel lock on the folder that the file is in,
/// which leaves nothing behind and ends with the process.
struct FolderLock {
    private let descriptor: Int32

    /// How long others are waited for; they need milliseconds.
    private static let patience = Duration.seconds(5)

    /// Waits for those who change something in the folder of `path`. Where there is no such folder, or none that may be
    /// looked into, there is nothing to be lost: what is wrong with it is told when something is written.
    ///
    /// - Throws: ``FileTrouble/busy`` when they take too long.
    init(beside path: String) throws(FileTrouble) {
        let descriptor = open(FileSystem.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.descriptor = descriptor
        guard descriptor >= 0 else { return }
        let end = ContinuousClock.now + Self.patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            // A file system without locks.
            guard errno == EWOULDBLOCK || errno == EINTR else { return }
            guard ContinuousClock.now < end else {
                close(descriptor)
                throw .busy
            }
            usleep(2_000)
        }
    }

    func release() {
        if self.descriptor >= 0 { close(self.descriptor) }
    }
}
