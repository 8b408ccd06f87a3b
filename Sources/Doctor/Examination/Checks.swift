import Snapshot

/// What was looked at, good or bad: the line "Checked" of the panel.
enum Checks {
    static func all(_ evidence: Evidence, findings: [Finding]) -> [Check] {
        let ids = Set(findings.map(\.id))
        func state(_ bad: [FindingID], known: Bool = true) -> Check.State {
            guard ids.isDisjoint(with: bad) else { return .bad }
            return known ? .good : .unknown
        }
        let machine = evidence.machine
        return [
            Check(.listener, self.listener(evidence.snapshot.endpoint.listeners)),
            self.selfTest(evidence.selfTest),
            Check(.disk, state([.sys03], known: !(machine?.disks.isEmpty ?? true))),
            Check(.descriptors, state([.sys04], known: machine?.descriptors != nil)),
            Check(.memory, state([.sys05], known: machine?.memory != nil)),
            Check(.clock, state([.evt05], known: machine?.clock == .synchronised)),
            Check(.journal, self.journal(evidence.snapshot.journal)),
            self.firewall(machine?.firewall, isNamed: !ids.isDisjoint(with: [.net07, .net09, .net12])),
        ]
    }

    /// One that was stopped is that of a console that does not run.
    private static func listener(_ listeners: [ListenerFacts]) -> Check.State {
        if listeners.contains(where: { $0.state == .failed }) { return .bad }
        return listeners.contains { $0.state == .listening } ? .good : .unknown
    }

    private static func selfTest(_ facts: SelfTestFacts?) -> Check {
        guard let facts else { return Check(.selfTest, .unknown) }
        let (passed, all) = facts.addresses
        return Check(.selfTest, passed == all ? .good : .bad, detail: "\(passed)/\(all)")
    }

    private static func journal(_ facts: JournalFacts) -> Check.State {
        switch facts.state {
        case .writing: .good
        case .paused: .bad
        case .off: .unknown
        }
    }

    /// Never good by a guess: an open firewall of this host says nothing of a provider's.
    ///
    /// - Parameter isNamed: Whether a finding tells of it; a closed port that nobody has missed is the operator's affair.
    private static func firewall(_ facts: MachineFacts.Firewall?, isNamed: Bool) -> Check {
        guard let facts else { return Check(.firewall, .unknown) }
        switch facts.verdict {
        case .open: return Check(.firewall, .good, detail: facts.tool ?? "")
        case .closed: return Check(.firewall, isNamed ? .bad : .unknown, detail: facts.tool ?? "")
        case .unknown: return Check(.firewall, .unknown, detail: facts.tool ?? "")
        }
    }
}
