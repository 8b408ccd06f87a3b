package import Snapshot

/// Tells which address a bot must dial, by where it lives: there is never one address for all.
package struct AddressAdviser: Sendable {
    /// Addresses of one kind at most: hosts with many containers have hundreds of bridges.
    static let limit = 8

    let evidence: Evidence
    let listening: [ListenerFacts]
    let path: String
    /// In a container whose network is its own; with the host's network its bridges, or its public address, are seen.
    let isContained: Bool
    let addresses: [Place]
    /// Where each bot comes from.
    let peers: [String: String]
    /// The networks of NapCat's container, by the engine; empty where it is in none, or has this machine's own.
    let napcatNetworks: [NapCatContainer.Network]

    /// An address of this machine, read.
    struct Place: Sendable {
        var facts: MachineFacts.Address
        var parsed: NetworkAddress
    }

    package init(_ evidence: Evidence) {
        self.evidence = evidence
        self.listening = evidence.snapshot.endpoint.listening
        self.path = evidence.snapshot.endpoint.path
        self.peers = Dictionary(evidence.snapshot.bots.map { ($0.selfID, $0.address) }) { first, _ in first }
        let container = evidence.snapshot.napcat.look?.container
        self.napcatNetworks = container.map { $0.usesHostNetwork ? [] : $0.networks } ?? []
        let machine = evidence.machine
        let readable = (machine?.addresses ?? []).compactMap { facts in
            NetworkAddress(facts.address).map { Place(facts: facts, parsed: $0) }
        }
        .filter { $0.parsed.network != .linkLocal }
        self.isContained =
            machine?.isContainer == true
            && !readable.contains { $0.facts.network == .containerBridge || $0.facts.network == .public }
        // The way out first, and IPv4 before IPv6: older implementations know no other.
        let route = machine?.defaultRouteAddress.flatMap { NetworkAddress($0) }
        func rank(_ place: Place) -> Int { place.parsed == route ? 0 : place.parsed.isIPv6 ? 2 : 1 }
        self.addresses = readable.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    /// Every place with its address, or why it has none; places with several addresses stand once for each.
    package var advice: [AddressAdvice] {
        guard !self.listening.isEmpty else {
            return [.sameHost, .lan, .internet].map {
                AddressAdvice(place: $0, url: nil, certainty: .proved, notes: [.nothingListens])
            }
        }
        return self.containers + [self.compose, self.sameHost] + self.network(.lan, as: .lan)
            + self.network(.tailnet, as: .tailnet) + [self.internet]
    }

    /// The address to show where there is room for one only; whole, even where nothing listens yet.
    package var best: String {
        if let url = self.publicURL { return url }
        if let reached = self.reached, let url = self.url(at: reached) { return url }
        let advice = self.advice.filter { $0.url != nil }
        let hasContained =
            !(self.evidence.machine?.containedBots.isEmpty ?? true) || !self.napcatNetworks.isEmpty
        func isContainer(_ place: BotPlace) -> Bool { if case .container = place { true } else { false } }
        if hasContained, let url = advice.first(where: { isContainer($0.place) })?.url { return url }
        // IPv4 before IPv6 whatever the place: it is what people paste, and what every implementation knows.
        for offered in [advice.filter { $0.url?.contains("[") == false }, advice] {
            for place in [BotPlace.internet, .lan, .tailnet] {
                if let url = offered.first(where: { $0.place == place })?.url { return url }
            }
            if let url = offered.first(where: { isContainer($0.place) })?.url { return url }
        }
        return advice.first { $0.place == .sameHost }?.url ?? self.fallback
    }

    private var fallback: String {
        guard let listener = self.evidence.snapshot.endpoint.listeners.first else { return "" }
        return listener.url(host: "127.0.0.1", path: self.path)
    }

    // MARK: - Places

    private var sameHost: AddressAdvice {
        var notes: [AddressNote] = [.thisHostOnly, .notFromContainers]
        if self.isContained { notes = [.insideContainer] }
        return AddressAdvice(place: .sameHost, url: self.loopback, certainty: .proved, notes: notes)
    }

    var loopback: String? {
        for host in ["127.0.0.1", "::1"] {
            if let address = NetworkAddress(host), let url = self.url(at: address, host) { return url }
        }
        // An address of its own is reached from here as well.
        return self.listening.first.map { $0.url(host: $0.host, path: self.path) }
    }

    private var containers: [AddressAdvice] {
        var interfaces: Set<String> = []
        let bridges = self.addresses.filter { $0.facts.network == .containerBridge }
        // Where the engine says that NapCat is, before others of the same interface and of other ones.
        let gateways = Set(self.napcatNetworks.compactMap { $0.gateway.flatMap(NetworkAddress.init) })
        return (bridges.filter { gateways.contains($0.parsed) } + bridges.filter { !gateways.contains($0.parsed) })
            .filter { interfaces.insert($0.facts.interface).inserted }
            .prefix(Self.limit)
            .map { bridge in
                let place = BotPlace.container(interface: bridge.facts.interface)
                guard let url = self.url(of: bridge), let listener = self.listener(for: bridge.parsed, isNear: true)
                else {
                    return self.none(place, self.whyNot(bridge))
                }
                let byName = listener.url(host: "host.docker.internal", path: self.path)
                return AddressAdvice(
                    place: place,
                    url: url,
                    certainty: self.hasCome(from: .containerBridge) ? .proved : .likely,
                    notes: [.gateway(interface: bridge.facts.interface), .hostDockerInternal(url: byName)]
                )
            }
    }

    private var compose: AddressAdvice {
        guard self.isContained, let listener = self.listenerForContainers else {
            return self.none(.composeNetwork, self.isContained ? .loopbackOnly : .notInContainer)
        }
        if let (network, url) = self.sharedNetwork {
            return AddressAdvice(
                place: .composeNetwork,
                url: url,
                certainty: .likely,
                notes: [.sharedNetwork(name: network), .innerPort(listener.port)]
            )
        }
        return AddressAdvice(
            place: .composeNetwork,
            url: listener.url(host: "SERVICE", path: self.path),
            certainty: .likely,
            notes: [.serviceName, .innerPort(listener.port)]
        )
    }

    /// The network that this console's container hangs on together with NapCat's, and the URL with our name or address in it.
    private var sharedNetwork: (network: String, url: String)? {
        // Addresses of containers change with every start; names stay.
        if let neighbour = self.evidence.snapshot.napcat.look?.container?.neighbour,
            let listener = self.listenerForContainers
        {
            return (neighbour.network, listener.url(host: neighbour.name, path: self.path))
        }
        for network in self.napcatNetworks {
            guard let peer = network.address.flatMap(NetworkAddress.init) else { continue }
            for place in self.addresses where place.parsed.network != .loopback {
                let length = place.facts.prefixLength
                guard length > 0, length < place.parsed.bytes.count * 8,
                    place.parsed.shares(prefix: length, with: peer),
                    let url = self.url(at: place.parsed, place.facts.address, isNear: true)
                else { continue }
                return (network.name, url)
            }
        }
        return nil
    }

    private func network(_ network: NetworkClass, as place: BotPlace) -> [AddressAdvice] {
        if self.evidence.machine == nil { return [self.none(place, .notLookedYet)] }
        if self.isContained { return [self.none(place, .insideContainer)] }
        let here = self.addresses.filter { $0.facts.network == network }
        guard let first = here.first else { return [self.none(place, .noSuchAddress)] }
        let offered = here.prefix(Self.limit).compactMap { address in
            self.url(of: address).map { url in
                AddressAdvice(
                    place: place,
                    url: url,
                    certainty: self.hasCome(from: network) ? .proved : .likely,
                    notes: [network == .tailnet ? .tailnet : .sameNetwork(interface: address.facts.interface)]
                )
            }
        }
        return offered.isEmpty ? [self.none(place, self.whyNot(first))] : offered
    }

    private var internet: AddressAdvice {
        if let url = self.publicURL {
            return AddressAdvice(
                place: .internet,
                url: url,
                certainty: self.hasCome(from: .public) ? .proved : .likely,
                notes: [.publicURL] + (url.hasPrefix("ws://") ? [.clearText] : [])
            )
        }
        let here = self.addresses.filter { $0.facts.network == .public }
        let found: (url: String, note: AddressNote)? =
            if let reached = self.reached, reached.network == .public, let url = self.url(at: reached) {
                (url, .reachedBySSH)
            } else if !self.isContained, let url = here.lazy.compactMap({ self.url(of: $0) }).first {
                (url, .publicInterface)
            } else { nil }
        guard let found else {
            if let first = here.first, !self.isContained { return self.none(.internet, self.whyNot(first)) }
            if self.listening.allSatisfy(\.isLoopbackOnly) { return self.none(.internet, .loopbackOnly) }
            if self.evidence.machine == nil { return self.none(.internet, .notLookedYet) }
            return self.none(.internet, self.isContained ? .insideContainer : .onlyPrivateAddresses)
        }
        let port = self.listening.first?.port ?? 0
        return AddressAdvice(
            place: .internet,
            url: found.url,
            certainty: self.hasCome(from: .public) ? .proved : .unseen,
            notes: [found.note, .providerFirewall(vendor: self.evidence.machine?.cloud, port: port)]
                + (found.url.hasPrefix("ws://") ? [.clearText] : [])
        )
    }

    private func none(_ place: BotPlace, _ why: AddressNote) -> AddressAdvice {
        AddressAdvice(place: place, url: nil, certainty: .proved, notes: [why])
    }

    private func whyNot(_ place: Place) -> AddressNote {
        self.listening.allSatisfy(\.isLoopbackOnly) ? .loopbackOnly : .notListenedOn(address: place.facts.address)
    }

    private func hasCome(from network: NetworkClass) -> Bool {
        self.evidence.attempts.contains { $0.isAccepted && $0.network == network }
    }
}
