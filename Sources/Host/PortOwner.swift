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

    package init(
        address: String,
        port: Int,
        pid: Int32? = nil,
        name: String? = nil,
        userID: UInt32 = 0,
        inode: UInt64
    ) {
        self.address = address
        self.port = port
        self.pid = pid
        self.name = name
        self.userID = userID
        self.inode = inode
    }
}

/// Who listens on a port of this machine (SYS-01).
package enum PortOwner {
    /// The TCP sockets that listen on `port`, IPv4 first; empty when none does.
    ///
    /// Looks through every process that we may look into: some milliseconds on a busy machine.
    ///
    /// - Parameter processFolder: where /proc is mounted.
    package static func find(port: Int, processFolder: String = "/proc") -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        for table in ["tcp", "tcp6"] {
            // A kernel without IPv6 has no second table.
            guard let text = ProcFile.read("\(processFolder)/net/\(table)") else { continue }
            for row in SocketTable.listeners(in: text) where row.port == port {
                sockets.append(
                    ListeningSocket(address: row.address, port: row.port, userID: row.userID, inode: row.inode)
                )
            }
        }
        let wanted = Set(sockets.map(\.inode)).subtracting([0])
        guard !wanted.isEmpty else { return sockets }
        let owners = Self.owners(of: wanted, processFolder: processFolder)
        for index in sockets.indices {
            guard let pid = owners[sockets[index].inode] else { continue }
            sockets[index].pid = pid
            sockets[index].name = Self.name(of: pid, processFolder: processFolder)
        }
        return sockets
    }

    /// For each inode the lowest process id that holds it: of a server and its workers, the server.
    private static func owners(of inodes: Set<UInt64>, processFolder: String) -> [UInt64: Int32] {
        var owners: [UInt64: Int32] = [:]
        let pids = (ProcFile.names(in: processFolder) ?? []).compactMap { Int32($0) }.filter { $0 > 0 }.sorted()
        for pid in pids where owners.count < inodes.count {
            let folder = "\(processFolder)/\(pid)/fd"
            // Another user's, or gone meanwhile.
            guard let descriptors = ProcFile.names(in: folder) else { continue }
            for descriptor in descriptors {
                guard let link = ProcFile.link("\(folder)/\(descriptor)"), let inode = Self.socketInode(link),
                    inodes.contains(inode), owners[inode] == nil
                else { continue }
                owners[inode] = pid
            }
        }
        return owners
    }

    /// `socket:[12345]`.
    private static func socketInode(_ link: String) -> UInt64? {
        guard link.hasPrefix("socket:["), link.hasSuffix("]") else { return nil }
        return UInt64(link.dropFirst(8).dropLast())
    }

    private static func name(of pid: Int32, processFolder: String) -> String? {
        guard let bytes = ProcFile.read("\(processFolder)/\(pid)/comm", limit: 256) else { return nil }
        let name = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0 }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }
}
