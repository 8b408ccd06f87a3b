/// Who listens on a port of this machine (SYS-01).
package enum PortOwner {
    /// The TCP sockets that listen on `port`, IPv4 first; empty when none does.
    ///
    /// Looks through every process that we may look into: some milliseconds on a busy machine.
    ///
    /// - Parameter processFolder: where /proc is mounted.
    package static func find(port: Int, processFolder: String = "/proc") -> [ListeningSocket] {
        Listeners.find(processFolder: processFolder) { $0.port == port }?.sockets ?? []
    }
}
