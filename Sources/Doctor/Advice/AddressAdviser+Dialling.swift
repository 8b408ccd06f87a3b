import Snapshot

/// Addresses for one peer.
extension AddressAdviser {
    /// The URL that whoever the subject is about must dial, as seen from there; nil where none can be told.
    package func address(for subject: Subject) -> String? {
        switch subject {
        case .address(let address): return self.address(forPeer: address)
        case .bot(let selfID):
            return self.peers[selfID].flatMap { self.address(forPeer: $0) }
        case .listener(let host, let port):
            guard let listener = self.listening.first(where: { $0.port == port }),
                let address = NetworkAddress(host), address.network != .unspecified
            else { return self.best }
            return listener.url(host: host, path: self.path)
        case .machine, .key: return self.best
        case .path, .terminal: return nil
        }
    }

    private func address(forPeer text: String) -> String? {
        guard let peer = NetworkAddress(text) else { return nil }
        if peer.network == .loopback { return self.loopback }
        // A peer in one of our networks dials the address that we have there: a container its bridge's.
        let near = self.addresses.filter { place in
            let length = place.facts.prefixLength
            // A network of one address, or of all of them, is no neighbourhood.
            return length > 0 && length < place.parsed.bytes.count * 8
                && place.parsed.shares(prefix: length, with: peer)
        }
        .max { $0.facts.prefixLength < $1.facts.prefixLength }
        if let near, let url = self.url(of: near) { return url }
        if near != nil { return nil }
        switch peer.network {
        case .public:
            return self.advice.first { $0.place == .internet }?.url
        case .tailnet:
            return self.first(.tailnet) ?? self.first(.lan)
        case .lan:
            // Another part of the same site: it comes by the way that leads out of here.
            return self.first(.lan) ?? self.publicURL
        default: return nil
        }
    }

    private func first(_ network: NetworkClass) -> String? {
        guard !self.isContained else { return nil }
        return self.addresses.lazy.filter { $0.facts.network == network }.compactMap { self.url(of: $0) }.first
    }

    var publicURL: String? { self.evidence.snapshot.endpoint.socketURL }

    /// The address of this machine that an operator's SSH connection goes to, if it is one.
    var reached: NetworkAddress? {
        self.evidence.terminals.lazy.compactMap { $0.reachedAt.flatMap { NetworkAddress($0) } }
            .first { [.lan, .tailnet, .public].contains($0.network) }
    }

    /// What listens on an address: TLS before plain. On the way between containers and this machine, and on the machine
    /// itself, nobody listens in: there plain comes first, which asks for no certificate.
    func listener(for address: NetworkAddress, isNear: Bool = false) -> ListenerFacts? {
        let all = self.listening.filter { $0.covers(address) }
        return all.first { $0.tls != (isNear || address.network == .loopback) } ?? all.first
    }

    func url(of place: Place) -> String? {
        self.url(at: place.parsed, place.facts.address, isNear: place.facts.network == .containerBridge)
    }

    func url(at address: NetworkAddress, _ text: String? = nil, isNear: Bool = false) -> String? {
        self.listener(for: address, isNear: isNear)?.url(host: text ?? address.text, path: self.path)
    }

    /// The listener that other containers of the same network reach: the plain one where there are both.
    var listenerForContainers: ListenerFacts? {
        let all = self.listening.filter { !$0.isLoopbackOnly }
        return all.first { !$0.tls } ?? all.first
    }
}
