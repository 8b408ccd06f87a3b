import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A CIDR range of IPv4 or IPv6 addresses; a plain address is a range of one.
package struct AddressRange: Equatable, Sendable {
    private let network: [UInt8]
    private let bits: Int

    /// Nil when the text is no address and no range.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let network = Self.bytes(of: String(parts[0])) else { return nil }
        var bits = network.count * 8
        if parts.count == 2 {
            guard let given = Int(parts[1]), given >= 0, given <= bits else { return nil }
            bits = given
        }
        self.network = network
        self.bits = bits
    }

    package func contains(_ address: String) -> Bool {
        guard let bytes = Self.bytes(of: address), bytes.count == self.network.count else { return false }
        for index in 0..<bytes.count {
            let left = self.bits - index * 8
            guard left > 0 else { return true }
            let mask: UInt8 = left >= 8 ? 0xFF : 0xFF << UInt8(8 - left)
            if (bytes[index] ^ self.network[index]) & mask != 0 { return false }
        }
        return true
    }

    /// Four or sixteen bytes; an IPv4 address in IPv6 clothes (`::ffff:1.2.3.4`) gives four.
    private static func bytes(of text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
    }
}
