import Glibc

/// The few file operations that settings and state need, with their errors as values.
enum FileSystem {
    /// The contents of a regular file, at most one byte more than `limit`; nil when there is none.
    static func read(_ path: String, limit: Int) throws(FileTrouble) -> [UInt8]? {
        guard !path.utf8.contains(0) else { throw .missing }
        // Not to wait for a writer, should it be a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileTrouble(errno: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileTrouble(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw status.st_mode & S_IFMT == S_IFDIR ? .isFolder : .other(errno: EINVAL)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble(errno: errno) }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// Makes a folder and its parents, each with mode 0700.
    ///
    /// - Parameter likeParent: Whether one that root makes in somebody's folder becomes his.
    static func makeFolder(_ path: String, likeParent: Bool = false) throws(FileTrouble) {
        guard !path.utf8.contains(0) else { throw .missing }
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .other(errno: ENOTDIR) }
            return
        }
        let parent = Self.folder(of: path)
        if parent != path { try Self.makeFolder(parent, likeParent: likeParent) }
        // Somebody else may have made it meanwhile.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileTrouble(errno: errno) }
        if likeParent, geteuid() == 0 { try Self.give(path, toOwnerOf: parent) }
    }

    private static func give(_ path: String, toOwnerOf parent: String) throws(FileTrouble) {
        var owner = stat()
        guard stat(parent, &owner) == 0 else { throw FileTrouble(errno: errno) }
        // What is not the folder that was just made must not change hands.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble(errno: errno) }
        defer { close(descriptor) }
        guard fchown(descriptor, owner.st_uid, owner.st_gid) == 0 else { throw FileTrouble(errno: errno) }
    }

    /// The folder a path is in.
    static func folder(of path: String) -> String {
        let trimmed = Self.withoutTrailingSlash(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : Self.withoutTrailingSlash(String(trimmed[..<slash]))
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        let trimmed = Self.withoutTrailingSlash(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return trimmed }
        return String(trimmed[trimmed.index(after: slash)...])
    }

    /// Follows symbolic links at the end of `path` to the file they mean, which need not be there.
    static func target(of path: String) throws(FileTrouble) -> String {
        var current = path
        for _ in 0..<40 {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(current, &buffer, buffer.count)
            // Not a link, or not there.
            guard count > 0 else { return current }
            let link = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
            current = link.hasPrefix("/") ? link : "\(Self.folder(of: current))/\(link)"
        }
        throw .tooManyLinks
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var result = Substring(path)
        while result.count > 1, result.last == "/" { result.removeLast() }
        return String(result)
    }
}
