/// Follows a packet through chains of rules, along every way that it may take.
///
/// A rule of which it is not known whether it applies makes two ways of one: so what comes out is certain or is called
/// unclear, and no chain is walked twice.
struct RuleWalk {
    /// What may become of the packet in a chain, with the first rule that makes it so.
    struct Ends {
        var accept: FirewallRule?
        var drop: FirewallRule?
        var unclear: FirewallRule?
        var redirect: (target: String?, rule: FirewallRule)?
        /// Whether the packet may come back out of the chain.
        var falls = false

        mutating func add(_ other: Ends) {
            self.accept = self.accept ?? other.accept
            self.drop = self.drop ?? other.drop
            self.unclear = self.unclear ?? other.unclear
            self.redirect = self.redirect ?? other.redirect
        }
    }

    private let rules: RuleSet
    private var known: [String: Ends] = [:]
    private var open: Set<String> = []
    /// The kernel allows 16 jumps into one another.
    private static let mostDepth = 32

    init(_ rules: RuleSet) {
        self.rules = rules
    }

    /// The ends of all the chains that the kernel enters, with their policies.
    mutating func ends() -> [(base: RuleSet.Base, ends: Ends)] {
        self.rules.bases.map { base in
            self.known = [:]
            var ends = self.walk(base.chain, base: base)
            if ends.falls {
                let policy = FirewallRule(base: base.chain, chain: base.chain, tool: base.tool)
                if base.accepts {
                    ends.accept = ends.accept ?? policy
                } else {
                    ends.drop = ends.drop ?? policy
                }
            }
            return (base, ends)
        }
    }

    private mutating func walk(_ chain: String, base: RuleSet.Base) -> Ends {
        if let ends = self.known[chain] { return ends }
        var ends = Ends()
        guard let rules = self.rules.chains[chain], !self.open.contains(chain), self.open.count < Self.mostDepth else {
            ends.unclear = FirewallRule(base: base.chain, chain: chain, tool: base.tool)
            ends.falls = true
            return ends
        }
        self.open.insert(chain)
        defer { self.open.remove(chain) }
        for rule in rules where rule.applies != .no {
            if self.apply(rule, in: chain, base: base, to: &ends) {
                self.known[chain] = ends
                return ends
            }
        }
        ends.falls = true
        self.known[chain] = ends
        return ends
    }

    /// Returns whether the packet certainly goes no further down the chain.
    private mutating func apply(
        _ rule: RuleSet.Rule,
        in chain: String,
        base: RuleSet.Base,
        to ends: inout Ends
    ) -> Bool {
        let name = FirewallRule(base: base.chain, chain: chain, text: rule.text, tool: base.tool)
        let isCertain = rule.applies == .yes
        switch rule.verdict {
        case .accept:
            ends.accept = ends.accept ?? name
        case .drop:
            ends.drop = ends.drop ?? name
        case .redirect(let target):
            ends.redirect = ends.redirect ?? (target, name)
        case .unclear:
            ends.unclear = ends.unclear ?? name
            // It may as well be a rule without an effect.
            return false
        case .leave:
            ends.falls = true
        case .jump(let target):
            let inner = self.walk(target, base: base)
            ends.add(inner)
            return isCertain && !inner.falls
        case .goto(let target):
            let inner = self.walk(target, base: base)
            ends.add(inner)
            if inner.falls { ends.falls = true }
        }
        return isCertain
    }
}
