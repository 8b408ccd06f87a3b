import Foundation
import Glibc

/// A file system in memory of a few MiB, for as long as this lives.
final class SmallFileSystem: Sendable {
    struct NotMounted: Error {}

    let path: String
    private let folder: TemporaryFolder

    init(mebibytes: Int) throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path + "/small"
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: false)
        guard mount("tmpfs", self.path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else { throw NotMounted() }
    }

    deinit {
        // Also when a test left a file of it open: it goes with the last of them.
        umount2(self.path, CInt(MNT_DETACH))
    }

    /// Whether this process may mount at all.
    static let isPermitted: Bool = geteuid() == 0 && (try? SmallFileSystem(mebibytes: 1)) != nil

    func makeReadOnly() throws {
        guard mount(nil, self.path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) == 0 else {
            throw NotMounted()
        }
    }

    /// Writes a file until no byte more fits.
    func fill(_ name: String) throws {
        let descriptor = open(self.path + "/" + name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw NotMounted() }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        while write(descriptor, block, block.count) > 0 {}
    }
}
