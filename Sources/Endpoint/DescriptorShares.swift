#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How the descriptors that the process may have are shared out, so that neither a crowd of links nor one of unfinished
/// handshakes can take those that files, operators and the other of the two need.
struct DescriptorShares: Equatable {
    /// For the console itself: its files, loops and sockets, the terminals and callers of its operators.
    static let own = 128

    let links: Int
    let handshakes: Int
    let handshakesOfAddress: Int

    /// - Parameter descriptors: The limit of the process; read from the system by default.
    init(_ configuration: EndpointConfiguration, descriptors: Int = Int(sysconf(Int32(_SC_OPEN_MAX)))) {
        // A negative one is none (sysconf(3)).
        let descriptors = descriptors < 0 ? Int(Int32.max) : descriptors
        let rest = descriptors - min(Self.own, descriptors / 4 * 3)
        let left = max(0, rest - max(0, configuration.maxConnections))
        self.handshakes = max(1, min(configuration.limits.pending, max(8, left, rest / 4)))
        self.handshakesOfAddress = max(1, min(configuration.limits.pendingPerAddress, max(4, self.handshakes / 2)))
        self.links = max(4, min(configuration.maxConnections, rest - self.handshakes))
    }
}
