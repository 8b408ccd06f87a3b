import NIOCore

/// Addresses of peers as text: IPv4 that came in through an IPv6 socket is IPv4 again, IPv6 stands in brackets
/// before a port.
enum PeerAddress {
    static func text(_ address: SocketAddress?) -> String {
        let text = address?.ipAddress ?? "?"
        let mapped = "::ffff:"
        guard text.lowercased().hasPrefix(mapped), text.contains(".") else { return text }
        return String(text.dropFirst(mapped.count))
    }

    static func text(_ address: String, port: Int) -> String {
        address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }
}
