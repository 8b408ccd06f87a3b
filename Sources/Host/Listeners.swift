/// The TCP sockets of this machine that listen, with their owners.
package struct Listeners: Equatable, Sendable {
    /// IPv4 first, in the kernel's order.
    package var sockets: [ListeningSocket]
    /// Whether every process was looked through. Otherwise some owners may be missing, because there were too many
    /// descriptors to look at, though not because we may not look.
    package var isComplete: Bool

    package init(sockets: [ListeningSocket], isComplete: Bool) {
        self.sockets = sockets
        self.isComplete = isComplete
    }

    /// More sockets than these are left out.
    static let mostSockets = 4096
    /// More descriptors than these are not looked at: under a second's work.
    static let mostDescriptors = 200_000

    /// All of them, in one pass over the processes that we may look into: 1 ms and 1 µs for each descriptor that is
    /// open on the machine, 200 000 of them at most.
    ///
    /// - Returns: nil where /proc does not tell.
    package static func all(folders: HostFolders = HostFolders()) -> Listeners? {
        Self.find(processFolder: folders.process) { _ in true }
    }

    /// Those whose row satisfies `isWanted`.
    static func find(processFolder: String, isWanted: (SocketTable.Row) -> Bool) -> Listeners? {
        var sockets: [ListeningSocket] = []
        var isReadable = false
        var isComplete = true
        for table in ["tcp", "tcp6"] {
            // A kernel without IPv6 has no second table.
            guard let text = ProcFile.read("\(processFolder)/net/\(table)") else { continue }
            isReadable = true
            for row in SocketTable.listeners(in: text) where isWanted(row) {
                guard sockets.count < Self.mostSockets else {
                    isComplete = false
                    break
                }
                sockets.append(
                    ListeningSocket(
                        address: row.address,
                        port: row.port,
                        userID: row.userID,
                        inode: row.inode,
                        waiting: row.waiting
                    )
                )
            }
        }
        guard isReadable else { return nil }
        let wanted = Set(sockets.map(\.inode)).subtracting([0])
        guard !wanted.isEmpty else { return Listeners(sockets: sockets, isComplete: isComplete) }
        let (owners, wasWhole) = Self.owners(of: wanted, processFolder: processFolder)
        var names: [Int32: (String?, ContainerMark?)] = [:]
        for index in sockets.indices {
            guard let pid = owners[sockets[index].inode] else { continue }
            let facts = names[pid] ?? Self.facts(of: pid, processFolder: processFolder)
            names[pid] = facts
            sockets[index].pid = pid
            sockets[index].name = facts.0
            sockets[index].container = facts.1
        }
        return Listeners(sockets: sockets, isComplete: isComplete && wasWhole)
    }

    /// For each inode the lowest process id that holds it: of a server and its workers, the server.
    private static func owners(of inodes: Set<UInt64>, processFolder: String) -> ([UInt64: Int32], isWhole: Bool) {
        var owners: [UInt64: Int32] = [:]
        var left = Self.mostDescriptors
        for pid in ProcessFolder.ids(in: processFolder) where owners.count < inodes.count {
            guard left > 0 else { return (owners, false) }
            let folder = "\(processFolder)/\(pid)/fd"
            // Another user's, or gone meanwhile.
            guard let descriptors = ProcFile.names(in: folder, limit: left) else { continue }
            left -= descriptors.count
            for descriptor in descriptors {
                guard let link = ProcFile.link("\(folder)/\(descriptor)"), let inode = Self.socketInode(link),
                    inodes.contains(inode), owners[inode] == nil
                else { continue }
                owners[inode] = pid
            }
        }
        return (owners, true)
    }

    /// `socket:[12345]`.
    private static func socketInode(_ link: String) -> UInt64? {
        guard link.hasPrefix("socket:["), link.hasSuffix("]") else { return nil }
        return UInt64(link.dropFirst(8).dropLast())
    }

    private static func facts(of pid: Int32, processFolder: String) -> (String?, ContainerMark?) {
        let groups = ProcFile.text("\(processFolder)/\(pid)/cgroup", limit: 65_536)
        return (ProcessFolder.name(of: pid, in: processFolder), groups.flatMap(ContainerMark.in(controlGroups:)))
    }
}
