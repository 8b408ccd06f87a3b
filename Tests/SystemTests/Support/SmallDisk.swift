import Foundation
import Glibc
import Testing

/// A file system in memory of one MiB, with the settings and the state of a home on it.
final class SmallDisk {
    struct NotMounted: Error {
        let code: Int32
    }

    private let state: String
    private let config: String
    private var isMounted = true

    /// Whether this process may mount at all.
    static let isPermitted: Bool = {
        let path = "/tmp/obc-try-\(UUID().uuidString.prefix(8))"
        guard geteuid() == 0, mkdir(path, 0o700) == 0 else { return false }
        defer { rmdir(path) }
        guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount(path) == 0
    }()

    /// Takes the settings along; before anything is started there.
    init(under home: ConsoleHome) throws {
        self.state = "\(home.folder)/state"
        self.config = "\(home.folder)/config"
        let settings = try home.settingsText()
        try Self.check(mount("tmpfs", self.state, "tmpfs", 0, "size=1m,mode=700"))
        let inside = "\(self.state)/settings"
        try Self.check(mkdir(inside, 0o700))
        try Self.check(mount(inside, self.config, nil, UInt(MS_BIND), nil))
        try Self.check(mkdir("\(self.config)/onebot-console", 0o700))
        try home.writeSettings(settings)
    }

    deinit { self.unmount() }

    /// A file that takes so many bytes, or all that are left.
    func fill(_ name: String, bytes: Int = .max) throws {
        let descriptor = open("\(self.state)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try Self.check(descriptor)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        var left = bytes
        while left > 0, write(descriptor, block, min(left, block.count)) > 0 { left -= min(left, block.count) }
    }

    func remove(_ name: String) throws { try Self.check(unlink("\(self.state)/\(name)")) }

    /// Also with files of it open: it goes with the last of them.
    func unmount() {
        guard self.isMounted else { return }
        self.isMounted = false
        umount2(self.config, CInt(MNT_DETACH))
        umount2(self.state, CInt(MNT_DETACH))
    }

    private static func check(_ result: Int32) throws {
        guard result >= 0 else { throw NotMounted(code: errno) }
    }
}
