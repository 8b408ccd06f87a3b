import Glibc

/// One address of this machine.
package struct LocalAddress: Equatable, Sendable, Hashable {
    package var interface: String
    /// Without zone and prefix length.
    package var address: String
    package var kind: AddressClass

    package init(interface: String, address: String, kind: AddressClass) {
        self.interface = interface
        self.address = address
        self.kind = kind
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
            let local = LocalAddress(interface: interface, address: text, kind: kind)
            if !found.contains(local) { found.append(local) }
        }
        return found
    }
}
