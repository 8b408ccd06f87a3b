/// A ClientHello as TLS libraries write it (RFC 8446 §4.1.2), and the ways in which it can come.
enum HelloSample {
    static func vector(_ bytes: [UInt8], lengthBytes: Int) -> [UInt8] {
        (0..<lengthBytes).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * (lengthBytes - 1 - $0))) } + bytes
    }

    static func serverName(_ name: [UInt8], kind: UInt8 = 0) -> [UInt8] {
        [0, 0] + self.vector(self.vector([kind] + self.vector(name, lengthBytes: 2), lengthBytes: 2), lengthBytes: 2)
    }

    /// The handshake message with these extensions, one after the other.
    static func handshake(_ extensions: [UInt8]) -> [UInt8] {
        var body: [UInt8] = [3, 3] + [UInt8](repeating: 0xAB, count: 32)
        body += self.vector([UInt8](repeating: 0xCD, count: 32), lengthBytes: 1)
        body += self.vector([0x13, 0x01, 0x13, 0x02, 0xC0, 0x2F], lengthBytes: 2)
        body += self.vector([0], lengthBytes: 1)
        body += self.vector(extensions, lengthBytes: 2)
        return [1] + self.vector(body, lengthBytes: 3)
    }

    static func records(_ handshake: [UInt8], pieces: Int = 1 << 14) -> [UInt8] {
        stride(from: 0, to: handshake.count, by: pieces).flatMap { start in
            [0x16, 3, 1] + self.vector(Array(handshake[start..<min(handshake.count, start + pieces)]), lengthBytes: 2)
        }
    }

    /// A hello for a host, with other extensions around its name.
    static func hello(_ name: String, pieces: Int = 1 << 14) -> [UInt8] {
        let grease: [UInt8] = [0x0A, 0x0A] + self.vector([], lengthBytes: 2)
        let versions: [UInt8] = [0, 43] + self.vector([4, 3, 4, 3, 3], lengthBytes: 2)
        return self.records(self.handshake(grease + self.serverName(Array(name.utf8)) + versions), pieces: pieces)
    }
}
