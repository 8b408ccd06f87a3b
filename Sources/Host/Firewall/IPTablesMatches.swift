/// Judges the matches of one iptables rule.
struct IPTablesMatches {
    let question: FirewallQuestion
    /// Whether the rule applies, as far as its matches were seen.
    private(set) var result = RuleMatch.yes

    init(question: FirewallQuestion) {
        self.question = question
    }

    /// Takes in one option with its values.
    mutating func add(_ option: String, isNegated: Bool, words: inout IPTablesWords) {
        switch option {
        case "-m", "--match":
            // The module's own options say what it matches; of those without any, only a few match nothing else.
            let module = words.next() ?? ""
            if ["icmp", "icmp6", "udp", "sctp", "dccp", "esp", "ah"].contains(module) { self.result = .no }
            if Self.maybeAlone.contains(module) { self.result = self.result.and(.maybe) }
            return
        case "--comment":
            _ = words.next()
            return
        case "--syn":
            self.take(.yes, isNegated)
        case "--tcp-flags":
            let mask = Self.list(words.next())
            let wanted = Self.list(words.next())
            self.take(RuleMatch(Set(mask).intersection(["SYN"]) == Set(wanted)), isNegated)
        default:
            guard let judge = Self.judges[option] else {
                words.skipValues()
                self.result = self.result.and(.maybe)
                return
            }
            self.take(judge(words.next() ?? "", self.question), isNegated)
        }
    }

    private mutating func take(_ match: RuleMatch, _ isNegated: Bool) {
        self.result = self.result.and(isNegated ? match.negated : match)
    }

    /// Modules that match without any option.
    private static let maybeAlone: Set<String> = [
        "socket", "rpfilter", "unclean", "eui64", "time", "cpu", "owner", "bpf",
    ]

    private typealias Judge = @Sendable (String, FirewallQuestion) -> RuleMatch

    private static let judges: [String: Judge] = [
        "-p": protocolName, "--protocol": protocolName,
        "-i": interface, "--in-interface": interface,
        "-s": source, "--source": source,
        "-d": destination, "--destination": destination,
        "--dport": ports, "--dports": ports, "--destination-port": ports, "--destination-ports": ports,
        "--ctstate": state, "--state": state,
        "--dst-type": destinationType,
        // A new connection that is led nowhere else has none of them yet.
        "--ctstatus": { status, _ in RuleMatch(status == "NONE") },
        "--pkt-type": { kind, _ in kind == "unicast" ? .yes : ["broadcast", "multicast"].contains(kind) ? .no : .maybe
        },
        // One of the two ports is the other end's.
        "--ports": { list, question in ports(list, question) == .yes ? .yes : .maybe },
    ]

    private static let protocolName: Judge = { name, _ in RuleMatch(["tcp", "6", "all", "0"].contains(name)) }

    private static let interface: Judge = { name, question in
        RuleMatch.interface(name, wild: "+", question: question)
    }

    private static let state: Judge = { states, _ in
        RuleMatch(Self.list(states).contains("NEW"))
    }

    private static let destinationType: Judge = { types, _ in
        let types = Self.list(types)
        if types.contains("LOCAL") || types.contains("UNSPEC") { return .yes }
        return types.allSatisfy { ["BROADCAST", "MULTICAST", "ANYCAST", "BLACKHOLE"].contains($0) } ? .no : .maybe
    }

    private static let source: Judge = { text, question in
        guard let (network, bits) = Self.network(text) else { return .maybe }
        return RuleMatch.source(network: network, bits: bits, question: question)
    }

    private static let destination: Judge = { text, question in
        guard let (network, bits) = Self.network(text) else { return .maybe }
        return RuleMatch.destination(network: network, bits: bits, question: question)
    }

    /// `80,443,8000:8100`; a name of a service's is not looked up.
    private static let ports: Judge = { text, question in
        Self.list(text).reduce(RuleMatch.no) { match, part in
            let ends = part.split(separator: ":", omittingEmptySubsequences: false)
            let lower = ends.first == "" ? 0 : ends.first.flatMap { UInt16($0) }
            let upper = ends.last == "" ? UInt16.max : ends.last.flatMap { UInt16($0) }
            guard let lower, let upper, ends.count <= 2 else { return match.or(.maybe) }
            return match.or(RuleMatch(lower <= question.port && question.port <= upper))
        }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map(String.init)
    }

    /// `10.0.0.0/8`, `10.0.0.0/255.0.0.0` or one address.
    private static func network(_ text: String) -> ([UInt8], bits: Int)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let network = AddressBytes.parse(String(first)), parts.count <= 2 else {
            return nil
        }
        guard parts.count == 2 else { return (network, network.count * 8) }
        if let bits = Int(parts[1]) { return (0...network.count * 8).contains(bits) ? (network, bits) : nil }
        guard let mask = AddressBytes.parse(String(parts[1])), mask.count == network.count else { return nil }
        return AddressBytes.prefixLength(ofMask: mask).map { (network, $0) }
    }
}
