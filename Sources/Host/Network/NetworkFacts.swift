/// How this machine, or this container, is tied into its networks.
package struct NetworkFacts: Equatable, Sendable {
    /// Those of interfaces that are up.
    package var addresses: [LocalAddress]
    package var fourRoute: DefaultRoute?
    package var sixRoute: DefaultRoute?
    /// The addresses that `/etc/hosts` gives `localhost`, in its order; nil when the file cannot be read (NET-06).
    package var localhost: [String]?
    /// Whether a socket that listens on `::` leaves IPv4 alone unless told otherwise; nil without IPv6.
    package var isSixOnly: Bool?
    /// Nil where /proc does not tell.
    package var hasIPv6: Bool?

    package init(
        addresses: [LocalAddress],
        fourRoute: DefaultRoute? = nil,
        sixRoute: DefaultRoute? = nil,
        localhost: [String]? = nil,
        isSixOnly: Bool? = nil,
        hasIPv6: Bool? = nil
    ) {
        self.addresses = addresses
        self.fourRoute = fourRoute
        self.sixRoute = sixRoute
        self.localhost = localhost
        self.isSixOnly = isSixOnly
        self.hasIPv6 = hasIPv6
    }

    /// Asks the kernel for the addresses and reads five small files: about a millisecond.
    package static func current(folders: HostFolders = HostFolders()) -> NetworkFacts {
        Self.current(addresses: LocalAddresses.all(), folders: folders)
    }

    static func current(addresses: [LocalAddress], folders: HostFolders) -> NetworkFacts {
        let net = "\(folders.process)/net"
        let routes = ProcFile.text("\(net)/route", limit: Self.mostRoutes)
        return NetworkFacts(
            addresses: addresses,
            fourRoute: routes.flatMap(DefaultRoute.four)?.completed(with: addresses),
            sixRoute: ProcFile.text("\(net)/ipv6_route", limit: Self.mostRoutes)
                .flatMap(DefaultRoute.six)?.completed(with: addresses),
            localhost: ProcFile.text("\(folders.settings)/hosts").map {
                HostsFile.addresses(of: "localhost", in: $0)
            },
            isSixOnly: ProcFile.line("\(folders.process)/sys/net/ipv6/bindv6only").flatMap(Self.flag),
            hasIPv6: ProcFile.read("\(net)/if_inet6", limit: 256).map { !$0.isEmpty } ?? (routes == nil ? nil : false)
        )
    }

    /// A router of the internet's has a million routes; the default one stands among the first of them.
    private static let mostRoutes = 1 << 20

    private static func flag(_ text: String) -> Bool? {
        text == "1" ? true : text == "0" ? false : nil
    }

    /// Whether `localhost` may lead to `::1`; nil when `/etc/hosts` cannot be read.
    package var localhostHasIPv6: Bool? {
        self.localhost?.contains("::1")
    }

    /// The bridges that containers hang on, by their address on this machine: what a container reaches us by.
    package var bridges: [LocalAddress] {
        self.addresses.filter { $0.kind == .containerBridge }
    }

    /// Whether an interface has an address that the whole internet can reach; without one there is translation between.
    package var hasPublicAddress: Bool {
        self.addresses.contains { $0.kind == .public }
    }

    /// The bridge whose network an address is in: that of a container beside us (NET-02). Nil for link-local addresses,
    /// which are alike on every interface.
    package func bridge(containing address: String) -> LocalAddress? {
        guard AddressClass.of(address) != .linkLocal else { return nil }
        return self.bridges.first { $0.isInNetwork(with: address) }
    }
}
