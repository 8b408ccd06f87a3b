import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Healthy bots")
struct HealthyBotTests {
    /// SplitMix64: the same bots for the same seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private struct Kind {
        var name: String?
        var userAgent: String
        /// In seconds.
        var heartbeat: Double
        var isPair = false
    }

    private static let kinds = [
        Kind(name: "NapCat.Onebot", userAgent: "OneBot/11", heartbeat: 30),
        Kind(name: "LLOneBot", userAgent: "LLOneBot/4.1", heartbeat: 60),
        Kind(name: "Lagrange.OneBot", userAgent: "Lagrange.OneBot", heartbeat: 5),
        Kind(name: "go-cqhttp", userAgent: "CQHttp/4.15.0", heartbeat: 5, isPair: true),
        Kind(name: "go-cqhttp", userAgent: "CQHttp/4.15.0", heartbeat: 5),
        Kind(name: nil, userAgent: "Shamrock/1.0.7", heartbeat: 15),
    ]

    /// A bot as it looks so many seconds after its handshake when nothing is wrong with it.
    private static func bot(_ number: Int, connectedFor age: TimeInterval, with dice: inout Dice) -> Scene.Bot {
        let kind = Self.kinds[Int.random(in: 0..<Self.kinds.count, using: &dice)]
        let address = "172.17.0.\(Int.random(in: 2...5, using: &dice))"
        let connectedAt = Scene.ago(age)
        let first = Double.random(in: 0...kind.heartbeat, using: &dice)
        let beats = age > first ? Int((age - first) / kind.heartbeat) + 1 : 0
        let lastBeat = beats > 0 ? Scene.ago(age - first - Double(beats - 1) * kind.heartbeat) : nil
        let messages = Bool.random(using: &dice) ? Int(age / Double.random(in: 2...400, using: &dice)) : 0
        var bot = Scene.Bot.healthy("\(10_000 + number)", link: number * 2, address: address, connectedFor: age)
        bot.facts.implementation = kind.name
        bot.facts.links = []
        bot.links = [:]
        if kind.isPair {
            bot.add(
                link: number * 2 + 1,
                role: .api,
                address: address,
                userAgent: kind.userAgent,
                connectedAt: connectedAt
            )
        }
        bot.add(
            link: number * 2,
            role: kind.isPair ? .event : .universal,
            address: address,
            userAgent: kind.userAgent,
            connectedAt: connectedAt,
            speaks: !kind.isPair
        )
        bot.facts.lastHeartbeatAt = lastBeat
        let interval = Int(kind.heartbeat * 1000)
        bot.facts.announcedHeartbeatMilliseconds = beats > 0 ? interval : nil
        bot.facts.measuredHeartbeatMilliseconds =
            beats > 1 ? interval + Int.random(in: -200...200, using: &dice) : nil
        bot.facts.events = EventCounts(messages: messages, metas: beats + 1)
        bot.facts.lastEventAt = lastBeat ?? connectedAt
        let lastMessage = messages > 0 ? Scene.ago(Double.random(in: 0...age, using: &dice)) : nil
        var link = LinkEvidence(
            network: .containerBridge,
            firstFrame: .lifecycle,
            lifecycleAt: connectedAt,
            heartbeats: beats,
            events: bot.facts.events,
            lastMessageAt: lastMessage,
            answers: kind.isPair ? 0 : 1,
            arrayMessages: .init(messages, last: lastMessage),
            skewSeconds: beats > 3 ? Double.random(in: -2.9...2.9, using: &dice) : nil,
            lastTextAt: [lastBeat, lastMessage, connectedAt].compactMap { $0 }.max()
        )
        link.recentMessages = (0..<min(messages, 16)).map { index in
            MessageMark(
                messageID: Int64.random(in: 1...Int64.max, using: &dice),
                groupID: Int64(100_000 + number),
                userID: 1,
                time: Int64(index),
                receivedAt: Scene.ago(Double.random(in: 0...age, using: &dice))
            )
        }
        bot.links[number * 2] = link
        bot.evidence = BotEvidence(
            lastCallOkAt: Scene.ago(age * 0.9),
            lastMessageAt: lastMessage,
            expectedMessages: Double.random(in: 0..<5, using: &dice)
        )
        // Some were restarted by their operators, politely, or have an old link that died with the network.
        switch Int.random(in: 0..<8, using: &dice) {
        case 0: bot.end(.closedByPeer, ago: age + 5, code: 1000, lifetime: .random(in: 1...9000, using: &dice))
        case 1: bot.end(.closedByUs, ago: age + 5, code: 1001, lifetime: .random(in: 1...9000, using: &dice))
        case 2 where age > 50: bot.end(.lostNetwork, ago: age - 40, lifetime: 4000, idle: 45, address: address)
        default: break
        }
        return bot
    }

    @Test("for an hour nothing is wrong with two hundred of every kind", arguments: 0..<40)
    func nothing(_ seed: Int) {
        var dice = Dice(state: UInt64(seed))
        // All at once, as after a restart of the console, or at any time of the hour.
        let together: Double? = seed % 2 == 0 ? .random(in: 0.1...3600, using: &dice) : nil
        let scene = Scene(
            (1...200).map { number in
                let age = together ?? Double.random(in: 0.1...3600, using: &dice)
                return Self.bot(number, connectedFor: age, with: &dice)
            }
        )
        let found = SessionRule().observe(scene.evidence)
        // A bot that nobody wrote to may be one that passes nothing on: that much is said, mildly.
        #expect(found.filter { $0.severity > .notice || $0.id != .live10 } == [])
    }

    @Test("evidence that lags behind the snapshot raises nothing")
    func lagging() {
        var scene = Scene()
        scene.bot.links = [:]
        #expect(scene.raised == [])
    }
}
