import Glibc

/// One address of this machine.
package struct LocalAddress: Equatable, Sendable, Hashable {
    package var interface: String
    /// Without zone and prefix length.
    package var address: String
    package var kind: AddressClass
    /// How many leading bits the addresses of its network share; nil when the system does not tell.
    package var prefixLength: Int?

    package init(interface: String, address: String, kind: AddressClass, prefixLength: Int? = nil) {
        self.interface = interface
        self.address = address
        self.kind = kind
        self.prefixLength = prefixLength
    }

    /// Whether an address lies in this one's network; false where the network is not known.
    package func isInNetwork(with address: String) -> Bool {
        guard let prefixLength = self.prefixLength, let own = AddressBytes.parse(self.address),
            let other = AddressBytes.parse(address)
        else { return false }
        return AddressBytes.share(own, other, bits: prefixLength)
    }
}

/// The addresses of this machine's interfaces.
package enum LocalAddresses {
    /// All addresses of interfaces that are up, in the system's order, each once; empty when the system tells none.
    package static func all() -> [LocalAddress] {
        var head: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&head) == 0 else { return [] }
        defer { freeifaddrs(head) }
        var found: [LocalAddress] = []
        var next = head
        while let entry = next {
            next = entry.pointee.ifa_next
            guard entry.pointee.ifa_flags & UInt32(IFF_UP) != 0, let name = entry.pointee.ifa_name,
                let address = entry.pointee.ifa_addr, let bytes = SocketAddress.bytes(of: address),
                let text = AddressBytes.text(bytes)
            else { continue }
            let interface = String(cString: name)
            guard let kind = AddressClass.of(text, interface: interface) else { continue }
            let mask = entry.pointee.ifa_netmask.flatMap(SocketAddress.bytes(of:))
            let local = LocalAddress(
                interface: interface,
                address: text,
                kind: kind,
                prefixLength: mask.flatMap(AddressBytes.prefixLength(ofMask:))
            )
            if !found.contains(local) { found.append(local) }
        }
        return found
    }
}
