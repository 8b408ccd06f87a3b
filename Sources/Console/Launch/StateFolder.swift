import Glibc

/// The folder that a console keeps its state in: one serving process for each.
package struct StateFolder: Equatable, Hashable, Sendable {
    /// Absolute, symbolic links resolved.
    package let path: String

    package var logFile: String { self.path + "/console.log" }
    /// Where the serving process's standard error goes when it has no terminal.
    package var crashFile: String { self.path + "/console.crash" }
    package var lockFile: String { self.path + "/lock" }
    /// Names the folder of the sockets when that is another.
    var socketNote: String { self.path + "/socket-folder" }

    /// A path that was checked already.
    init(path: String) {
        self.path = path
    }

    // MARK: - Taking it in use

    /// The folder as it stands, for asking about a console that may run there.
    ///
    /// - Returns: nil when there is none.
    package static func existing(at path: String) throws(StateFolderProblem) -> StateFolder? {
        guard let resolved = Paths.resolved(path) else {
            guard errno == ENOENT || errno == ENOTDIR else { throw .system(path: path, errno: errno) }
            return nil
        }
        try Self.check(resolved)
        return StateFolder(path: resolved)
    }

    /// Makes the folder with mode 0700 where it is missing, and checks that it is ours alone.
    package static func prepare(at path: String) throws(StateFolderProblem) -> StateFolder {
        try Paths.makeFolders(path)
        guard let resolved = Paths.resolved(path) else { throw .system(path: path, errno: errno) }
        try Self.check(resolved)
        let folder = StateFolder(path: resolved)
        try folder.close()
        return folder
    }

    /// The folder of another user's console, for root: its owner may do in it what he likes, others may not.
    ///
    /// - Returns: nil when there is none, or when it is not to be trusted.
    static func ofService(at path: String) -> StateFolder? {
        // No symbolic link either: `FileFacts` says what the name itself is.
        guard let facts = FileFacts(path: path), facts.kind == .folder, !facts.isWritableByOthers else { return nil }
        return StateFolder(path: path)
    }

    private static func check(_ path: String) throws(StateFolderProblem) {
        guard let facts = FileFacts(path: path) else { throw .system(path: path, errno: errno) }
        guard facts.kind == .folder else { throw .notAFolder(path: path) }
        guard facts.owner == geteuid() else { throw .foreignOwner(path: path, owner: facts.owner) }
        guard !facts.isWritableByOthers else { throw .writableByOthers(path: path) }
    }

    /// Takes every right from others, but only where nothing of somebody else's can depend on it: in an empty folder,
    /// or one that a console has used before.
    private func close() throws(StateFolderProblem) {
        guard let facts = FileFacts(path: self.path), facts.isOpenToOthers else { return }
        guard FileFacts(path: self.lockFile) != nil || Paths.names(in: self.path)?.isEmpty == true else {
            throw .openToOthers(path: self.path)
        }
        guard chmod(self.path, 0o700) == 0 else { throw .system(path: self.path, errno: errno) }
    }

    // MARK: - What a dead one left behind

    /// Removes temporary files of writes that never finished. For the holder of the lock alone.
    func removeLeftovers() {
        for name in Paths.names(in: self.path) ?? [] where name.hasSuffix(".tmp") {
            let file = self.path + "/" + name
            if FileFacts(path: file)?.kind == .regular { unlink(file) }
        }
    }
}
