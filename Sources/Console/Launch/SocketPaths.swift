import Glibc

/// Where the sockets of a state folder are.
///
/// A Unix socket's path has at most 107 bytes (unix(7)). A state folder that lies too deep gets its sockets in a short
/// folder of the run time, named in a file of the state folder, because the environment of whoever looks for them
/// later may be another.
package struct SocketPaths: Equatable, Sendable {
    package let control: String
    package let attach: String
    /// The folder of both when it is not the state folder.
    package let runtimeFolder: String?

    private static let controlName = "control.sock"
    private static let attachName = "attach.sock"
    private static let longestPath = 107

    private init(folder: String, isRuntimeFolder: Bool) {
        self.control = folder + "/" + Self.controlName
        self.attach = folder + "/" + Self.attachName
        self.runtimeFolder = isRuntimeFolder ? folder : nil
    }

    private static func fits(_ folder: String) -> Bool {
        folder.utf8.count + 1 + Self.controlName.utf8.count <= Self.longestPath
    }

    /// Where the running console of `folder` has its sockets, if one runs; nil when that cannot be known, and then none
    /// runs.
    package static func existing(in folder: StateFolder) -> SocketPaths? {
        if Self.fits(folder.path) { return SocketPaths(folder: folder.path, isRuntimeFolder: false) }
        guard let note = SmallFile.read(folder.socketNote) else { return nil }
        let path = String(note.prefix { $0 != "\n" })
        guard path.hasPrefix("/"), Self.fits(path), Self.isOurs(path) else { return nil }
        return SocketPaths(folder: path, isRuntimeFolder: true)
    }

    /// Chooses and makes the folder of the sockets and removes sockets that a dead console left. For the holder of the
    /// lock alone.
    static func prepare(
        in folder: StateFolder,
        environment: [String: String]
    ) throws(StateFolderProblem) -> SocketPaths {
        let paths: SocketPaths
        if Self.fits(folder.path) {
            unlink(folder.socketNote)
            paths = SocketPaths(folder: folder.path, isRuntimeFolder: false)
        } else {
            let short = Self.runtimeFolder(for: folder, environment)
            if mkdir(short, 0o700) != 0, errno != EEXIST { throw .system(path: short, errno: errno) }
            guard Self.isOurs(short) else { throw .unsafeSocketFolder(path: short) }
            if let problem = SmallFile.write(short + "\n", to: folder.socketNote) {
                throw .system(path: folder.socketNote, errno: problem)
            }
            paths = SocketPaths(folder: short, isRuntimeFolder: true)
        }
        for path in [paths.control, paths.attach] where FileFacts(path: path)?.kind == .socket { unlink(path) }
        return paths
    }

    /// Removes the run-time folder when the console ends.
    func removeRuntimeFolder() {
        guard let runtimeFolder = self.runtimeFolder else { return }
        rmdir(runtimeFolder)
    }

    /// By lstat(2), so that nobody can put a link to a folder of his own there before us.
    private static func isOurs(_ path: String) -> Bool {
        guard let facts = FileFacts(path: path) else { return false }
        return facts.kind == .folder && facts.owner == geteuid() && !facts.isOpenToOthers
    }

    private static func runtimeFolder(for folder: StateFolder, _ environment: [String: String]) -> String {
        let name = Self.hash(folder.path)
        if let base = environment["XDG_RUNTIME_DIR"], base.hasPrefix("/"), Self.isOurs(base) {
            let path = base + "/onebot-console-" + name
            if Self.fits(path) { return path }
        }
        return "/tmp/onebot-console-\(geteuid())-" + name
    }

    /// FNV-1a of 64 bits: only keeps state folders of one user apart; trust comes from owner and mode.
    private static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
