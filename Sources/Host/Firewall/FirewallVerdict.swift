/// The programs that rules of this machine's firewall are kept with.
package enum FirewallTool: String, Sendable, CaseIterable {
    case ufw
    case firewalld
    case nft
    case iptables
}

/// Whether this machine's own firewall lets new connections to a port in (NET-07, NET-09). In a container it speaks of
/// the container's own rules alone, and never of a cloud's security group.
package struct FirewallVerdict: Equatable, Sendable {
    package enum State: String, Sendable {
        case open
        case closed
        case unknown
    }

    package var state: State
    /// What the operator manages the rules with; nil when that is not known.
    package var tool: FirewallTool?
    package var reason: FirewallReason
    /// Whether rules lead the port's connections elsewhere before they reach us (NET-12).
    package var redirect: FirewallRedirect

    package init(
        state: State,
        tool: FirewallTool? = nil,
        reason: FirewallReason,
        redirect: FirewallRedirect = .unknown
    ) {
        self.state = state
        self.tool = tool
        self.reason = reason
        self.redirect = redirect
    }
}

/// Why a verdict is what it is.
package enum FirewallReason: Equatable, Sendable {
    /// No chain looks at what comes in.
    case noRules
    /// This rule, or the policy of its chain, decides.
    case rule(FirewallRule)
    /// What happens hangs on this rule, and whether it applies is not to be known beforehand or was not understood.
    case depends(FirewallRule)
    /// Only root may read the rules, and nothing else tells.
    case needsPrivilege
    /// Only root may read the rules; the configuration that was saved lets the port through, or does not.
    case saved(accepts: Bool)
    /// The program that would show the rules is not installed.
    case noTool(String)
    /// The program that shows the rules did not do so.
    case failed(String, ToolFailure)
}

/// One rule of a firewall, or the policy of a chain.
package struct FirewallRule: Equatable, Sendable {
    /// The chain that the kernel enters first, as "inet filter input" or "filter INPUT".
    package var base: String
    /// The chain in which the rule stands.
    package var chain: String
    /// As the tool writes it, or "handle 12"; nil for a policy.
    package var text: String?
    package var tool: FirewallTool

    package init(base: String, chain: String, text: String? = nil, tool: FirewallTool) {
        self.base = base
        self.chain = chain
        self.text = text
        self.tool = tool
    }
}

/// Whether a port's connections are led elsewhere, as those to a container's published port are.
package enum FirewallRedirect: Equatable, Sendable {
    case none
    /// To another address or port, where the rule names one.
    case to(String?, FirewallRule)
    /// Some of them, depending on where they come from or in.
    case possible(String?, FirewallRule)
    case unknown
}

/// What is asked of a firewall: the fate of the first packet of a new TCP connection.
package struct FirewallQuestion: Equatable, Hashable, Sendable {
    package var port: UInt16
    /// The interface it comes in on; nil for any but the loopback.
    package var interface: String?
    /// The other end's address as bytes; nil for anybody.
    package var source: [UInt8]?
    package var isIPv6: Bool

    /// - Parameter source: an address that says which of the two protocols is meant; nil for anybody by IPv4.
    package init(port: UInt16, interface: String? = nil, source: String? = nil) {
        self.port = port
        self.interface = interface
        self.source = source.flatMap(AddressBytes.parse)
        self.isIPv6 = self.source?.count == 16
    }
}
