/// Why a state folder cannot be used. ``CommandPhrases`` words it.
package enum StateFolderProblem: Error, Equatable, Sendable {
    case notAFolder(path: String)
    case foreignOwner(path: String, owner: UInt32)
    case writableByOthers(path: String)
    /// Others may look into it, and it holds things that are not ours.
    case openToOthers(path: String)
    /// The run-time folder for the sockets is not ours alone.
    case unsafeSocketFolder(path: String)
    /// Another process serves this folder.
    case held(pid: Int32?)
    case system(path: String, errno: Int32)
}
