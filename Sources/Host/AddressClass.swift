import Glibc

/// What kind of network an IP address belongs to, as far as the address itself and its interface tell.
package enum AddressClass: String, Sendable, CaseIterable {
    case loopback
    /// A bridge that containers hang on: only known by its interface's name.
    case containerBridge
    /// A private network (RFC 1918, RFC 4193).
    case lan
    /// Shared address space, as Tailscale uses it (RFC 6598); carrier NAT does too.
    case tailnet
    case linkLocal
    case `public`
    /// Every address of this machine: `0.0.0.0`, `::`.
    case unspecified
    /// Multicast, broadcast and reserved ranges, from which nobody connects.
    case other

    /// Classifies an address with or without brackets, zone, or an IPv6 wrapping of IPv4.
    ///
    /// - Parameter interface: name of the interface that has it, when known.
    /// - Returns: nil for anything that is no IP address.
    package static func of(_ address: String, interface: String? = nil) -> AddressClass? {
        guard let bytes = AddressBytes.parse(address) else { return nil }
        let byAddress = bytes.count == 4 ? Self.of(four: bytes) : Self.of(sixteen: bytes)
        if let interface, Self.isContainerInterface(interface), byAddress == .lan || byAddress == .linkLocal {
            return .containerBridge
        }
        return byAddress
    }

    /// Bridges of Docker, Podman, LXC, libvirt and Kubernetes.
    private static func isContainerInterface(_ name: String) -> Bool {
        ["docker", "br-", "podman", "cni", "lxcbr", "lxdbr", "virbr", "veth", "flannel", "cali"]
            .contains { name.hasPrefix($0) }
    }

    private static func of(four bytes: [UInt8]) -> AddressClass {
        switch (bytes[0], bytes[1]) {
        case (127, _): .loopback
        case (0, _): bytes == [0, 0, 0, 0] ? .unspecified : .other
        case (10, _), (172, 16...31), (192, 168): .lan
        case (100, 64...127): .tailnet
        case (169, 254): .linkLocal
        // Benchmarking, RFC 2544: what the fake addresses of proxy programs are taken from.
        case (198, 18...19): .other
        case (224..., _): .other
        default: .public
        }
    }

    private static func of(sixteen bytes: [UInt8]) -> AddressClass {
        if bytes.dropLast().allSatisfy({ $0 == 0 }) {
            switch bytes[15] {
            case 0: return .unspecified
            case 1: return .loopback
            default: return .other
            }
        }
        // Tailscale's own part of the unique local range.
        if bytes.starts(with: [0xFD, 0x7A, 0x11, 0x5C, 0xA1, 0xE0]) { return .tailnet }
        switch bytes[0] {
        case 0xFC, 0xFD: return .lan
        case 0xFE where bytes[1] & 0xC0 == 0x80: return .linkLocal
        // Site-local, deprecated by RFC 3879 and still met.
        case 0xFE where bytes[1] & 0xC0 == 0xC0: return .lan
        case 0xFF: return .other
        default: return .public
        }
    }
}

/// IP addresses as bytes.
enum AddressBytes {
    /// 4 or 16 bytes; IPv4 in IPv6 (`::ffff:10.0.0.1`, RFC 4291 section 2.5.5.2) as 4; nil for no address.
    static func parse(_ text: String) -> [UInt8]? {
        var plain = text[...]
        if plain.hasPrefix("["), plain.hasSuffix("]") { plain = plain.dropFirst().dropLast() }
        if let zone = plain.firstIndex(of: "%") { plain = plain[..<zone] }
        // A C string ends at the first NUL, so that what follows would go unseen.
        guard !plain.utf8.contains(0) else { return nil }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, String(plain), &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, String(plain), &sixteen) == 1 else { return nil }
        return Self.unwrapped(sixteen)
    }

    /// IPv4 out of its IPv6 form.
    static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
            return bytes
        }
        return Array(bytes[12...])
    }

    /// The usual text of 4 or 16 bytes; nil for another number of them.
    static func text(_ bytes: [UInt8]) -> String? {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether two addresses of one family have their first bits in common.
    static func share(_ one: [UInt8], _ other: [UInt8], bits: Int) -> Bool {
        guard one.count == other.count, bits >= 0, bits <= one.count * 8 else { return false }
        let whole = bits / 8
        guard one[..<whole] == other[..<whole] else { return false }
        guard bits % 8 != 0 else { return true }
        return (one[whole] ^ other[whole]) >> (8 - bits % 8) == 0
    }

    /// The length of the prefix that a mask keeps; nil for a mask with holes.
    static func prefixLength(ofMask mask: [UInt8]) -> Int? {
        let length = mask.reduce(0) { $0 + $1.nonzeroBitCount }
        let isPrefix = mask.indices.allSatisfy { index in
            let bits = min(8, max(0, length - index * 8))
            return mask[index] == UInt8(truncatingIfNeeded: 0xFF00 >> bits)
        }
        return isPrefix ? length : nil
    }
}
