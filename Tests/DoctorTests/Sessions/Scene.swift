import Doctor
import Foundation
import OneBot
import Snapshot

/// Bots with all evidence of them, for cases to bend. The moment of judgement is `Evidence.start`.
struct Scene: Sendable {
    struct Bot: Sendable {
        var facts: BotFacts
        var evidence = BotEvidence()
        /// By link id.
        var links: [Int: LinkEvidence] = [:]
    }

    var bots: [Bot]
    var attempts: [AttemptFacts] = []
    var clock = MachineFacts.ClockState.unknown
    var hasKey = true

    init(_ bots: [Bot] = [.healthy()]) {
        self.bots = bots
    }

    var bot: Bot {
        get { self.bots[0] }
        set { self.bots[0] = newValue }
    }

    /// What is known of the first link.
    var link: LinkEvidence {
        get { self.bot.links[self.bot.facts.links[0].id] ?? LinkEvidence() }
        set { self.bot.links[self.bot.facts.links[0].id] = newValue }
    }

    var evidence: Evidence {
        var evidence = Evidence.sample(bots: self.bots.map(\.facts))
        for bot in self.bots {
            if !bot.facts.selfID.isEmpty { evidence.bots[bot.facts.selfID] = bot.evidence }
            evidence.links.merge(bot.links) { $1 }
        }
        evidence.attempts = self.attempts
        evidence.machine = MachineFacts(takenAt: Evidence.start, clock: self.clock)
        if !self.hasKey { evidence.snapshot.access.key = Secret("") }
        return evidence
    }

    /// `LIVE-05 warning`, sorted.
    var raised: [String] {
        SessionRule().observe(self.evidence).map { "\($0.id.rawValue) \($0.severity)" }.sorted()
    }

    static func ago(_ seconds: TimeInterval) -> Date { Evidence.start.addingTimeInterval(-seconds) }
}

extension Scene.Bot {
    /// NapCat with one universal link and a heartbeat every thirty seconds, for half an hour, in groups that talk.
    static func healthy(
        _ selfID: String = "10001",
        link id: Int = 1,
        address: String = "172.17.0.2",
        connectedFor seconds: TimeInterval = 1800
    ) -> Self {
        let connectedAt = Scene.ago(seconds)
        var bot = Self(
            facts: BotFacts(
                selfID: selfID,
                implementation: "NapCat.Onebot",
                implementationVersion: "4.9.0",
                state: .online,
                peer: "\(address):\(40_000 + id)",
                connectedAt: connectedAt,
                lastEventAt: Scene.ago(10),
                lastHeartbeatAt: Scene.ago(10),
                announcedHeartbeatMilliseconds: 30_000,
                measuredHeartbeatMilliseconds: 30_004,
                events: EventCounts(messages: 20, notices: 2, metas: 61)
            )
        )
        bot.add(link: id, address: address, connectedAt: connectedAt)
        bot.evidence.lastCallOkAt = Scene.ago(60)
        bot.evidence.lastMessageAt = Scene.ago(30)
        return bot
    }

    mutating func add(
        link id: Int,
        role: LinkFacts.LinkRole = .universal,
        address: String = "172.17.0.2",
        userAgent: String? = "OneBot/11",
        connectedAt: Date,
        speaks: Bool = true
    ) {
        self.facts.links.append(
            LinkFacts(
                id: id,
                role: role,
                peer: "\(address):\(40_000 + id)",
                userAgent: userAgent,
                connectedAt: connectedAt,
                speaks: speaks,
                lastHeardAt: Scene.ago(1)
            )
        )
        self.links[id] =
            role == .api
            ? LinkEvidence(network: .containerBridge, answers: 2, lastTextAt: Scene.ago(60))
            : LinkEvidence(
                network: .containerBridge,
                firstFrame: .lifecycle,
                lifecycleAt: connectedAt,
                heartbeats: 60,
                events: EventCounts(messages: 20, notices: 2, metas: 61),
                lastMessageAt: Scene.ago(30),
                answers: role == .event ? 0 : 2,
                arrayMessages: .init(20, last: Scene.ago(30)),
                skewSeconds: 0.1,
                lastTextAt: Scene.ago(10)
            )
    }

    /// go-cqhttp with an API and an Event link.
    static func pair(_ selfID: String = "10001", connectedFor seconds: TimeInterval = 1800) -> Self {
        var bot = Self.healthy(selfID, connectedFor: seconds)
        bot.facts.implementation = "go-cqhttp"
        bot.facts.links = []
        bot.links = [:]
        bot.add(link: 1, role: .api, userAgent: "CQHttp/4.15.0", connectedAt: Scene.ago(seconds), speaks: true)
        bot.add(link: 2, role: .event, userAgent: "CQHttp/4.15.0", connectedAt: Scene.ago(seconds), speaks: false)
        return bot
    }

    /// Takes everything away that was heard since the handshake.
    mutating func forgetTraffic(connectedFor seconds: TimeInterval) {
        for index in self.facts.links.indices {
            self.facts.links[index].connectedAt = Scene.ago(seconds)
            self.links[self.facts.links[index].id] = LinkEvidence(network: .containerBridge)
        }
        self.facts.connectedAt = Scene.ago(seconds)
        self.facts.lastEventAt = nil
        self.facts.lastHeartbeatAt = nil
        self.facts.announcedHeartbeatMilliseconds = nil
        self.facts.measuredHeartbeatMilliseconds = nil
        self.facts.events = EventCounts()
    }

    /// All links are gone.
    mutating func lose(_ how: BotEvidence.Ending.How, ago seconds: TimeInterval, code: Int? = nil) {
        self.facts.links = []
        self.links = [:]
        self.facts.state = .lost
        self.facts.connectedAt = nil
        self.facts.lostAt = Scene.ago(seconds)
        self.end(how, ago: seconds, code: code)
    }

    /// One more ending, older than those before.
    mutating func end(
        _ how: BotEvidence.Ending.How,
        ago seconds: TimeInterval,
        code: Int? = nil,
        lifetime: Double = 500,
        idle: Double = 7,
        address: String = "172.17.0.2",
        userAgent: String? = "OneBot/11"
    ) {
        self.evidence.endings.append(
            BotEvidence.Ending(
                time: Scene.ago(seconds),
                how: how,
                code: code,
                address: address,
                userAgent: userAgent,
                lifetimeSeconds: lifetime,
                idleSeconds: idle
            )
        )
    }

    mutating func trouble(
        _ action: String,
        _ kind: BotEvidence.CallTrouble.Kind,
        count: Int = 1,
        ago seconds: TimeInterval = 50,
        file: BotEvidence.CallTrouble.File? = nil
    ) {
        self.evidence.callTroubles.append(
            BotEvidence.CallTrouble(
                action: action,
                kind: kind,
                count: count,
                first: Scene.ago(seconds + 10),
                last: Scene.ago(seconds),
                target: "20002",
                file: file
            )
        )
    }
}
