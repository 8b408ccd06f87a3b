/// Where packets go that are for no network of ours.
package struct DefaultRoute: Equatable, Sendable {
    package var isIPv6: Bool
    package var interface: String
    /// Nil on links that have but one other end.
    package var gateway: String?
    /// What kind of address the gateway has: a private one means that a router or a cloud stands before the internet.
    package var gatewayKind: AddressClass?
    /// The address of ours on that interface.
    package var own: LocalAddress?

    package init(
        isIPv6: Bool,
        interface: String,
        gateway: String? = nil,
        gatewayKind: AddressClass? = nil,
        own: LocalAddress? = nil
    ) {
        self.isIPv6 = isIPv6
        self.interface = interface
        self.gateway = gateway
        self.gatewayKind = gatewayKind
        self.own = own
    }

    /// The route of IPv4 out of `/proc/net/route`, the one with the lowest metric.
    static func four(in text: String) -> DefaultRoute? {
        var best: (metric: UInt32, route: DefaultRoute)?
        for line in ProcText.lines(text) {
            // Iface Destination Gateway Flags RefCnt Use Metric Mask …
            let words = ProcText.words(line, limit: 8)
            guard words.count == 8, words[1] == "00000000", words[7] == "00000000",
                let flags = UInt32(words[3], radix: 16), flags & Self.up != 0, flags & Self.reject == 0,
                let metric = UInt32(words[6]), let gateway = UInt32(words[2], radix: 16)
            else { continue }
            guard best == nil || metric < best?.metric ?? 0 else { continue }
            // The word stands in this machine's byte order.
            let bytes = withUnsafeBytes(of: gateway) { Array($0) }
            best = (metric, Self.route(isIPv6: false, interface: words[0], gateway: bytes))
        }
        return best?.route
    }

    /// The route of IPv6 out of `/proc/net/ipv6_route`, the one with the lowest metric.
    static func six(in text: String) -> DefaultRoute? {
        var best: (metric: UInt32, route: DefaultRoute)?
        for line in ProcText.lines(text) {
            // destination length source length gateway metric references use flags interface
            let words = ProcText.words(line, limit: 10)
            guard words.count == 10, words[1] == "00", words[0].allSatisfy({ $0 == "0" }), words[9] != "lo",
                let flags = UInt32(words[8], radix: 16), flags & Self.up != 0, flags & Self.reject == 0,
                let metric = UInt32(words[5], radix: 16), let gateway = Self.bytes(words[4])
            else { continue }
            guard best == nil || metric < best?.metric ?? 0 else { continue }
            best = (metric, Self.route(isIPv6: true, interface: words[9], gateway: gateway))
        }
        return best?.route
    }

    /// The kernel's RTF_UP and RTF_REJECT.
    private static let up: UInt32 = 0x1
    private static let reject: UInt32 = 0x200

    private static func route(isIPv6: Bool, interface: Substring, gateway: [UInt8]) -> DefaultRoute {
        var route = DefaultRoute(isIPv6: isIPv6, interface: String(interface))
        if gateway.contains(where: { $0 != 0 }), let text = AddressBytes.text(gateway) {
            route.gateway = text
            route.gatewayKind = AddressClass.of(text)
        }
        return route
    }

    /// 32 hexadecimal digits.
    private static func bytes(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count == 32 else { return nil }
        var bytes: [UInt8] = []
        var rest = text
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// Adds the address of ours that the route is used with: one in the gateway's network, else the first on the
    /// interface that reaches beyond its link.
    func completed(with addresses: [LocalAddress]) -> DefaultRoute {
        var route = self
        let candidates = addresses.filter {
            $0.interface == self.interface && $0.kind != .linkLocal && $0.address.contains(":") == self.isIPv6
        }
        let inNetwork = candidates.first { own in self.gateway.map { own.isInNetwork(with: $0) } ?? false }
        route.own = inNetwork ?? candidates.first
        return route
    }
}
