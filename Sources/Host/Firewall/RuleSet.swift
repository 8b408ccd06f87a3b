/// The rules of a firewall as they stand to one question: each already judged whether it applies.
struct RuleSet: Sendable {
    enum Verdict: Equatable, Sendable {
        case accept
        case drop
        case leave
        case jump(String)
        case goto(String)
        /// To another address or port; the packet goes on through the other chains.
        case redirect(String?)
        /// Something that was not understood.
        case unclear
    }

    struct Rule: Equatable, Sendable {
        var applies: RuleMatch
        var verdict: Verdict
        var text: String
    }

    /// A chain that the kernel enters by itself.
    struct Base: Equatable, Sendable {
        var chain: String
        var accepts: Bool
        var tool: FirewallTool
        /// Whether its rules are there to lead connections elsewhere.
        var translates: Bool
    }

    /// By the name of the table and chain.
    var chains: [String: [Rule]] = [:]
    var bases: [Base] = []

    mutating func add(_ other: RuleSet) {
        self.chains.merge(other.chains) { present, _ in present }
        self.bases += other.bases
    }
}
