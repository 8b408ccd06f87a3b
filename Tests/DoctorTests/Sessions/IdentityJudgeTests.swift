import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Who is connected")
struct IdentityJudgeTests {
    @Test("what is raised, and what is not", arguments: accounts + doubles + pingPong + halves + rights)
    func raises(_ example: SceneCase) {
        #expect(example.scene.raised == example.raises)
    }

    private static let accounts = [
        SceneCase("a healthy bot", []) { _ in },
        SceneCase("ID-02 after nine that agree", ["ID-02 warning"]) {
            $0.link.otherSelfID = "10002"
            $0.link.agreeingSince = 9
        },
        SceneCase("ID-02 not after ten that agree", []) {
            $0.link.otherSelfID = "10002"
            $0.link.agreeingSince = 10
        },
    ]

    private static let doubles = [
        SceneCase("ID-03 where both speak", ["ID-03 warning"]) {
            $0.bot.add(link: 2, address: "192.168.1.9", connectedAt: Scene.ago(600), speaks: false)
        },
        SceneCase("ID-03 is a notice where the old one is silent", ["ID-03 notice"]) {
            $0.link.lastTextAt = Scene.ago(610)
            $0.bot.facts.links[0].speaks = false
            $0.bot.add(link: 2, connectedAt: Scene.ago(600))
        },
        SceneCase("ID-03 is a notice in the seconds of a reconnect", ["ID-03 notice"]) {
            $0.bot.facts.links[0].speaks = false
            $0.link.lastTextAt = Scene.ago(19)
            $0.bot.add(link: 2, connectedAt: Scene.ago(20))
        },
        SceneCase("ID-03 without times of frames goes by messages", ["ID-03 warning"]) {
            $0.bot.add(link: 2, connectedAt: Scene.ago(600), speaks: false)
            $0.link.lastTextAt = nil
            $0.bot.links[2]?.lastTextAt = nil
        },
        SceneCase("ID-03 not for an API and an Event link", []) { $0 = Scene([.pair()]) },
        SceneCase("ID-03 for two pairs", ["ID-03 warning"]) {
            $0 = Scene([.pair()])
            $0.bot.add(link: 3, role: .api, connectedAt: Scene.ago(600), speaks: false)
            $0.bot.add(link: 4, role: .event, connectedAt: Scene.ago(600), speaks: false)
        },
        SceneCase("EVT-03 instead of ID-03 where both deliver the same", ["EVT-03 warning"]) {
            $0.bot.add(link: 2, connectedAt: Scene.ago(600), speaks: false)
            let marks = (1...2).map { MessageMark(messageID: $0, receivedAt: Scene.ago(30)) }
            $0.link.recentMessages = marks
            $0.bot.links[2]?.recentMessages = marks
        },
    ]

    /// Two programs that come in turn, so many seconds apart, each of which ended before it came again.
    private static func turns(
        _ count: Int,
        apart: TimeInterval,
        last: TimeInterval,
        agents: [String] = ["OneBot/11", "LLOneBot/4"],
        ends: Bool = true
    ) -> @Sendable (inout Scene) -> Void {
        { scene in
            for turn in 0..<count {
                let ago = last + Double(count - 1 - turn) * apart
                scene.attempts.append(
                    AttemptFacts(
                        time: Scene.ago(ago),
                        address: "172.17.0.2",
                        userAgent: agents[turn % 2],
                        selfID: "10001",
                        status: 101
                    )
                )
                guard ends, turn < count - 1 else { continue }
                scene.bot.evidence.endings.insert(
                    BotEvidence.Ending(
                        time: Scene.ago(ago - apart),
                        how: .closedByPeer,
                        code: 1000,
                        address: "172.17.0.2",
                        userAgent: agents[turn % 2],
                        lifetimeSeconds: apart,
                        idleSeconds: 3
                    ),
                    at: 0
                )
            }
        }
    }

    private static let pingPong = [
        SceneCase("ID-04 after three takeovers", ["ID-04 error"], Self.turns(4, apart: 30, last: 5)),
        SceneCase("ID-04 not after two", [], Self.turns(3, apart: 30, last: 5)),
        SceneCase("ID-04 not where three take longer than two minutes", [], Self.turns(4, apart: 61, last: 5)),
        SceneCase("ID-04 ten minutes after the last", ["ID-04 error"], Self.turns(4, apart: 30, last: 600)),
        SceneCase("ID-04 not after that", [], Self.turns(4, apart: 30, last: 601)),
        SceneCase("ID-04 not for one program", [], Self.turns(6, apart: 20, last: 5, agents: ["a", "a"])),
        SceneCase("ID-04 not where none ended", [], Self.turns(6, apart: 20, last: 5, ends: false)),
    ]

    private static let halves = [
        SceneCase("ID-06 for API alone", ["ID-06 warning"]) {
            $0 = Scene([.pair()])
            $0.bot.facts.links.remove(at: 1)
        },
        SceneCase("ID-06 for Event alone", ["ID-06 warning"]) {
            $0 = Scene([.pair()])
            $0.bot.facts.links.remove(at: 0)
        },
        SceneCase("ID-06 not within ten seconds", []) {
            $0 = Scene([.pair(connectedFor: 9)])
            $0.bot.facts.links.remove(at: 1)
        },
        SceneCase("ID-06 not within ten seconds of an ending", []) {
            $0 = Scene([.pair()])
            $0.bot.facts.links.remove(at: 1)
            $0.bot.end(.closedByPeer, ago: 9)
        },
        SceneCase("ID-06 ten seconds after an ending", ["ID-06 warning"]) {
            $0 = Scene([.pair()])
            $0.bot.facts.links.remove(at: 1)
            $0.bot.end(.closedByPeer, ago: 10)
        },
    ]

    private static let rights = [
        SceneCase("HS-08 for a first frame that is a call", ["HS-08 warning", "LIVE-01 warning"]) {
            $0.bot.forgetTraffic(connectedFor: 30)
            $0.link.firstFrame = .request
        },
        SceneCase("HS-08 not after a lifecycle event", []) {
            $0.link.firstFrame = .request
        },
        SceneCase("AUTH-12", ["AUTH-12 notice"]) { $0.link.keyIsRetired = true },
        SceneCase("TLS-04", ["TLS-04 notice"]) { $0.link.network = .public },
        SceneCase("TLS-04 not with TLS", []) {
            $0.link.network = .public
            $0.link.isTLS = true
        },
        SceneCase("TLS-04 not in a tailnet", []) { $0.link.network = .tailnet },
        SceneCase("TLS-04 not without a key", []) {
            $0.link.network = .public
            $0.hasKey = false
        },
    ]

    private static func remedy(_ scene: Scene) -> Remedy? { SessionRule().observe(scene.evidence).first?.remedy }

    @Test("only silent links are closed, and only while another of their use speaks")
    func closes() {
        var scene = Scene()
        scene.link.lastTextAt = Scene.ago(610)
        scene.bot.facts.links[0].speaks = false
        scene.bot.add(link: 2, connectedAt: Scene.ago(600))
        #expect(Self.remedy(scene) == .closeLinks(selfID: "10001", links: [1]))

        // Silent for no longer than a heartbeat: it may yet speak.
        scene.link.lastTextAt = Scene.ago(80)
        scene.bot.facts.links[1].connectedAt = Scene.ago(70)
        #expect(Self.remedy(scene) == nil)

        // Both silent: which of them is dead cannot be told.
        scene.link.lastTextAt = Scene.ago(610)
        scene.bot.facts.links[1].connectedAt = Scene.ago(600)
        scene.bot.links[2]?.lastTextAt = Scene.ago(300)
        #expect(Self.remedy(scene) == nil)

        // A link that takes calls alone says nothing while nobody calls.
        scene = Scene([.pair()])
        scene.bot.add(link: 3, role: .api, connectedAt: Scene.ago(600), speaks: false)
        scene.bot.links[3]?.lastTextAt = nil
        #expect(scene.raised == ["ID-03 notice"])
        #expect(Self.remedy(scene) == nil)
    }

    @Test("links of a replaced key can be closed, and no others")
    func closesOlder() {
        var scene = Scene()
        scene.bot.facts.links[0].speaks = false
        scene.link.keyIsRetired = true
        scene.bot.add(link: 2, connectedAt: Scene.ago(600))
        let older = SessionRule().observe(scene.evidence).first { $0.id == .auth12 }
        #expect(older?.remedy == .closeLinks(selfID: "10001", links: [1]))
    }

    @Test("a link without account is named by its address, and cannot be closed by account")
    func unnamed() {
        var scene = Scene()
        scene.bot.facts.selfID = ""
        scene.bot.facts.peer = "[fe80::1]:5000"
        scene.link.keyIsRetired = true
        let observed = SessionRule().observe(scene.evidence)
        #expect(observed.map(\.subject) == [.address("fe80::1")])
        #expect(observed.allSatisfy { $0.remedy == nil })
    }
}
