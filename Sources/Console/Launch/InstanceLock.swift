import CPlatform
import Glibc
import Synchronization

/// The right to serve a state folder, held by a kernel lock on a file: it ends with the process, however that ends, so
/// a lock is never stale. The file names the process for whoever wants to know.
package final class InstanceLock: Sendable {
    private let descriptor: Mutex<CInt?>

    private init(_ descriptor: CInt) {
        self.descriptor = Mutex(descriptor)
    }

    /// Takes the lock.
    ///
    /// - Parameter patience: Keeps trying for so long: somebody who asks ``holder(of:)`` holds it for a moment.
    /// - Throws: ``StateFolderProblem/held(pid:)`` when another process serves the folder.
    package static func acquire(
        _ folder: StateFolder,
        patience: Duration = .milliseconds(300)
    ) async throws(StateFolderProblem) -> InstanceLock {
        let path = folder.lockFile
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system(path: path, errno: errno) }
        let end = ContinuousClock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let problem = errno
            guard problem == EWOULDBLOCK || problem == EINTR else {
                close(descriptor)
                throw .system(path: path, errno: problem)
            }
            guard ContinuousClock.now < end, !Task.isCancelled else {
                let pid = Self.pid(in: descriptor)
                close(descriptor)
                throw .held(pid: pid)
            }
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(10))
        }
        guard Self.write(getpid(), to: descriptor) else {
            let problem = errno
            close(descriptor)
            throw .system(path: path, errno: problem)
        }
        return InstanceLock(descriptor)
    }

    /// Takes over the lock that the former program in this process held, by a duplicate of its descriptor.
    ///
    /// - Returns: nil when that is not the lock of this folder, or not held by it.
    package static func adopt(_ descriptor: CInt, _ folder: StateFolder) -> InstanceLock? {
        var held = cp_file_facts()
        var file = cp_file_facts()
        guard cp_look_at_descriptor(descriptor, &held) == 0, cp_look_at_file(folder.lockFile, 1, &file) == 0,
            held.device == file.device, held.inode == file.inode,
            // Held by the very same open file, this succeeds; held by another, it does not.
            flock(descriptor, LOCK_EX | LOCK_NB) == 0
        else { return nil }
        let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else { return nil }
        // Where the number cannot be written the lock still holds.
        _ = Self.write(getpid(), to: own)
        return InstanceLock(own)
    }

    /// A second descriptor of the lock, which holds it as long as it is open; nil when it is held no more.
    package func duplicate() -> CInt? {
        self.descriptor.withLock { $0.map { fcntl($0, F_DUPFD_CLOEXEC, 0) }.flatMap { $0 >= 0 ? $0 : nil } }
    }

    /// Who serves the folder at this moment; nil when nobody does.
    package static func holder(of folder: StateFolder) -> Holder? {
        // Where another user can put a pipe in its place, that must not hold us.
        let descriptor = open(folder.lockFile, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        return Holder(pid: Self.pid(in: descriptor))
    }

    /// A serving process.
    package struct Holder: Equatable, Sendable {
        /// nil in the moment in which it has not written its number yet.
        package var pid: Int32?
    }

    /// Gives the right up. The file stays: removing it could take a lock from under the next holder.
    package func release() {
        self.descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            // An old number in the file misleads nobody who looks at the lock first.
            _ = ftruncate(open, 0)
            close(open)
            descriptor = nil
        }
    }

    deinit {
        self.release()
    }

    private static func write(_ process: Int32, to descriptor: CInt) -> Bool {
        let text = Array("\(process)\n".utf8)
        return ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.count, 0) == text.count
    }

    private static func pid(in descriptor: CInt) -> Int32? {
        SmallFile.read(descriptor, limit: 32)
            .map { $0.prefix { $0 != "\n" } }
            .flatMap { Int32($0) }
            .flatMap { $0 > 0 ? $0 : nil }
    }
}
