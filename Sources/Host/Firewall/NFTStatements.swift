/// Judges the statements of one nft rule, in their order.
struct NFTStatements {
    let question: FirewallQuestion
    let table: String
    let sets: [String: [Any]]

    /// Statements that neither match nor end a rule.
    private static let passing: Set<String> = [
        "counter", "log", "comment", "ct helper", "ct timeout", "ct expectation", "flow", "last", "secmark",
    ]
    /// Statements that match or not depending on what came before.
    private static let limiting: Set<String> = ["limit", "quota", "ct count", "connlimit", "meter", "set", "map"]

    private var values: NFTValues { NFTValues(question: self.question, table: self.table, sets: self.sets) }

    /// More than one where a map gives each of its keys a verdict; none for a rule without an effect.
    func rules(_ statements: [Any], text: String) -> [RuleSet.Rule] {
        var applies = RuleMatch.yes
        for statement in statements {
            guard let (name, body) = Self.single(statement) else {
                return [.init(applies: applies, verdict: .unclear, text: text)]
            }
            if name == "match" {
                applies = applies.and(self.match(body))
                if applies == .no { return [] }
            } else if Self.limiting.contains(name) {
                applies = applies.and(.maybe)
            } else if name == "vmap" {
                return self.map(body, applies: applies, text: text)
            } else if name == "mangle", Self.isHarmless(mangle: body) {
                continue
            } else if !Self.passing.contains(name) {
                guard let verdict = self.verdict(name, body) else { continue }
                return [.init(applies: applies, verdict: verdict, text: text)]
            }
        }
        return []
    }

    /// The one member that objects of this format have.
    static func single(_ value: Any) -> (name: String, body: Any)? {
        guard let object = value as? [String: Any], object.count == 1, let member = object.first else {
            // A verdict without values may stand as a text alone.
            return (value as? String).map { ($0, ()) }
        }
        return (member.key, member.value)
    }

    private func match(_ body: Any) -> RuleMatch {
        guard let match = body as? [String: Any], let left = match["left"], let right = match["right"] else {
            return .maybe
        }
        return self.values.compare(left, match["op"] as? String ?? "==", right)
    }

    private func verdict(_ name: String, _ body: Any) -> RuleSet.Verdict? {
        switch name {
        case "accept": .accept
        case "drop", "reject": .drop
        case "return": .leave
        case "continue", "masquerade", "snat": nil
        case "jump": Self.target(body).map { .jump("\(self.table) \($0)") } ?? .unclear
        case "goto": Self.target(body).map { .goto("\(self.table) \($0)") } ?? .unclear
        case "dnat", "redirect", "tproxy": .redirect(Self.place(body))
        case "xt": Self.foreign(body)
        default: .unclear
        }
    }

    private static func target(_ body: Any) -> String? {
        (body as? [String: Any])?["target"] as? String
    }

    /// Where `dnat to 172.17.0.2:80` leads; nil when that is not one place.
    private static func place(_ body: Any) -> String? {
        guard let body = body as? [String: Any] else { return nil }
        let port = (body["port"] as? Int).map(String.init)
        guard let address = body["addr"] as? String else { return port.map { ":\($0)" } }
        return port.map { address.contains(":") ? "[\(address)]:\($0)" : "\(address):\($0)" } ?? address
    }

    /// A target that iptables has and nft has not; newer versions give its name.
    private static func foreign(_ body: Any) -> RuleSet.Verdict {
        switch (body as? [String: Any])?["name"] as? String {
        case "REJECT": .drop
        case "DNAT", "REDIRECT": .redirect(nil)
        default: .unclear
        }
    }

    /// Marks do not change where a packet goes to.
    private static func isHarmless(mangle body: Any) -> Bool {
        guard let key = (body as? [String: Any])?["key"], let name = Self.single(key)?.name else { return false }
        return name == "meta" || name == "ct"
    }

    private func map(_ body: Any, applies: RuleMatch, text: String) -> [RuleSet.Rule] {
        let unclear = [RuleSet.Rule(applies: applies, verdict: .unclear, text: text)]
        guard let map = body as? [String: Any], let key = map["key"], let data = map["data"],
            let entries = self.values.elements(data)
        else { return unclear }
        var rules: [RuleSet.Rule] = []
        for entry in entries {
            guard let pair = entry as? [Any], pair.count == 2, let (name, body) = Self.single(pair[1]) else {
                return unclear
            }
            let isKey = applies.and(self.values.compare(key, "==", pair[0]))
            guard isKey != .no, let verdict = self.verdict(name, body) else { continue }
            rules.append(.init(applies: isKey, verdict: verdict, text: text))
        }
        return rules
    }
}
