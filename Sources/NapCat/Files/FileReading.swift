import Glibc

/// What a file held when it was read, and which file that was.
package struct FileReading: Equatable, Sendable {
    /// In bytes; larger files are refused.
    package static let largestSize = JSON5Document.largestSize

    /// As it was asked for; perhaps a symbolic link.
    package let path: String
    package let bytes: [UInt8]
    let identity: Identity

    /// Tells one file, and one state of it, from others.
    struct Identity: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            self.device = UInt(status.st_dev)
            self.inode = UInt(status.st_ino)
            self.size = Int(status.st_size)
            self.seconds = status.st_mtim.tv_sec
            self.nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// Reads a regular file, through symbolic links. Never waits: not for the writer of a pipe either.
    package init(of path: String) throws(NapCatFileProblem) {
        // NapCat writes in place, so a reading may meet one half done; then it is over in a moment.
        for _ in 0..<3 {
            if let reading = try Self.attempt(path) {
                self = reading
                return
            }
        }
        throw .changedMeanwhile(path)
    }

    init(path: String, bytes: [UInt8], identity: Identity) {
        self.path = path
        self.bytes = bytes
        self.identity = identity
    }

    /// - Returns: Nil when the file changed while it was read.
    private static func attempt(_ path: String) throws(NapCatFileProblem) -> FileReading? {
        guard !path.utf8.contains(0) else { throw .fileMissing(path) }
        var status = stat()
        // Opening a device or a pipe can have effects, so it is looked at first.
        guard stat(path, &status) == 0 else { throw NapCatFileProblem(path, errno: errno) }
        try Self.requireRegular(status, path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw NapCatFileProblem(path, errno: errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw NapCatFileProblem(path, errno: errno) }
        try Self.requireRegular(status, path)
        let before = Identity(status)
        guard before.size <= Self.largestSize else { throw .tooLarge(path) }
        let bytes = try Self.contents(descriptor, path)
        guard fstat(descriptor, &status) == 0 else { throw NapCatFileProblem(path, errno: errno) }
        guard Identity(status) == before, bytes.count == before.size else { return nil }
        return FileReading(path: path, bytes: bytes, identity: before)
    }

    private static func requireRegular(_ status: stat, _ path: String) throws(NapCatFileProblem) {
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFREG else { return }
        throw .unreadable(path, errno: kind == S_IFDIR ? EISDIR : EINVAL)
    }

    private static func contents(_ descriptor: Int32, _ path: String) throws(NapCatFileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw NapCatFileProblem(path, errno: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= Self.largestSize else { throw .tooLarge(path) }
        }
    }
}
