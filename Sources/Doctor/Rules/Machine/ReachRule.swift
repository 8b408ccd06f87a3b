package import Snapshot

import struct Foundation.Date

/// NET-01, NET-02, NET-03, NET-06, NET-08, NET-10, NET-11: why nothing arrives, as far as that can be told.
package struct ReachRule: Rule {
    /// Ports of frameworks and of the bots' own servers, to which bots are often sent by mistake.
    static let neighbourPorts: Set<Int> = [3000, 3001, 5140, 6099, 6185, 6199, 6700, 8080, 8082, 8095]
    /// How long a rise of the kernel's counter is told, in seconds.
    static let dropsAreRecent: Double = 600
    /// Neighbours and addresses named at most.
    static let limit = 4

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        guard let machine = evidence.machine else { return [] }
        let situation = Situation(evidence)
        return [
            self.nothingYet(situation, machine), self.containerLoopback(situation, machine),
            self.loopbackOnly(situation, machine), self.localhost(situation, machine),
            self.provider(situation, machine), self.privateOnly(situation, machine), self.overflow(evidence, machine),
        ].compactMap { $0 }
    }

    private func nothingYet(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        // Where NapCat itself shows why, that is told instead.
        guard situation.nothingConnects, NapCatProof(situation.evidence.snapshot) == nil else { return nil }
        let own = Set(situation.listening.map(\.port))
        let neighbours = machine.listening.filter { listening in
            Self.neighbourPorts.contains(listening.port) && !own.contains(listening.port)
        }
        var ports: Set<Int> = []
        let named = neighbours.filter { ports.insert($0.port).inserted }.prefix(Self.limit)
        return Observation(
            .machine(
                .reach(
                    .nothingYet(
                        seconds: situation.servingSeconds,
                        packets: self.packets(situation, machine),
                        neighbours: Array(named),
                        url: AddressAdviser(situation.evidence).best
                    )
                )
            ),
            of: .machine,
            severity: .notice,
            certainty: .unseen,
            since: situation.evidence.startedAt
        )
    }

    private func packets(_ situation: Situation, _ machine: MachineFacts) -> ReachSymptom.Packets {
        switch machine.doorbell.state {
        case .listening(let since):
            let rings = Doorbell.foreign(situation.evidence, machine)
            let count = rings.reduce(0) { $0.addingReportingOverflow(max(0, $1.count)).partialValue }
            return rings.isEmpty ? .none(since: since) : .some(max(rings.count, count))
        case .notPermitted(let command): return .unseen(command: command)
        case .off: return .unseen(command: nil)
        }
    }

    /// A bridge alone proves nothing: most hosts with Docker have one, and bots beside it.
    private func containerLoopback(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard situation.servingSeconds > Situation.patience, !situation.isConnected, !situation.listening.isEmpty,
            !situation.isLoopbackOnly, !machine.isContainer, !NapCatProof.isKnown(situation.evidence.snapshot)
        else { return nil }
        let bridges = situation.bridges
        guard !bridges.isEmpty || !machine.containedBots.isEmpty else { return nil }
        let strangers = situation.evidence.attempts.contains { $0.isAccepted && $0.network != .loopback }
        guard !strangers, situation.evidence.snapshot.bots.allSatisfy({ $0.isLocal }) else { return nil }
        return Observation(
            .machine(
                .reach(
                    .containerLoopback(
                        bridges: self.named(bridges, situation.evidence),
                        bots: Array(machine.containedBots.prefix(Self.limit))
                    )
                )
            ),
            of: .machine,
            severity: machine.containedBots.isEmpty ? .notice : .warning,
            certainty: .likely
        )
    }

    private func named(_ bridges: [MachineFacts.Address], _ evidence: Evidence) -> [ReachSymptom.Bridge] {
        let adviser = AddressAdviser(evidence)
        return bridges.prefix(Self.limit).compactMap { bridge in
            adviser.address(for: .address(bridge.address)).map {
                ReachSymptom.Bridge(interface: bridge.interface, url: $0)
            }
        }
    }

    private func loopbackOnly(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard situation.isLoopbackOnly, let listener = situation.listening.first else { return nil }
        let ring = Doorbell.foreign(situation.evidence, machine).filter { Doorbell.isUnanswered($0, situation) }
            .max { $0.last < $1.last }
        let why: ReachSymptom.LoopbackEvidence
        if let ring {
            why = .ring(Doorbell.shown(ring))
        } else if situation.isConnected {
            return nil
        } else if !machine.containedBots.isEmpty {
            why = .containedBots(Array(machine.containedBots.prefix(Self.limit)))
        } else if situation.wasConnected {
            return nil
        } else if !situation.bridges.isEmpty {
            why = .bridges(Array(situation.bridges.map(\.interface).prefix(Self.limit)))
        } else if let address = situation.evidence.terminals.lazy.compactMap(\.clientAddress).first {
            why = .remoteOperator(address)
        } else {
            return nil
        }
        let (severity, certainty): (Severity, Certainty) =
            switch why {
            case .ring: (situation.isConnected ? .warning : .error, .proved)
            case .containedBots: (.warning, .likely)
            case .bridges, .remoteOperator: (.notice, .likely)
            }
        return Observation(
            .machine(.reach(.loopbackOnly(host: listener.host, why: why))),
            of: .listener(host: listener.host, port: listener.port),
            severity: severity,
            certainty: certainty,
            remedy: situation.isEditable("endpoint.host") ? .listenEverywhere : nil,
            concerns: [.machine]
        )
    }

    private func localhost(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard machine.localhostIsIPv6, machine.hasIPv6, !situation.isConnected,
            let here = NetworkAddress("127.0.0.1"),
            let first = situation.listening.first(where: { $0.covers(here) }),
            !situation.listening.contains(where: { self.takesIPv6($0, machine) })
        else { return nil }
        return Observation(
            .machine(
                .reach(
                    .localhostIsIPv6(url: first.url(host: "127.0.0.1", path: situation.evidence.snapshot.endpoint.path))
                )
            ),
            of: .listener(host: first.host, port: first.port),
            severity: .notice,
            certainty: .likely,
            concerns: [.machine]
        )
    }

    /// `0.0.0.0` takes IPv6 along, unless the table of sockets shows that it could not.
    private func takesIPv6(_ listener: ListenerFacts, _ machine: MachineFacts) -> Bool {
        guard listener.host == "0.0.0.0" else { return listener.host == "localhost" || listener.host.contains(":") }
        let own = machine.listening.filter { $0.port == listener.port }
        return own.isEmpty || own.contains { $0.address.contains(":") }
    }

    private func provider(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard situation.nothingConnects, !situation.isLoopbackOnly,
            case .listening(let since) = machine.doorbell.state,
            situation.publicListener != nil || machine.cloud != nil
        else { return nil }
        let seconds = situation.evidence.now.timeIntervalSince(since)
        let rings = Doorbell.foreign(situation.evidence, machine)
        guard seconds > Situation.patience, !rings.contains(where: { $0.network == .public }) else { return nil }
        return Observation(
            .machine(.reach(.provider(vendor: machine.cloud, seconds: seconds))),
            of: .machine,
            severity: .notice,
            certainty: .unseen,
            since: since
        )
    }

    /// In a cloud a private address is usual, and the provider's public one leads to it.
    private func privateOnly(_ situation: Situation, _ machine: MachineFacts) -> Observation? {
        guard situation.nothingConnects, !situation.isLoopbackOnly else { return nil }
        let reachable = machine.addresses.filter { [.lan, .tailnet, .public].contains($0.network) }
        let isPrivate = !reachable.isEmpty && reachable.allSatisfy { $0.network != .public }
        let outside = situation.publicOperator?.clientAddress
        guard machine.isWSL || (isPrivate && outside != nil && machine.cloud == nil) else { return nil }
        return Observation(
            .machine(
                .reach(
                    .privateOnly(
                        addresses: Array(reachable.filter { $0.network == .lan }.map(\.address).prefix(Self.limit)),
                        isWSL: machine.isWSL,
                        operatorAt: outside
                    )
                )
            ),
            of: .machine,
            severity: .notice,
            certainty: .likely
        )
    }

    /// The kernel counts for all programs together, so that it may be another's queue.
    private func overflow(_ evidence: Evidence, _ machine: MachineFacts) -> Observation? {
        guard let drops = machine.listenDrops, drops.count > 0, let rise = drops.lastRiseAt,
            evidence.now.timeIntervalSince(rise) < Self.dropsAreRecent
        else { return nil }
        return Observation(
            .machine(.reach(.queueOverflow(count: drops.count, backlog: drops.backlog))),
            of: .machine,
            severity: .warning,
            certainty: .likely,
            last: rise,
            count: drops.count
        )
    }
}

extension BotFacts {
    /// Whether it came from this machine itself.
    fileprivate var isLocal: Bool { NetworkAddress(self.address)?.network == .loopback }
}
