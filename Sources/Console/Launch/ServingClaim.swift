/// A state folder taken for serving: the lock, and the sockets' paths cleared of what a dead console left.
package struct ServingClaim: Sendable {
    package let folder: StateFolder
    package let sockets: SocketPaths
    private let lock: InstanceLock

    /// - Throws: ``StateFolderProblem/held(pid:)`` when another process serves the folder, or why it cannot be used.
    package static func claim(
        _ folder: StateFolder,
        environment: [String: String]
    ) async throws(StateFolderProblem) -> ServingClaim {
        let lock = try await InstanceLock.acquire(folder)
        folder.removeLeftovers()
        let sockets = try SocketPaths.prepare(in: folder, environment: environment)
        return ServingClaim(folder: folder, sockets: sockets, lock: lock)
    }

    /// Lets another process serve the folder; the last thing before the end, when the sockets are gone.
    package func release() {
        self.sockets.removeRuntimeFolder()
        self.lock.release()
    }
}
