import Glibc

/// Whether an address could be listened on, found out by trying (SYS-01, SYS-02).
package enum BindProbe {
    package enum Result: Equatable, Sendable {
        case free
        case inUse
        /// A port below 1024, or a rule of the system's, against which we have no privilege.
        case notPermitted
        /// The address is none of this machine's, or the name is nobody's.
        case addressNotHere
        case other(errno: Int32)
    }

    /// Binds to `host` and `port` as the endpoint does, and lets go at once. Nothing can connect meanwhile.
    ///
    /// `0.0.0.0` is tried with `::` where the machine has IPv6, because the endpoint listens on both. A name is looked
    /// up, which may take as long as that takes. A port that our own endpoint has is in use like any other.
    ///
    /// - Parameter port: 0 asks only whether the address is here.
    package static func check(host: String, port: Int) -> Result {
        guard let port = UInt16(exactly: port) else { return .other(errno: EINVAL) }
        let addresses: [[UInt8]]
        if let bytes = AddressBytes.parse(host) {
            addresses = bytes == [0, 0, 0, 0] ? [bytes, [UInt8](repeating: 0, count: 16)] : [bytes]
        } else {
            addresses = Self.lookUp(host)
        }
        guard let first = addresses.first else { return .addressNotHere }
        let result = Self.bind(first, port: port, zone: Self.zone(of: host))
        guard result == .free else { return result }
        for address in addresses.dropFirst() {
            let further = Self.bind(address, port: port, zone: 0)
            // A machine without IPv6 lacks the second family altogether.
            let isAbsent = further == .other(errno: EAFNOSUPPORT) || further == .addressNotHere
            if further != .free, !isAbsent { return further }
        }
        return .free
    }

    private static func bind(_ bytes: [UInt8], port: UInt16, zone: UInt32) -> Result {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return Self.result(of: errno) }
        defer { close(descriptor) }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout.size(ofValue: on)))
        let code: Int32
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
            code = Self.call(descriptor, &address)
        } else {
            setsockopt(
                descriptor,
                Int32(IPPROTO_IPV6),
                IPV6_V6ONLY,
                &on,
                socklen_t(MemoryLayout.size(ofValue: on))
            )
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_scope_id = zone
            withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
            code = Self.call(descriptor, &address)
        }
        return code == 0 ? .free : Self.result(of: code)
    }

    /// Returns 0 or the error's number.
    private static func call<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                Glibc.bind(descriptor, generic, socklen_t(MemoryLayout<Address>.size)) == 0 ? 0 : errno
            }
        }
    }

    private static func result(of code: Int32) -> Result {
        switch code {
        case EADDRINUSE: .inUse
        case EACCES, EPERM: .notPermitted
        case EADDRNOTAVAIL: .addressNotHere
        default: .other(errno: code)
        }
    }

    private static func zone(of host: String) -> UInt32 {
        guard let sign = host.firstIndex(of: "%") else { return 0 }
        let name = host[host.index(after: sign)...].prefix { $0 != "]" }
        return UInt32(name) ?? if_nametoindex(String(name))
    }

    private static func lookUp(_ name: String) -> [[UInt8]] {
        guard !name.isEmpty, !name.utf8.contains(0) else { return [] }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var head: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &head) == 0 else { return [] }
        defer { freeaddrinfo(head) }
        var found: [[UInt8]] = []
        var next = head
        while let entry = next {
            next = entry.pointee.ai_next
            guard let address = entry.pointee.ai_addr, let bytes = SocketAddress.bytes(of: address) else { continue }
            if !found.contains(bytes) { found.append(bytes) }
        }
        return found
    }
}
