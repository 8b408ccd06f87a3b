package import Snapshot

/// SYS-01, SYS-02: addresses that are not listened on, or that do not answer; NET-12 where somebody else answers.
package struct ListenerRule: Rule {
    /// Addresses named at most.
    static let limit = 4

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let situation = Situation(evidence)
        return evidence.snapshot.endpoint.listeners.filter { $0.state == .failed }.map { self.failed($0, situation) }
            + self.selfTest(evidence, situation)
    }

    /// Where an earlier listener goes on, the bots have a way in, and what is said of the way stands beside it.
    private func failed(_ listener: ListenerFacts, _ situation: Situation) -> Observation {
        let isAlone = situation.listening.isEmpty
        let symptom: ListenerSymptom
        var remedy: Remedy?
        let newPort = situation.isEditable("endpoint.port") ? situation.freePort.map { Remedy.usePort($0) } : nil
        switch listener.problem {
        case .inUse(let port, let owner):
            let holder = situation.evidence.machine?.listening.first { $0.port == port && $0.container != nil }
            symptom = .portTaken(
                port: port,
                owner: owner
                    ?? situation.evidence.machine?.listening.lazy.filter { $0.port == port }
                    .compactMap(\.process).first,
                container: holder?.container,
                freePort: situation.freePort
            )
            remedy = newPort
        case .notPermitted(let port):
            symptom = .notPermitted(port: port)
            remedy = newPort
        case .addressNotHere(let host):
            symptom = .addressNotHere(host: host, candidates: self.candidates(situation.evidence))
            remedy = situation.isEditable("endpoint.host") ? .listenEverywhere : nil
        case .other(let reason): symptom = .failed(host: listener.host, port: listener.port, reason: reason)
        case nil: symptom = .failed(host: listener.host, port: listener.port, reason: "")
        }
        return Observation(
            .machine(.listener(symptom)),
            of: .listener(host: listener.host, port: listener.port),
            severity: isAlone ? .error : .warning,
            remedy: remedy,
            concerns: isAlone ? [.machine] : []
        )
    }

    private func candidates(_ evidence: Evidence) -> [String] {
        let addresses = (evidence.machine?.addresses ?? []).filter { [.lan, .tailnet, .public].contains($0.network) }
        return Array(addresses.map(\.address).prefix(Self.limit))
    }

    /// Only of addresses that are listened on now: a test of yesterday's port says nothing of today's.
    private func selfTest(_ evidence: Evidence, _ situation: Situation) -> [Observation] {
        guard let test = evidence.selfTest else { return [] }
        return test.checks.compactMap { check in
            guard !check.passed, let address = NetworkAddress(check.address),
                let listener = situation.listening.first(where: { $0.port == check.port && $0.covers(address) })
            else { return nil }
            let subject = Subject.listener(host: check.address, port: listener.port)
            if check.answer == .somebodyElse {
                return Observation(
                    .machine(.reach(.captured(by: evidence.machine?.firewall?.redirectedTo, address: check.address))),
                    of: subject,
                    severity: .warning,
                    last: test.takenAt
                )
            }
            let symptom = ListenerSymptom.selfTestFailed(
                address: check.address,
                port: check.port,
                answer: check.answer,
                question: check.question
            )
            return Observation(.machine(.listener(symptom)), of: subject, severity: .error, last: test.takenAt)
        }
    }
}
