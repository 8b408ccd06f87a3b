/// A state folder taken for serving: the lock, and the sockets' paths cleared of what a dead console left.
package struct ServingClaim: Sendable {
    package let folder: StateFolder
    package let sockets: SocketPaths
    private let lock: InstanceLock

    /// - Parameter inherited: The lock that the former program in this process held.
    /// - Throws: ``StateFolderProblem/held(pid:)`` when another process serves the folder, or why it cannot be used.
    package static func claim(
        _ folder: StateFolder,
        environment: [String: String],
        inherited: CInt? = nil
    ) async throws(StateFolderProblem) -> ServingClaim {
        let adopted = inherited.flatMap { InstanceLock.adopt($0, folder) }
        let lock = if let adopted { adopted } else { try await InstanceLock.acquire(folder) }
        folder.removeLeftovers()
        let sockets = try SocketPaths.prepare(in: folder, environment: environment)
        return ServingClaim(folder: folder, sockets: sockets, lock: lock)
    }

    /// A second descriptor of the lock, for the program that follows in this process.
    func duplicateLock() -> CInt? { self.lock.duplicate() }

    /// Of a process that ends at once: the lock goes with it.
    func removeRuntimeFolder() { self.sockets.removeRuntimeFolder() }

    /// Lets another process serve the folder; the last thing before the end, when the sockets are gone.
    package func release() {
        self.sockets.removeRuntimeFolder()
        self.lock.release()
    }
}
