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
        guard let address = parts.first, let bytes = HostText.addressBytes(String(address)) else { return nil }
        var length = bytes.count * 8
        if parts.count == 2 {
            let digits = parts[1]
            guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let written = Int(digits), written <= length
            else { return nil }
            length = written
        }
        self.text = text
        self.length = length
        self.bytes = Self.masked(bytes, length: length)
    }

    /// Whether the range holds `address`, which is an IP address with or without zone. An IPv4 address in its IPv6
    /// form (`::ffff:10.0.0.1`) counts as IPv4.
    package func contains(_ address: String) -> Bool {
        let plain = address.split(separator: "%", maxSplits: 1).first.map(String.init) ?? address
        guard var bytes = HostText.addressBytes(plain) else { return false }
        if bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF,
            self.bytes.count == 4
        {
            bytes = Array(bytes[12...])
        }
        return bytes.count == self.bytes.count && Self.masked(bytes, length: self.length) == self.bytes
    }

    private static func masked(_ bytes: [UInt8], length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let bits = min(max(length - index * 8, 0), 8)
            return bits == 0 ? 0 : byte & (0xFF << UInt8(8 - bits))
        }
    }
}
