/// A range of addresses as CIDR notation has it (RFC 4632, RFC 4291 section 2.3): `10.0.0.0/8`, `fd00::/8`, or one
/// address.
package struct AddressRange: Equatable, Sendable, Hashable {
    /// As it was written.
    package let text: String
    /// Network bytes, 4 or 16, host bits cleared.
    private let bytes: [UInt8]
    private let length: Int

    /// Nil when `text` is no range.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, var bytes = HostText.addressBytes(String(address)) else { return nil }
        var length = bytes.count * 8
        if parts.count == 2 {
            let digits = parts[1]
            guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                digits == "0" || digits.first != "0", let written = Int(digits), written <= length
            else { return nil }
            length = written
        }
        // Peers that came in through an IPv6 socket are IPv4 again, so such a range is one of IPv4.
        if length >= 96, Self.isMapped(bytes) {
            bytes = Array(bytes[12...])
            length -= 96
        }
        self.text = text
        self.length = length
        self.bytes = Self.masked(bytes, length: length)
    }

    /// Whether the range holds `address`, which is an IP address with or without zone.
    package func contains(_ address: String) -> Bool {
        Self.bytes(of: address).map { self.contains($0) } ?? false
    }

    /// The 4 or 16 bytes of an address for a range, to be read once for many ranges. IPv4 in its IPv6
    /// form (`::ffff:10.0.0.1`) is IPv4. Nil for what is no address.
    package static func bytes(of address: String) -> [UInt8]? {
        let plain = address.split(separator: "%", maxSplits: 1).first.map(String.init) ?? address
        guard let bytes = HostText.addressBytes(plain) else { return nil }
        return self.isMapped(bytes) ? Array(bytes[12...]) : bytes
    }

    /// Whether the range holds an address by its bytes.
    package func contains(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == self.bytes.count else { return false }
        return bytes.indices.allSatisfy { bytes[$0] & Self.mask(at: $0, length: self.length) == self.bytes[$0] }
    }

    /// Whether it is IPv4 in its IPv6 form (RFC 4291 section 2.5.5.2).
    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }

    private static func masked(_ bytes: [UInt8], length: Int) -> [UInt8] {
        bytes.enumerated().map { $1 & self.mask(at: $0, length: length) }
    }

    /// The bits of one byte that belong to the network.
    private static func mask(at index: Int, length: Int) -> UInt8 {
        let bits = min(max(length - index * 8, 0), 8)
        return bits == 0 ? 0 : 0xFF << UInt8(8 - bits)
    }
}
