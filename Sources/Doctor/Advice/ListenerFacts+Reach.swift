package import Snapshot

/// What a listener of ours is reached by.
extension ListenerFacts {
    var isLoopbackOnly: Bool {
        self.host == "localhost" || NetworkAddress(self.host)?.network == .loopback
    }

    /// Whether a connection to this address comes to it. `0.0.0.0` stands for every address of this machine, IPv6 too
    /// where there is any; `::` for the IPv6 ones alone. A name may be anything.
    func covers(_ address: NetworkAddress) -> Bool {
        switch self.host {
        case "0.0.0.0": return true
        case "::", "[::]": return address.isIPv6
        case "localhost": return address.network == .loopback
        default:
            guard let own = NetworkAddress(self.host) else { return false }
            return own == address
        }
    }

    /// The URL of this listener at a host.
    func url(host: String, path: String) -> String {
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return "\(self.tls ? "wss" : "ws")://\(bare.contains(":") ? "[\(bare)]" : bare):\(self.port)\(path)"
    }
}

extension EndpointFacts {
    /// The listeners that listen.
    var listening: [ListenerFacts] { self.listeners.filter { $0.state == .listening } }

    /// The URL that the operator has set, as a bot writes it; nil when none is set.
    package var socketURL: String? {
        guard let url = self.publicURL, !url.isEmpty else { return nil }
        for (web, socket) in [("https://", "wss://"), ("http://", "ws://")] where url.lowercased().hasPrefix(web) {
            return socket + url.dropFirst(web.count)
        }
        return url
    }
}
