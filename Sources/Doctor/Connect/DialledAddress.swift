import Snapshot

/// Where an entry of NapCat dials, as its fault tells it: `172.17.0.1:18250`.
struct DialledAddress: Equatable, Sendable {
    /// Without brackets.
    let host: String
    let port: Int

    /// - Returns: Nil where no port is told: it is then that of the address put in.
    init?(_ text: String) {
        let isURL = text.contains("://")
        let hasPort = text.hasPrefix("[") ? text.contains("]:") : text.count { $0 == ":" } == 1
        guard isURL || hasPort, let parts = SocketURL(isURL ? text : "ws://" + text) else { return nil }
        self.host = parts.host.filter { $0 != "[" && $0 != "]" }
        self.port = parts.port
    }

    /// Whether it is known to be this machine, seen from NapCat.
    func isHere(_ container: NapCatContainer?) -> Bool {
        if ["localhost", "host.docker.internal"].contains(self.host.lowercased()) { return true }
        guard let address = NetworkAddress(self.host) else { return false }
        if address.network == .loopback { return true }
        return container?.networks.contains { $0.gateway.flatMap(NetworkAddress.init) == address } ?? false
    }
}
