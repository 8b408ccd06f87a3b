/// The first words of a TLS client (RFC 8446 §4.1.2), which is all of TLS that a server without it gets to see.
enum TLSHello {
    static func bytes(name: String) -> [UInt8] {
        let host = Array(name.utf8.prefix(255))
        let serverName: [UInt8] = [0x00, 0x00] + Self.sized(Self.sized([0x00] + Self.sized(host)))
        let versions: [UInt8] = [0x00, 0x2B] + Self.sized([0x02, 0x03, 0x04])
        let ciphers: [UInt8] = [0x13, 0x01, 0x13, 0x02, 0xC0, 0x2F]
        let random = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        let body =
            [0x03, 0x03] + random + [0x00] + Self.sized(ciphers) + [0x01, 0x00] + Self.sized(serverName + versions)
        let message: [UInt8] = [0x01, 0x00] + Self.sized(body)
        return [0x16, 0x03, 0x01] + Self.sized(message)
    }

    /// Behind two bytes of length.
    private static func sized(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }
}
