import Snapshot

import struct Foundation.Date

/// What several rules ask of the same evidence: who has come, and what is listened on.
struct Situation {
    /// How long nothing has to come before that means anything, in seconds.
    static let patience: Double = 60

    let evidence: Evidence
    let listening: [ListenerFacts]
    /// A bot is connected at this moment.
    let isConnected: Bool
    /// A bot is or was connected, as far as snapshot and ledger reach.
    let wasConnected: Bool
    /// Something that may be a bot has tried since this console serves, let in or not.
    let hasTried: Bool
    /// When the endpoint itself last saw an address that has knocked, by address.
    let lastCame: [String: Date]

    init(_ evidence: Evidence) {
        self.evidence = evidence
        self.listening = evidence.snapshot.endpoint.listening
        self.isConnected = evidence.snapshot.bots.contains { !$0.links.isEmpty }
        self.wasConnected =
            !evidence.snapshot.bots.isEmpty || evidence.attempts.contains { $0.isAccepted }
        self.hasTried = evidence.attempts.contains { $0.time >= evidence.startedAt && $0.mayBeBot }
        self.lastCame = Self.lastCame(evidence)
    }

    private static func lastCame(_ evidence: Evidence) -> [String: Date] {
        let knocked = Set(evidence.machine?.doorbell.rings.map(\.address) ?? [])
        guard !knocked.isEmpty else { return [:] }
        var lastCame: [String: Date] = [:]
        func note(_ address: String, _ date: Date) {
            guard knocked.contains(address) else { return }
            lastCame[address] = max(lastCame[address] ?? date, date)
        }
        for attempt in evidence.attempts { note(attempt.address, attempt.time) }
        for link in evidence.snapshot.bots.lazy.flatMap(\.links) { note(link.address, link.connectedAt) }
        return lastCame
    }

    var port: Int { self.listening.first?.port ?? self.evidence.snapshot.endpoint.listeners.first?.port ?? 0 }
    var servingSeconds: Double { self.evidence.now.timeIntervalSince(self.evidence.startedAt) }

    /// Nobody is, was or wants to be connected, and there was time enough for it.
    var nothingConnects: Bool {
        !self.wasConnected && !self.hasTried && self.servingSeconds > Self.patience && !self.listening.isEmpty
    }

    var isLoopbackOnly: Bool { !self.listening.isEmpty && self.listening.allSatisfy(\.isLoopbackOnly) }

    /// Bridges of containers, each with the address that containers reach this host by.
    var bridges: [MachineFacts.Address] {
        guard let machine = self.evidence.machine else { return [] }
        var interfaces: Set<String> = []
        return machine.addresses.filter { address in
            guard address.network == .containerBridge, let parsed = NetworkAddress(address.address),
                parsed.network != .linkLocal
            else { return false }
            return interfaces.insert(address.interface).inserted
        }
    }

    /// A public address of this machine that is listened on, with its listener.
    var publicListener: (listener: ListenerFacts, address: String)? {
        for listener in self.listening {
            for address in self.evidence.machine?.addresses ?? [] where address.network == .public {
                guard let parsed = NetworkAddress(address.address), listener.covers(parsed) else { continue }
                return (listener, address.address)
            }
        }
        return nil
    }

    /// Whether what listens at this address gets what comes to an address that this machine does not have: providers lead
    /// theirs to a private one. Whoever came from the internet came that way.
    func isLedHere(to host: String) -> Bool {
        guard let machine = self.evidence.machine, machine.cloud != nil, self.publicOperator != nil,
            !machine.addresses.contains(where: { $0.network == .public }), let bound = NetworkAddress(host)
        else { return false }
        return bound.network == .unspecified
            || machine.addresses.contains { $0.network == .lan && NetworkAddress($0.address) == bound }
    }

    /// Where an operator looks on from, when that is the internet.
    var publicOperator: Evidence.Terminal? {
        self.evidence.terminals.first { terminal in
            terminal.clientAddress.flatMap { NetworkAddress($0) }?.network == .public
        }
    }

    /// Whether a setting may be changed from here.
    func isEditable(_ path: String) -> Bool {
        switch self.evidence.snapshot.settings.first(where: { $0.path == path })?.origin {
        case .argument, .environment: false
        case .file, .builtIn, nil: true
        }
    }

    /// The first port from 8022 to 8099 that nobody listens on; nil before this machine was looked at.
    var freePort: Int? {
        guard let machine = self.evidence.machine else { return nil }
        let taken = Set(machine.listening.map(\.port)).union(self.evidence.snapshot.endpoint.listeners.map(\.port))
        return (8022...8099).first { !taken.contains($0) }
    }

    /// A port that nobody listens on and scanners have no reason to try: high, below what the system gives to connections
    /// that go out, and another on every console. Nil before this machine was looked at.
    var freeHighPort: Int? {
        guard let machine = self.evidence.machine else { return nil }
        let taken = Set(machine.listening.map(\.port)).union(self.evidence.snapshot.endpoint.listeners.map(\.port))
        let ports = 20_000...32_000
        // The same at every look, so that what is shown is what is done.
        let seconds = self.evidence.startedAt.timeIntervalSince1970
        let first = Int(max(0, min(1e12, seconds))) * 7919 % ports.count
        return (0..<taken.count + 1).lazy.map { ports.lowerBound + (first + $0) % ports.count }
            .first { !taken.contains($0) }
    }
}

extension AttemptFacts {
    /// Whether it may have been a bot: it wanted a WebSocket, posted events, named an account or spoke TLS. What else
    /// comes is a browser, a health check or a scanner.
    var mayBeBot: Bool {
        self.isAccepted || self.asksUpgrade || self.hasWebSocketKey || self.role != nil || self.selfID != nil
            || self.method == "POST" || (self.firstBytes == .tls && self.network != .public)
    }
}
