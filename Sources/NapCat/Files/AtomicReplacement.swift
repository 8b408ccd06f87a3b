import Glibc

/// Replaces a file of another program, so that it and a crash see the old contents or the new, never a part; owner,
/// group and mode stay, and so does a symbolic link that led to it.
package enum AtomicReplacement {
    /// Writes `bytes` in the place of what was read.
    ///
    /// - Parameter isWanted: Asked at the last moment, for who gave up waiting and told that it failed.
    /// - Returns: The new contents as if read, for the next change.
    /// - Throws: ``NapCatFileProblem``; the file is then what it was, and nothing is left beside it. `changedMeanwhile` also
    ///   where it is not wanted any more.
    @discardableResult
    package static func replace(
        _ old: FileReading,
        with bytes: [UInt8],
        isWanted: @Sendable () -> Bool = { true }
    ) throws(NapCatFileProblem) -> FileReading {
        guard bytes.count <= FileReading.largestSize else { throw .tooLarge(old.path) }
        guard let resolved = realpath(old.path, nil) else { throw NapCatFileProblem(old.path, errno: errno) }
        let target = String(cString: resolved)
        free(resolved)
        guard try FileReading(of: old.path).matches(old) else { throw .changedMeanwhile(old.path) }
        let status = try Self.requireWritable(target, old.path)

        let (descriptor, temporary) = try Self.makeTemporary(beside: target, old.path)
        do throws(NapCatFileProblem) {
            let identity: FileReading.Identity
            do throws(NapCatFileProblem) {
                identity = try Self.fill(descriptor, with: bytes, like: status, old.path)
            } catch {
                close(descriptor)
                throw error
            }
            guard close(descriptor) == 0 else { throw NapCatFileProblem(old.path, errno: errno) }
            // Once more, as late as can be: the writing took its time.
            var current = stat()
            guard stat(target, &current) == 0, FileReading.Identity(current) == old.identity, isWanted() else {
                throw .changedMeanwhile(old.path)
            }
            guard rename(temporary, target) == 0 else { throw NapCatFileProblem(writing: old.path, errno: errno) }
            Self.syncFolder(of: target)
            return FileReading(path: old.path, bytes: bytes, identity: identity)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// A file that we may not write is not ours to replace, though its folder may let us.
    private static func requireWritable(_ target: String, _ path: String) throws(NapCatFileProblem) -> stat {
        let descriptor = open(target, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
        guard descriptor >= 0 else { throw NapCatFileProblem(writing: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw NapCatFileProblem(path, errno: errno) }
        return status
    }

    private static func makeTemporary(
        beside target: String,
        _ path: String
    ) throws(NapCatFileProblem) -> (descriptor: Int32, path: String) {
        let slash = target.lastIndex(of: "/") ?? target.startIndex
        // Names end at 255 bytes; a long one is cut.
        let name = String(decoding: Array(target[slash...].utf8.dropFirst().prefix(200)), as: UTF8.self)
        let random = String(UInt64.random(in: .min ... .max), radix: 16)
        let temporary = "\(target[..<slash])/.\(name).\(random).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw NapCatFileProblem(writing: path, errno: errno) }
        return (descriptor, temporary)
    }

    private static func fill(
        _ descriptor: Int32,
        with bytes: [UInt8],
        like old: stat,
        _ path: String
    ) throws(NapCatFileProblem) -> FileReading.Identity {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw NapCatFileProblem(path, errno: errno) }
        if status.st_uid != old.st_uid || status.st_gid != old.st_gid {
            // Only root may give files away. Given to somebody else, NapCat could no longer write it.
            guard fchown(descriptor, old.st_uid, old.st_gid) == 0 else { throw .readOnly(path) }
        }
        guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else { throw .readOnly(path) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw NapCatFileProblem(writing: path, errno: count == 0 ? ENOSPC : errno) }
            written += count
        }
        guard fsync(descriptor) == 0, fstat(descriptor, &status) == 0 else {
            throw NapCatFileProblem(writing: path, errno: errno)
        }
        return FileReading.Identity(status)
    }

    /// Makes the new name last; file systems that cannot sync a folder have nothing to lose by it.
    private static func syncFolder(of target: String) {
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

extension FileReading {
    fileprivate func matches(_ old: FileReading) -> Bool {
        self.identity == old.identity && self.bytes == old.bytes
    }
}

extension NapCatFileProblem {
    /// - Parameter errno: Of writing it, or a file in its folder.
    fileprivate init(writing path: String, errno: Int32) {
        switch errno {
        case EACCES, EPERM: self = .readOnly(path)
        case ENOENT: self = .changedMeanwhile(path)
        default: self.init(path, errno: errno)
        }
    }
}
