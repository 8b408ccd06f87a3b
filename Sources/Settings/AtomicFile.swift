import Glibc

/// Replaces files so that a reader, and a crash, sees the old contents or the new, never a part.
enum AtomicFile {
    /// Whether a file may be there already.
    enum Existing {
        case replace
        /// It must not: a file that appears meanwhile is left alone.
        case leave
    }

    /// Writes `bytes` to a new file beside `path`, to disk, and moves it there.
    ///
    /// The new file has mode 0600 from its first moment. Where the old one let its group in and nobody else, that
    /// stays so; its owner stays too where we may set one.
    ///
    /// - Parameter isSecret: Whether nobody but its owner may read it, and a first one that root makes belongs to whom
    ///   its folder belongs.
    /// - Returns: false when ``Existing/leave`` was asked for and a file is there.
    @discardableResult
    static func write(
        _ bytes: [UInt8],
        to path: String,
        existing: Existing = .replace,
        isSecret: Bool = false
    ) throws(FileTrouble) -> Bool {
        for _ in 0..<Self.mostTries {
            if let isDone = try Self.tryWriting(bytes, to: path, existing, isSecret: isSecret) { return isDone }
        }
        throw .missing
    }

    /// - Returns: nil when somebody took the new file for a leftover, in the moment in which it was not locked yet.
    private static func tryWriting(
        _ bytes: [UInt8],
        to path: String,
        _ existing: Existing,
        isSecret: Bool
    ) throws(FileTrouble) -> Bool? {
        let staged = try Self.stage(bytes, to: path, isSecret: isSecret)
        defer { close(staged.descriptor) }
        do throws(FileTrouble) {
            guard try Self.move(staged.temporary, to: path, existing: existing) else {
                unlink(staged.temporary)
                return false
            }
        } catch {
            if error == .missing, access(staged.temporary, F_OK) != 0, errno == ENOENT { return nil }
            unlink(staged.temporary)
            throw error
        }
        Self.syncFolder(of: path)
        return true
    }

    /// Writes several files that belong together and that nobody but their owner may read. All of them are on disk before
    /// the first takes its place, so that what can fail has failed by then.
    static func writeSecrets(_ files: [(path: String, bytes: [UInt8])]) throws(FileTrouble) {
        var staged: [Staged] = []
        var replaced: [(path: String, former: String?, isNew: Bool)] = []
        defer {
            for file in staged { close(file.descriptor) }
            for former in replaced.compactMap(\.former) { unlink(former) }
        }
        do throws(FileTrouble) {
            for file in files { staged.append(try Self.stage(file.bytes, to: file.path, isSecret: true)) }
            for file in staged {
                let former = Self.temporaryPath(for: file.path)
                let isKept = link(file.path, former) == 0
                replaced.append((file.path, isKept ? former : nil, !isKept && errno == ENOENT))
                _ = try Self.move(file.temporary, to: file.path, existing: .replace)
            }
        } catch {
            // The last one was not moved.
            for (path, former, isNew) in replaced.dropLast() {
                if let former { rename(former, path) } else if isNew { unlink(path) }
            }
            for file in staged { unlink(file.temporary) }
            throw error
        }
        for file in staged { Self.syncFolder(of: file.path) }
    }

    /// A new file that is on disk and not yet in its place. It is locked while it is open, so that nobody takes it for a
    /// leftover.
    private struct Staged {
        var temporary: String
        var path: String
        var descriptor: Int32
    }

    private static func stage(
        _ bytes: [UInt8],
        to path: String,
        isSecret: Bool
    ) throws(FileTrouble) -> Staged {
        let temporary = Self.temporaryPath(for: path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileTrouble(errno: errno) }
        _ = flock(descriptor, LOCK_EX)
        do throws(FileTrouble) {
            try Self.fill(descriptor, with: bytes, like: path, isSecret: isSecret)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        return Staged(temporary: temporary, path: path, descriptor: descriptor)
    }

    private static let mostTries = 10

    /// Removes what interrupted writes of `path` left behind; what is being written is locked and stays.
    static func removeLeftovers(of path: String) {
        let folder = FileSystem.folder(of: path)
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        let head = Self.temporaryHead(for: path)
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let random = name.dropFirst(head.count).dropLast(Self.tail.count)
            if name.hasPrefix(head), name.hasSuffix(Self.tail), random.count == 16, random.allSatisfy(\.isHexDigit) {
                names.append(name)
            }
        }
        for name in names { Self.removeUnlocked("\(folder)/\(name)") }
    }

    private static func removeUnlocked(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        defer { if descriptor >= 0 { close(descriptor) } }
        if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return }
        unlink(path)
    }

    private static let tail = ".tmp"

    private static func temporaryHead(for path: String) -> String {
        // Names end at 255 bytes; a long one is cut.
        let name = String(decoding: Array(FileSystem.name(of: path).utf8.prefix(200)), as: UTF8.self)
        return ".\(name)."
    }

    private static func temporaryPath(for path: String) -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let random = String(repeating: "0", count: 16 - digits.count) + digits
        return "\(FileSystem.folder(of: path))/\(Self.temporaryHead(for: path))\(random)\(Self.tail)"
    }

    private static func fill(
        _ descriptor: Int32,
        with bytes: [UInt8],
        like path: String,
        isSecret: Bool
    ) throws(FileTrouble) {
        var old = stat()
        // A first secret belongs to whom its folder belongs: root makes it for a service.
        if stat(path, &old) == 0 || isSecret && stat(FileSystem.folder(of: path), &old) == 0 {
            // Only root may give files away; for others the file becomes theirs, and then no group's.
            let isSame = old.st_uid == geteuid() && old.st_gid == getegid()
            let isKept = isSame || fchown(descriptor, old.st_uid, old.st_gid) == 0
            let isShared = isKept && old.st_mode & 0o007 == 0 && !isSecret
            let mode: mode_t = isShared ? (old.st_mode & 0o060) | 0o600 : 0o600
            guard fchmod(descriptor, mode) == 0 else { throw FileTrouble(errno: errno) }
        }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw count == 0 ? .noSpace : FileTrouble(errno: errno) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw FileTrouble(errno: errno) }
    }

    private static func move(_ temporary: String, to path: String, existing: Existing) throws(FileTrouble) -> Bool {
        if existing == .leave {
            if link(temporary, path) == 0 {
                unlink(temporary)
                return true
            }
            if errno == EEXIST { return false }
            // Some file systems have no hard links; there the check has a gap of microseconds.
            guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw FileTrouble(errno: errno) }
            if access(path, F_OK) == 0 { return false }
        }
        guard rename(temporary, path) == 0 else { throw FileTrouble(errno: errno) }
        return true
    }

    /// Makes the new name last; file systems that cannot sync a folder have nothing to lose by it.
    private static func syncFolder(of path: String) {
        let descriptor = open(FileSystem.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
