/// A socket that listens, and whose it is.
package struct ListeningSocket: Equatable, Sendable {
    package var address: String
    package var port: Int
    /// Nil when the owner is another user's and we may not look, or in another container.
    package var pid: Int32?
    /// The process's short name (at most 15 bytes; the process itself can choose it).
    package var name: String?
    /// The user who made the socket; known even where the process is not.
    package var userID: UInt32
    package var inode: UInt64
    /// Connections that are set up and wait to be accepted.
    package var waiting: Int
    /// The container the owner runs in, seen from outside of it.
    package var container: ContainerMark?

    package init(
        address: String,
        port: Int,
        pid: Int32? = nil,
        name: String? = nil,
        userID: UInt32 = 0,
        inode: UInt64,
        waiting: Int = 0,
        container: ContainerMark? = nil
    ) {
        self.address = address
        self.port = port
        self.pid = pid
        self.name = name
        self.userID = userID
        self.inode = inode
        self.waiting = waiting
        self.container = container
    }
}
