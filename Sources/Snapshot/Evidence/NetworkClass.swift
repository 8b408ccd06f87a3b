/// What kind of network an address belongs to.
package enum NetworkClass: String, Equatable, Hashable, Sendable, CaseIterable, Codable {
    case loopback
    /// A bridge that containers of this host hang on.
    case containerBridge
    case lan
    /// Shared address space (RFC 6598), as Tailscale and carriers use it.
    case tailnet
    case linkLocal
    case `public`
    case unspecified
    case other

    /// Whether the address is reached without leaving this machine.
    package var isLocal: Bool { self == .loopback || self == .containerBridge }
}
