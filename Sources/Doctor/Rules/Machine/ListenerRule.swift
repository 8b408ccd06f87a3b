package import Snapshot

import struct Foundation.Date

/// SYS-01, SYS-02, TLS-03: addresses that are not listened on, or that do not answer; NET-12 where somebody else answers.
package struct ListenerRule: Rule {
    /// Addresses named at most.
    static let limit = 4
    /// Days before the end of a certificate from which on it is told.
    static let daysBefore: Double = 14

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let situation = Situation(evidence)
        return evidence.snapshot.endpoint.listeners.filter { $0.state == .failed }.map { self.failed($0, situation) }
            + evidence.snapshot.endpoint.listeners.flatMap { self.certificate($0, at: evidence.now) }
            + self.selfTest(evidence, situation)
    }

    /// TLS-03: the end of a certificate, and files that cannot be used.
    private func certificate(_ listener: ListenerFacts, at now: Date) -> [Observation] {
        guard let certificate = listener.certificate else { return [] }
        let subject = Subject.listener(host: listener.host, port: listener.port)
        var found: [Observation] = []
        let left = certificate.validUntil.timeIntervalSince(now)
        if left < Self.daysBefore * 86_400 {
            let symptom = ListenerSymptom.certificateEnds(certificate, hasEnded: left <= 0)
            found.append(
                Observation(.machine(.listener(symptom)), of: subject, severity: left <= 0 ? .error : .warning)
            )
        }
        // One finding of an id and a subject: what has ended is worse.
        if let trouble = certificate.reloadTrouble, left > 0 {
            let symptom = ListenerSymptom.certificateNotRead(certificate, trouble)
            found = [Observation(.machine(.listener(symptom)), of: subject, severity: .warning)]
        }
        return found
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
        case .certificate(let trouble):
            symptom = .certificateNotUsable(host: listener.host, port: listener.port, trouble)
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
