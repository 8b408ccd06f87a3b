/// Whether something holds for a packet of which not all is known.
enum RuleMatch: Sendable {
    case yes
    case no
    case maybe

    init(_ holds: Bool) {
        self = holds ? .yes : .no
    }

    func and(_ other: RuleMatch) -> RuleMatch {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .maybe
    }

    func or(_ other: RuleMatch) -> RuleMatch {
        if self == .yes || other == .yes { return .yes }
        return self == .no && other == .no ? .no : .maybe
    }

    var negated: RuleMatch {
        switch self {
        case .yes: .no
        case .no: .yes
        case .maybe: .maybe
        }
    }

    /// Whether a pattern names the interface that a packet comes in on; `wild` at its end stands for any letters.
    static func interface(_ pattern: String, wild: Character, question: FirewallQuestion) -> RuleMatch {
        let isWild = pattern.last == wild
        let name = isWild ? String(pattern.dropLast()) : pattern
        if isWild, name.isEmpty { return .yes }
        if let interface = question.interface {
            return RuleMatch(isWild ? interface.hasPrefix(name) : interface == name)
        }
        // Any interface is meant but the loopback.
        return !isWild && name == "lo" ? .no : .maybe
    }

    /// Whether a network holds the address that a packet comes from.
    static func source(network: [UInt8], bits: Int, question: FirewallQuestion) -> RuleMatch {
        if bits == 0 { return .yes }
        if let source = question.source { return RuleMatch(AddressBytes.share(source, network, bits: bits)) }
        // What comes from outside does not come from the loopback's network.
        let isLoopback = network.count == 4 && network[0] == 127 && bits >= 8 && question.interface != "lo"
        return isLoopback ? .no : .maybe
    }

    /// Whether a network can hold the address of ours that a packet is for.
    static func destination(network: [UInt8], bits: Int, question: FirewallQuestion) -> RuleMatch {
        if bits == 0 { return .yes }
        guard let first = network.first else { return .maybe }
        let isGroup = network.count == 4 ? (224...239).contains(first) && bits >= 4 : first == 0xFF && bits >= 8
        let isLoopback = network.count == 4 && first == 127 && bits >= 8 && question.interface != "lo"
        return isGroup || isLoopback ? .no : .maybe
    }
}
