/// Looks up what an expression of nft's stands for in the packet that is asked about.
enum NFTFact {
    static func of(_ expression: Any, question: FirewallQuestion) -> NFTValues.Fact {
        guard let (name, body) = NFTStatements.single(expression) else { return .unknown }
        switch name {
        case "payload": return Self.payload(body as? [String: Any] ?? [:], question: question)
        case "meta": return Self.meta((body as? [String: Any])?["key"] as? String, question: question)
        case "ct": return Self.connection((body as? [String: Any])?["key"] as? String)
        case "fib": return Self.kind(body as? [String: Any] ?? [:])
        case "&": return Self.masked(body, question: question)
        default: return .unknown
        }
    }

    private static func payload(_ body: [String: Any], question: FirewallQuestion) -> NFTValues.Fact {
        let field = body["field"] as? String ?? ""
        switch body["protocol"] as? String {
        case "tcp", "th":
            if field == "dport" { return .number(Int(question.port)) }
            return field == "flags" ? .flags(["syn"]) : .unknown
        case "ip" where question.isIPv6, "ip6" where !question.isIPv6: return .absent
        case "ip", "ip6":
            switch field {
            case "protocol", "nexthdr": return .name(["tcp", "6"])
            case "saddr": return .source
            case "daddr": return .destination
            default: return .unknown
            }
        case "udp", "udplite", "sctp", "dccp", "icmp", "icmpv6", "igmp", "esp", "ah", "comp", "arp": return .absent
        default: return .unknown
        }
    }

    private static func meta(_ key: String?, question: FirewallQuestion) -> NFTValues.Fact {
        switch key {
        case "l4proto": .name(["tcp", "6"])
        case "nfproto": .name(question.isIPv6 ? ["ipv6", "10"] : ["ipv4", "2"])
        case "protocol": .name(question.isIPv6 ? ["ip6", "ipv6", "34525"] : ["ip", "ipv4", "2048"])
        case "iif", "iifname": .interface
        case "pkttype": .name(["host", "unicast", "0"])
        default: .unknown
        }
    }

    private static func connection(_ key: String?) -> NFTValues.Fact {
        switch key {
        case "state": .name(["new", "8"])
        case "direction": .name(["original", "0"])
        // A new connection that is led nowhere else has none yet; those that are stand in the verdict by themselves.
        case "status": .flags([])
        default: .unknown
        }
    }

    /// `fib daddr type`: the packet is for an address of ours.
    private static func kind(_ body: [String: Any]) -> NFTValues.Fact {
        let flags = body["flags"] as? [String] ?? (body["flags"] as? String).map { [$0] }
        guard body["result"] as? String == "type", flags == ["daddr"] else { return .unknown }
        return .name(["local", "2"])
    }

    /// `tcp flags & (fin | syn | rst | ack)`.
    private static func masked(_ body: Any, question: FirewallQuestion) -> NFTValues.Fact {
        guard let sides = body as? [Any], sides.count == 2,
            case .flags(let own) = Self.of(sides[0], question: question),
            let mask = Self.flags(sides[1])
        else { return .unknown }
        return .flags(own.intersection(mask))
    }

    /// Names of flags that stand alone, in a list, or tied by `|`; nil when they are anything else.
    static func flags(_ value: Any, depth: Int = 0) -> Set<String>? {
        if let name = value as? String { return name == "0x0" ? [] : [name] }
        if let number = value as? Int, number == 0 { return [] }
        guard depth < 16 else { return nil }
        let list = value as? [Any] ?? (value as? [String: Any]).flatMap { $0.count == 1 ? $0["|"] as? [Any] : nil }
        guard let list else { return nil }
        var flags: Set<String> = []
        for part in list {
            guard let names = Self.flags(part, depth: depth + 1) else { return nil }
            flags.formUnion(names)
        }
        return flags
    }
}
