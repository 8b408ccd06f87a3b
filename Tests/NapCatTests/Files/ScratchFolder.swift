import Foundation
import Glibc

/// A folder that is gone after the test.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        self.path = FileManager.default.temporaryDirectory.appending(path: "napcat-files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// Writes a file, and the folders it is in.
    ///
    /// - Returns: Its path.
    @discardableResult
    func write(_ name: String, _ text: String = "{}") throws -> String {
        let url = URL(filePath: self.path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// The names in the folder, in order.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: self.path).sorted() }
    }
}

/// A file system in memory of one MiB, for as long as this lives.
final class TinyFileSystem: Sendable {
    struct NotMounted: Error {}

    let folder: ScratchFolder

    init() throws {
        self.folder = try ScratchFolder()
        guard mount("tmpfs", self.folder.path, "tmpfs", 0, "size=1m") == 0 else { throw NotMounted() }
    }

    deinit {
        umount2(self.folder.path, CInt(MNT_DETACH))
    }

    /// Whether this process may mount at all.
    static let isPermitted: Bool = geteuid() == 0 && (try? TinyFileSystem()) != nil

    func makeReadOnly() throws {
        let flags = UInt(MS_REMOUNT | MS_RDONLY)
        guard mount(nil, self.folder.path, nil, flags, nil) == 0 else { throw NotMounted() }
    }

    /// Writes a file until no byte more fits.
    func fill() throws {
        let descriptor = open(self.folder.path + "/full", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw NotMounted() }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        while Glibc.write(descriptor, block, block.count) > 0 {}
    }
}
