#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where a connection comes from, as far as one who connects cannot choose it: the address, of IPv6 its first 64 bits.
struct SourceNetwork: Hashable {
    private let text: String

    init(_ address: String) {
        self.text = Self.network(address) ?? address
    }

    private static func network(_ address: String) -> String? {
        guard let bytes = Self.bytes(address), bytes.count == 16 else { return nil }
        // The neighbours of a link-local address are other machines.
        if bytes[0] == 0xFE, bytes[1] & 0xC0 == 0x80 { return nil }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") + "/64"
    }

    /// Whether an address belongs to the Internet at large, and not to this machine or the networks around it
    /// (the IANA registries of special-purpose addresses).
    static func isPublic(_ address: String) -> Bool {
        guard let bytes = Self.bytes(address) else { return false }
        if bytes.count == 16 { return bytes[0] & 0xE0 == 0x20 }
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (224..., _):
            return false
        default: return true
        }
    }

    private static func bytes(_ address: String) -> [UInt8]? {
        let bare = String(address.prefix { $0 != "%" })
        let family = bare.contains(":") ? AF_INET6 : AF_INET
        var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
        return inet_pton(family, bare, &bytes) == 1 ? bytes : nil
    }
}
