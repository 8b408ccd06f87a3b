/// What a connection's first bytes are, told before anything is parsed.
package enum FirstBytes: String, Codable, Sendable, CaseIterable {
    case none
    case http
    /// HTTP/2 with prior knowledge (RFC 9113 §3.4).
    case http2
    /// A TLS record with a ClientHello: `wss://` typed for a plain port.
    case tls
    /// PROXY protocol, version 1 or 2, in front of the request.
    case proxy
    case ssh
    case socks
    /// SMB or RDP: scanners.
    case windows
    case other

    private static let proxyV2: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

    /// - Returns: Nil while the bytes so far could still become a request, but are too few to tell.
    package static func classify(_ bytes: some RandomAccessCollection<UInt8>) -> FirstBytes? {
        guard let first = bytes.first else { return nil }
        let start = Array(bytes.prefix(16))
        switch first {
        case 0x16:
            return .tls
        case 0x05, 0x04:
            return .socks
        case 0x0D:
            let shared = min(start.count, Self.proxyV2.count)
            guard start[..<shared].elementsEqual(Self.proxyV2[..<shared]) else { return .other }
            return shared == Self.proxyV2.count ? .proxy : nil
        case 0x00, 0x03:
            return .windows
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            return self.classifyText(start)
        default:
            return .other
        }
    }

    private static func classifyText(_ start: [UInt8]) -> FirstBytes? {
        for (mark, kind) in [("PROXY ", FirstBytes.proxy), ("SSH-", .ssh), ("PRI * HTTP/2", .http2)] {
            let shared = min(start.count, mark.utf8.count)
            guard start[..<shared].elementsEqual(mark.utf8.prefix(shared)) else { continue }
            return shared == mark.utf8.count ? kind : nil
        }
        // A method is letters up to a blank; sixteen bytes without one are none that we know.
        for byte in start {
            switch byte {
            case UInt8(ascii: " "): return .http
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
                continue
            default: return .other
            }
        }
        return start.count < 16 ? nil : .other
    }
}
