/// What to type, as root, to let connections to a port through.
package enum FirewallCommand {
    /// The command for the tool that manages the rules.
    ///
    /// - Parameters:
    ///   - interface: the only one to be let in from, as a bridge of containers; nil for all. firewalld, which goes by
    ///     zones, opens the zone instead.
    ///   - base: the chain to put the rule at the head of, as a verdict names it; nil for the one that is usual.
    ///   - zone: firewalld's, when it is not the default one.
    package static func open(
        port: Int,
        tool: FirewallTool,
        interface: String? = nil,
        base: String? = nil,
        zone: String? = nil,
        isIPv6: Bool = false
    ) -> String {
        let interface = interface.map(Self.quoted)
        switch tool {
        case .ufw:
            guard let interface else { return "ufw allow \(port)/tcp" }
            return "ufw allow in on \(interface) to any port \(port) proto tcp"
        case .firewalld:
            let zone = zone.map { " --zone=\(Self.quoted($0))" } ?? ""
            return "firewall-cmd --permanent\(zone) --add-port=\(port)/tcp && firewall-cmd --reload"
        case .nft:
            let place = (base ?? "inet filter input").split(separator: " ").map { Self.quoted(String($0)) }
            // The quotation marks are nft's, which the shell must leave.
            let from = interface.map { "iifname \($0) " } ?? ""
            return "nft insert rule \(place.joined(separator: " ")) \(from)tcp dport \(port) accept"
        case .iptables:
            let words = (base ?? "").split(separator: " ")
            let chain = words.last.map { Self.quoted(String($0)) } ?? "INPUT"
            let table = words.dropLast().last.map { $0 == "filter" ? "" : "-t \(Self.quoted(String($0))) " } ?? ""
            let from = interface.map { "-i \($0) " } ?? ""
            return "\(isIPv6 ? "ip6tables" : "iptables") \(table)-I \(chain) \(from)-p tcp --dport \(port) -j ACCEPT"
        }
    }

    /// A word for the shell. Interfaces may have nearly any name.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy {
            (48...58).contains($0) || (64...90).contains($0) || (97...122).contains($0)
                || [43, 45, 46, 95].contains($0)
        }
        if isPlain, !word.isEmpty { return word }
        return "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
