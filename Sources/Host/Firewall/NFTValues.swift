/// Compares what is known of a packet with the values of an nft rule.
struct NFTValues {
    let question: FirewallQuestion
    let table: String
    let sets: [String: [Any]]

    /// One side of a comparison: what the packet has there.
    enum Fact {
        case number(Int)
        /// One value, in the spellings that it may have.
        case name(Set<String>)
        case interface
        case source
        case destination
        case flags(Set<String>)
        /// The packet has no such thing, and no rule that asks for it applies.
        case absent
        case unknown
    }

    func compare(_ left: Any, _ operation: String, _ right: Any) -> RuleMatch {
        let fact = NFTFact.of(left, question: self.question)
        switch fact {
        case .absent: return .no
        case .unknown: return .maybe
        case .flags(let flags): return Self.compare(flags, operation, right)
        default: break
        }
        switch operation {
        case "==", "in", "!=":
            guard let elements = self.elements(right) else { return .maybe }
            let match = elements.reduce(RuleMatch.no) { $0.or(self.element($1, fact)) }
            return operation == "!=" ? match.negated : match
        case "<", ">", "<=", ">=":
            guard case .number(let own) = fact, let bound = right as? Int else { return .maybe }
            switch operation {
            case "<": return RuleMatch(own < bound)
            case ">": return RuleMatch(own > bound)
            case "<=": return RuleMatch(own <= bound)
            default: return RuleMatch(own >= bound)
            }
        default:
            return .maybe
        }
    }

    /// The values of a set, by name or as it stands there, or the one value; nil for a set that is not known.
    func elements(_ value: Any) -> [Any]? {
        if let name = value as? String, name.hasPrefix("@") { return self.sets["\(self.table) \(name.dropFirst())"] }
        if let object = value as? [String: Any], let inner = object["set"] {
            return inner as? [Any] ?? [inner]
        }
        return value as? [Any] ?? [value]
    }

    private func element(_ element: Any, _ fact: Fact) -> RuleMatch {
        if let object = element as? [String: Any], object.count == 1 {
            if let inner = object["elem"] {
                // With a time limit or a counter beside the value.
                let value = (inner as? [String: Any])?["val"]
                return value.map { self.element($0, fact) } ?? .maybe
            }
            if let range = object["range"] as? [Any], range.count == 2 { return self.range(range[0], range[1], fact) }
            if let prefix = object["prefix"] as? [String: Any], let address = prefix["addr"] as? String,
                let bits = prefix["len"] as? Int
            {
                return self.network(address, bits: bits, fact)
            }
            return .maybe
        }
        switch fact {
        case .number(let own):
            return (element as? Int).map { RuleMatch($0 == own) } ?? .maybe
        case .name(let names):
            if let name = element as? String { return RuleMatch(names.contains(name)) }
            return (element as? Int).map { RuleMatch(names.contains(String($0))) } ?? .maybe
        case .interface:
            guard let name = element as? String else { return .maybe }
            return RuleMatch.interface(name, wild: "*", question: self.question)
        case .source, .destination:
            return (element as? String).map { self.network($0, bits: nil, fact) } ?? .maybe
        case .flags, .absent, .unknown:
            return .maybe
        }
    }

    private func range(_ lower: Any, _ upper: Any, _ fact: Fact) -> RuleMatch {
        switch fact {
        case .number(let own):
            guard let lower = lower as? Int, let upper = upper as? Int else { return .maybe }
            return RuleMatch(lower <= own && own <= upper)
        case .source:
            guard let own = self.question.source, let lower = (lower as? String).flatMap(AddressBytes.parse),
                let upper = (upper as? String).flatMap(AddressBytes.parse), lower.count == own.count,
                upper.count == own.count
            else { return .maybe }
            return RuleMatch(!own.lexicographicallyPrecedes(lower) && !upper.lexicographicallyPrecedes(own))
        default:
            return .maybe
        }
    }

    private func network(_ address: String, bits: Int?, _ fact: Fact) -> RuleMatch {
        guard let network = AddressBytes.parse(address) else { return .maybe }
        let bits = bits ?? network.count * 8
        switch fact {
        case .source: return RuleMatch.source(network: network, bits: bits, question: self.question)
        case .destination: return RuleMatch.destination(network: network, bits: bits, question: self.question)
        default: return .maybe
        }
    }

    /// TCP's flags, of which a first packet has one.
    private static func compare(_ flags: Set<String>, _ operation: String, _ right: Any) -> RuleMatch {
        guard let wanted = NFTFact.flags(right) else { return .maybe }
        switch operation {
        case "==": return RuleMatch(flags == wanted)
        case "!=": return RuleMatch(flags != wanted)
        case "in": return RuleMatch(!flags.isDisjoint(with: wanted))
        default: return .maybe
        }
    }
}
