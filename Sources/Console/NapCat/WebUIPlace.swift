import NIOCore
import Snapshot

/// Where NapCat's WebUI is, by the host of its URL.
enum WebUIPlace {
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// Whether it is on this machine, whose addresses are not known before it was looked at.
    static func isHere(_ host: String, _ machine: MachineFacts?) -> Bool {
        self.isLoopback(host) || machine?.addresses.contains { $0.address == host.lowercased() } ?? false
    }

    /// An address tells which machine it is; a name may lead anywhere.
    static func isAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }
}
