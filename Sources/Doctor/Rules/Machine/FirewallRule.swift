package import Snapshot

/// NET-07, NET-09, NET-12: this host's own firewall, by what the doorbell heard and by its lists.
package struct FirewallRule: Rule {
    /// Addresses told at most, the most persistent first.
    static let limit = 8

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        guard let machine = evidence.machine else { return [] }
        let situation = Situation(evidence)
        var found: [Observation] = []
        if let captor = machine.firewall?.redirectedTo {
            found.append(
                Observation(
                    .machine(.reach(.captured(by: captor, address: nil))),
                    of: .machine,
                    severity: .warning,
                    certainty: .proved
                )
            )
        }
        guard !situation.listening.isEmpty, !situation.isLoopbackOnly else { return found }
        // An address that is not listened on is refused by the system, not by a firewall; rings do not say which it was.
        let rings = Doorbell.foreign(evidence, machine).filter { ring in
            guard let address = NetworkAddress(ring.address) else { return false }
            return situation.listening.contains { $0.takesAll(ofIPv6: address.isIPv6) }
                && Doorbell.isUnanswered(ring, situation)
        }
        .sorted { ($0.count, $1.address) > ($1.count, $0.address) }
        let bridges = Set(situation.bridges.map(\.interface))
        let inside = rings.filter { $0.network == .containerBridge || bridges.contains($0.interface) }
        let outside = rings.filter { $0.network != .containerBridge && !bridges.contains($0.interface) }
        found += outside.prefix(Self.limit).map { self.outside($0, situation, machine) }
        found += inside.prefix(Self.limit).map { self.inside($0, machine) }
        if outside.isEmpty, let closed = self.closed(situation, machine) { found.append(closed) }
        if inside.isEmpty, let closed = self.closedBridge(situation, machine) { found.append(closed) }
        return found
    }

    private func outside(
        _ ring: MachineFacts.Doorbell.Ring,
        _ situation: Situation,
        _ machine: MachineFacts
    ) -> Observation {
        let verdict = machine.firewall?.verdict ?? .unknown
        let othersComeIn = self.othersComeIn(since: ring, situation)
        let severity: Severity = !othersComeIn ? .error : ring.network == .public ? .notice : .warning
        return Observation(
            .machine(
                .reach(
                    .firewallDrops(
                        ring: Doorbell.shown(ring),
                        verdict: verdict,
                        tool: machine.firewall?.tool,
                        command: machine.firewall?.command,
                        othersComeIn: othersComeIn
                    )
                )
            ),
            of: .address(ring.address),
            severity: severity,
            certainty: verdict == .closed ? .proved : .likely,
            since: ring.first,
            last: ring.last,
            count: ring.count,
            concerns: [.machine]
        )
    }

    /// Others that come in from outside show that the port is open to some, perhaps on purpose.
    private func othersComeIn(since ring: MachineFacts.Doorbell.Ring, _ situation: Situation) -> Bool {
        let evidence = situation.evidence
        let isLinked = evidence.snapshot.bots.lazy.flatMap(\.links).contains { link in
            guard let network = NetworkAddress(link.address)?.network else { return false }
            return !(evidence.links[link.id]?.network ?? network).isLocal
        }
        return isLinked
            || evidence.attempts.contains { attempt in
                attempt.isAccepted && !attempt.network.isLocal && attempt.time >= ring.first
            }
    }

    private func inside(_ ring: MachineFacts.Doorbell.Ring, _ machine: MachineFacts) -> Observation {
        let closed = machine.firewall?.closedBridges.first { $0.interface == ring.interface }
        return Observation(
            .machine(
                .reach(
                    .bridgeDropped(
                        interface: ring.interface,
                        ring: Doorbell.shown(ring),
                        isClosed: closed != nil,
                        command: closed?.command
                    )
                )
            ),
            of: .address(ring.address),
            severity: .error,
            certainty: closed != nil ? .proved : .likely,
            since: ring.first,
            last: ring.last,
            count: ring.count,
            concerns: [.machine]
        )
    }

    /// Where the doorbell hears, silence means that nobody knocks.
    private func closed(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard let firewall = machine.firewall, firewall.verdict == .closed, situation.nothingConnects else {
            return nil
        }
        if case .listening = machine.doorbell.state { return nil }
        return Observation(
            .machine(
                .reach(
                    .firewallDrops(
                        ring: nil,
                        verdict: .closed,
                        tool: firewall.tool,
                        command: firewall.command,
                        othersComeIn: false
                    )
                )
            ),
            of: .machine,
            severity: .warning,
            certainty: .likely
        )
    }

    private func closedBridge(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard situation.nothingConnects, let bridge = machine.firewall?.closedBridges.first else { return nil }
        return Observation(
            .machine(
                .reach(
                    .bridgeDropped(
                        interface: bridge.interface,
                        ring: nil,
                        isClosed: true,
                        command: bridge.command
                    )
                )
            ),
            of: .machine,
            severity: machine.containedBots.isEmpty ? .notice : .warning,
            certainty: .likely
        )
    }
}

extension ListenerFacts {
    /// Whether every address of this machine of that family is listened on.
    fileprivate func takesAll(ofIPv6: Bool) -> Bool {
        self.host == "0.0.0.0" || (ofIPv6 && (self.host == "::" || self.host == "[::]"))
    }
}
