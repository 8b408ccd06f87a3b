import OneBot
import Snapshot

import struct Foundation.Date

@testable import Metrics

/// A console with something of everything.
enum ReadingSamples {
    static let key = "Xk29fhQmv7Lp3TzRw8Ny5BcD4gJh6KsA"
    static let now = Date(timeIntervalSince1970: 1_767_323_045)

    static func bot(_ selfID: String, _ state: BotFacts.State, events: Int = 0) -> BotFacts {
        let link = LinkFacts(
            id: 1,
            role: .universal,
            peer: "10.1.2.3:5",
            userAgent: "OneBot/11",
            connectedAt: self.now,
            speaks: true
        )
        return BotFacts(
            selfID: selfID,
            name: "小助手 \"quoted\"",
            implementation: "NapCat.Onebot",
            state: state,
            links: state == .lost ? [] : [link],
            peer: "10.1.2.3:5",
            lastEventAt: self.now,
            events: EventCounts(messages: events),
            roundTrip: state == .lost ? nil : RoundTrip(last: 1.5, median: 2, worst: 3)
        )
    }

    static func reading(bots: [BotFacts]) -> MetricsReading {
        var snapshot = Snapshot(
            takenAt: self.now,
            console: ConsoleFacts(
                version: "0.1.0",
                pid: 1,
                startedAt: self.now,
                stateDirectory: "/srv/state",
                settingsFile: "/srv/config.yaml"
            ),
            endpoint: EndpointFacts(
                path: "/onebot/v11/ws",
                listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
            ),
            access: AccessFacts(key: Secret(self.key), keyOrigin: .file),
            napcat: NapCatFacts(webUI: "")
        )
        snapshot.bots = bots
        snapshot.journal = JournalFacts(
            state: .paused(.diskFull, since: self.now),
            events: 7,
            bytes: 8,
            oldestAt: self.now
        )
        var reading = MetricsReading(snapshot)
        reading.endpoint.handshakes = [.init("accepted", 1), .init("AUTH-03", 2)]
        reading.endpoint.unanswered = [.init("peer_closed", 1)]
        reading.endpoint.calls = [.init("ok", 1), .init("failed", 0), .init("timed_out", 0), .init("link_lost", 0)]
        reading.endpoint.oddAnswers = [.init("late", 0)]
        reading.endpoint.events = EventCounts(messages: 5, metas: 1)
        reading.journal.pending = 3
        reading.journal.oldestPending = self.now.addingTimeInterval(-2.5)
        reading.findings = [.init("notice", 1), .init("warning", 0), .init("error", 2)]
        reading.process = ProcessReading(
            cpuSeconds: 1.25,
            residentBytes: 1 << 20,
            virtualBytes: 1 << 30,
            threads: 4,
            openDescriptors: 30,
            maxDescriptors: 1024,
            startedAt: self.now.timeIntervalSince1970
        )
        return reading
    }
}
