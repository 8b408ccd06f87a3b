/// A host of a URL that means another machine, or none, for whoever is elsewhere.
enum PrivateHost: Equatable {
    /// The machine of whoever asks.
    case loopback
    /// Addresses of private networks, and names without a domain.
    case site

    /// Nil: the host is one of the internet.
    init?(_ host: String) {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" || host == "0.0.0.0" {
            self = .loopback
            return
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { UInt8($0) }
        if parts.count == 4, octets.count == 4 {
            switch (octets[0], octets[1]) {
            case (127, _): self = .loopback
            case (10, _), (192, 168), (172, 16...31), (169, 254), (100, 64...127): self = .site
            default: return nil
            }
            return
        }
        let isUniqueLocal = host.contains(":") && host.drop { $0 == "[" }.hasPrefix("f")
        let isLocalName = parts.count == 1 && !host.contains(":") || host.hasSuffix(".local") || host.hasSuffix(".lan")
        guard isUniqueLocal || isLocalName || host == "host.docker.internal" else { return nil }
        self = .site
    }
}
