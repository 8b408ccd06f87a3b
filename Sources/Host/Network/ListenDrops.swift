/// Connections that the kernel turned away because nobody accepted them in time (NET-11). Counts of this machine, or of
/// this container, since it started: what rises is what matters.
package struct ListenDrops: Equatable, Sendable {
    /// A queue of connections was full.
    package var overflows: UInt64
    /// All connections that were dropped at a listening socket, those included.
    package var drops: UInt64
    /// The most that any queue may hold (`somaxconn`), whatever a program asks for; nil when not to be read.
    package var mostWaiting: Int?

    package init(overflows: UInt64, drops: UInt64, mostWaiting: Int? = nil) {
        self.overflows = overflows
        self.drops = drops
        self.mostWaiting = mostWaiting
    }

    /// Reads two small files. How many wait on one port stands in ``ListeningSocket/waiting``.
    ///
    /// - Returns: nil where /proc does not tell.
    package static func current(folders: HostFolders = HostFolders()) -> ListenDrops? {
        guard let text = ProcFile.text("\(folders.process)/net/netstat", limit: 1 << 20) else { return nil }
        guard let overflows = Self.count("ListenOverflows", in: text), let drops = Self.count("ListenDrops", in: text)
        else { return nil }
        let most = ProcFile.line("\(folders.process)/sys/net/core/somaxconn").flatMap { Int($0) }
        return ListenDrops(overflows: overflows, drops: drops, mostWaiting: most)
    }

    /// The table has a line of names and a line of values for each protocol.
    static func count(_ name: String, in text: String) -> UInt64? {
        let rows = ProcText.lines(text).filter { $0.hasPrefix("TcpExt:") }
        guard rows.count >= 2 else { return nil }
        let names = ProcText.words(rows[0], limit: 1024)
        let values = ProcText.words(rows[1], limit: 1024)
        guard let index = names.firstIndex(where: { $0 == name }), index < values.count else { return nil }
        return UInt64(values[index])
    }
}
