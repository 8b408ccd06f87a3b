import Foundation
package import Snapshot

extension StatusDocument {
    /// - Parameters:
    ///   - snapshot: What is known at one moment.
    ///   - findings: What the doctor says, in the same language.
    ///   - language: Of the sentences in it.
    package init(_ snapshot: Snapshot, findings: [FindingDocument] = [], language: Language = .english) {
        let phrases = ControlPhrases(language)
        self.init(
            version: snapshot.console.version,
            pid: Int(snapshot.console.pid),
            uptimeSeconds: max(0, snapshot.takenAt.timeIntervalSince(snapshot.console.startedAt)),
            endpointPath: snapshot.endpoint.path,
            listeners: snapshot.endpoint.listeners.map { Listener($0, phrases) },
            bots: snapshot.bots.map(Bot.init),
            counters: Counters(snapshot.counters),
            findings: findings,
            stateDirectory: snapshot.console.stateDirectory,
            socketDirectory: snapshot.console.socketDirectory,
            settingsFile: snapshot.console.settingsFile,
            wentBack: snapshot.console.wentBack
        )
    }
}

extension StatusDocument.Listener {
    init(_ facts: ListenerFacts, _ phrases: ControlPhrases) {
        self.init(
            host: facts.host,
            port: facts.port,
            tls: facts.tls,
            state: facts.state.rawValue,
            error: facts.problem.map(phrases.listenProblem)
        )
    }
}

extension StatusDocument.Bot {
    init(_ facts: BotFacts) {
        let speaker = facts.links.first { $0.speaks }
        let peer = speaker?.peer ?? facts.peer
        self.init(
            selfID: facts.selfID,
            name: facts.name,
            implementation: facts.implementation,
            implementationVersion: facts.implementationVersion,
            state: facts.state.rawValue,
            roles: Set(facts.links.map(\.role.rawValue)).sorted(),
            peer: peer.isEmpty ? nil : peer,
            connectedAt: facts.connectedAt,
            lastEventAt: facts.lastEventAt,
            lastHeartbeatAt: facts.lastHeartbeatAt,
            links: facts.links.map(StatusDocument.Link.init),
            events: facts.events.total,
            calls: facts.calls,
            callFailures: facts.callFailures,
            bytesIn: facts.bytesIn,
            bytesOut: facts.bytesOut,
            roundTripMilliseconds: facts.roundTrip?.last
        )
    }
}

extension StatusDocument.Link {
    init(_ facts: LinkFacts) {
        self.init(
            id: facts.id,
            role: facts.role.rawValue,
            peer: facts.peer,
            userAgent: facts.userAgent,
            connectedAt: facts.connectedAt,
            speaks: facts.speaks
        )
    }
}

extension StatusDocument.Counters {
    init(_ facts: CounterFacts) {
        self.init(
            handshakesAccepted: facts.handshakesAccepted,
            handshakesRefused: facts.handshakesRefused,
            events: facts.events,
            calls: facts.calls,
            framesBad: facts.framesBad
        )
    }
}
