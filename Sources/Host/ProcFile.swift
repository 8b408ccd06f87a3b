import Glibc

/// Reads files of /proc, whose size is not known beforehand.
enum ProcFile {
    /// The contents, at most `limit` bytes; nil when it cannot be read.
    static func read(_ path: String, limit: Int = 16 << 20) -> [UInt8]? {
        // Not to wait for a writer, should it be a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(65_536, max(1, limit)))
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// The contents as text, at most `limit` bytes; nil when it cannot be read.
    static func text(_ path: String, limit: Int = 1 << 20) -> String? {
        Self.read(path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first line without white space at its ends, for files that hold one value; nil when there is none.
    static func line(_ path: String, limit: Int = 4096) -> String? {
        guard let bytes = Self.read(path, limit: limit) else { return nil }
        let line = bytes.prefix { $0 != 0x0A && $0 != 0 }.drop { $0 == 0x20 || $0 == 0x09 }
        guard let last = line.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return nil }
        return String(decoding: line[...last], as: UTF8.self)
    }

    /// Names in a folder, without `.` and `..`, at most `limit` of them; nil when it cannot be read.
    static func names(in folder: String, limit: Int = 1 << 20) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a symbolic link points; nil when it cannot be read.
    static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 512)
        let count = readlink(path, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }
}
