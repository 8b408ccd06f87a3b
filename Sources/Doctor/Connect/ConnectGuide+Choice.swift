package import Snapshot

extension ConnectGuide {
    /// The address for NapCat, of those the adviser has: where its container says it is, one that other machines reach
    /// when it is on one of them, else this host.
    ///
    /// - Returns: The index in `advice`; nil where no place has an address.
    package static func choice(of advice: [AddressAdvice], look: NapCatLook?) -> Int? {
        let usable = advice.indices.filter { advice[$0].isWhole }
        func first(_ place: BotPlace) -> Int? { usable.first { advice[$0].place == place } }
        let fallback = first(.sameHost) ?? usable.first ?? advice.firstIndex { $0.url != nil }
        let around = [BotPlace.lan, .tailnet, .internet].lazy.compactMap { first($0) }.first
        if look?.isElsewhere == true { return around ?? fallback }
        guard let container = look?.container, !container.usesHostNetwork, !container.networks.isEmpty else {
            return fallback
        }
        let gateways = container.networks.compactMap { $0.gateway.flatMap(NetworkAddress.init) }
        let near = usable.first { index in
            guard let address = advice[index].hostAddress else { return false }
            return gateways.contains(address)
        }
        // Of a network that this console hangs on itself; otherwise any bridge, for nothing else is nearer: inside of a
        // container this host's own loopback leads nowhere.
        let bridge = usable.first { if case .container = advice[$0].place { true } else { false } }
        return first(.composeNetwork) ?? near ?? bridge ?? around ?? fallback
    }
}

extension AddressAdvice {
    /// Whether the URL can be put in as it is: no name in it is yet to be replaced.
    package var isWhole: Bool { self.url != nil && !self.notes.contains(.serviceName) }

    /// The URL's host, where that is an address.
    var hostAddress: NetworkAddress? { self.url.flatMap { SocketURL($0) }.flatMap { NetworkAddress($0.host) } }
}
