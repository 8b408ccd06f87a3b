import Control

extension StatusDocument.Listener {
    /// As a bot would be given it, but for a host that stands for all.
    func address(path: String) -> String {
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return "\(self.tls ? "wss" : "ws")://\(host):\(self.port)\(path)"
    }

    /// Whether whoever reached the other reaches this one, and speaks to it alike.
    fileprivate func serves(likewise other: Self) -> Bool {
        let isAnywhere = self.host == "0.0.0.0" || self.host == "::"
        return self.state == "listening" && self.port == other.port && self.tls == other.tls
            && (self.host == other.host || isAnywhere)
    }
}

extension StatusDocument {
    /// Where `former` was served and this is not: its settings are others.
    func addressesLost(since former: StatusDocument) -> [String] {
        former.listeners
            .filter { old in
                let isThere = self.listeners.contains { $0.serves(likewise: old) }
                return old.state == "listening" && !(isThere && self.endpointPath == former.endpointPath)
            }
            .map { $0.address(path: former.endpointPath) }
    }
}
