import Glibc

/// Reads small files, or the beginning of large ones.
enum SmallFile {
    /// At most `limit` bytes as text; nil when it cannot be read.
    static func text(_ path: String, limit: Int) -> String? {
        guard !path.utf8.contains(0) else { return nil }
        // Not to wait for a writer, should it be a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return Self.bytes(descriptor, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }

    /// At most `limit` bytes from where the descriptor stands; nil when it cannot be read.
    static func bytes(_ descriptor: CInt, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(65_536, max(1, limit)))
        while bytes.count < limit {
            let count = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
