/// What the tools and files of this machine's firewall said at one moment; answers any number of questions.
struct FirewallReading: Sendable {
    /// The rules of nft, or why there are none to read.
    var nft: Result<[UInt8], Trouble> = .failure(.needsPrivilege)
    /// What iptables has in tables of nft's, for those that only iptables can read.
    var tables: [UInt8]?
    var sixTables: [UInt8]?
    /// Whether older tables, which nft does not know of, are in use; nil when not to be told.
    var hasOldTables: Bool? = false
    var hasOldSixTables: Bool? = false
    var oldTables: [UInt8]?
    var oldSixTables: [UInt8]?
    var ufw = UFWFiles()
    var firewalld = FirewalldFiles(isRunning: false)

    enum Trouble: Error, Equatable, Sendable {
        case needsPrivilege
        case noTool
        case failed(ToolFailure)
    }

    /// What the operator manages the rules with.
    var manager: FirewallTool? {
        if self.firewalld.isRunning { return .firewalld }
        return self.ufw.isEnabled == true ? .ufw : nil
    }

    func verdict(_ question: FirewallQuestion) -> FirewallVerdict {
        let old = question.isIPv6 ? self.oldSixTables : self.oldTables
        var rules = RuleSet()
        var missing: FirewallReason?
        switch self.nft {
        case .success(let text):
            if let read = self.rules(text, question: question) {
                rules = read
            } else {
                missing = .failed("nft", .ended(status: 0))
            }
        case .failure(.needsPrivilege): missing = self.saved(question) ?? .needsPrivilege
        case .failure(.noTool): missing = .noTool("nft")
        case .failure(.failed(let failure)): missing = .failed("nft", failure)
        }
        if let old {
            rules.add(IPTablesRules.parse(String(decoding: old, as: UTF8.self), question: question))
        } else if question.isIPv6 ? self.hasOldSixTables != false : self.hasOldTables != false {
            missing = missing ?? .noTool("iptables-legacy-save")
        }
        var verdict = RuleJudgement.verdict(of: rules, tool: self.manager)
        // What is read of some rules may say no for all of them, but never yes.
        if let missing, verdict.state != .closed {
            verdict = FirewallVerdict(state: .unknown, tool: self.manager, reason: missing, redirect: verdict.redirect)
            if case .none = verdict.redirect { verdict.redirect = .unknown }
        }
        return verdict
    }

    /// Nft's rules, those tables that iptables must read in its words.
    private func rules(_ text: [UInt8], question: FirewallQuestion) -> RuleSet? {
        guard let all = NFTRules(text, question: question) else { return nil }
        guard !all.foreignTables.isEmpty, let tables = question.isIPv6 ? self.sixTables : self.tables else {
            return all.rules
        }
        let written = String(decoding: tables, as: UTF8.self)
        let names = ProcText.lines(written).filter { $0.hasPrefix("*") }.map { $0.dropFirst() }
        let family = question.isIPv6 ? "ip6" : "ip"
        let replaced = all.foreignTables.intersection(names.map { "\(family) \($0)" })
        guard let rest = NFTRules(text, question: question, leavingOut: replaced) else { return nil }
        var rules = rest.rules
        var translated = IPTablesRules.parse(written, question: question)
        translated.bases.removeAll { base in !replaced.contains("\(family) \(base.chain.prefix { $0 != " " })") }
        rules.add(translated)
        return rules
    }

    private func saved(_ question: FirewallQuestion) -> FirewallReason? {
        if self.firewalld.isRunning { return self.firewalld.accepts(question).map { .saved(accepts: $0) } }
        switch self.ufw.verdict(question) {
        case .open: return .saved(accepts: true)
        case .closed: return .saved(accepts: false)
        case .unknown, nil: return nil
        }
    }
}
