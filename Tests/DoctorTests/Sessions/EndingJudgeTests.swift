import Doctor
import Foundation
import Snapshot
import Testing

@Suite("How links ended")
struct EndingJudgeTests {
    @Test("what is raised, and what is not", arguments: lost + cut + round)
    func raises(_ example: SceneCase) {
        #expect(example.scene.raised == example.raises)
    }

    private static let lost = [
        SceneCase("LIVE-03", ["LIVE-03 warning"]) { $0.bot.lose(.lostNetwork, ago: 300) },
        SceneCase("LIVE-03 for a frozen process", ["LIVE-03 warning"]) { $0.bot.lose(.lostFrozen, ago: 300) },
        SceneCase("LIVE-03 until there is traffic", ["LIVE-03 warning"]) {
            $0.bot.forgetTraffic(connectedFor: 3)
            $0.bot.end(.lost, ago: 60)
        },
        SceneCase("LIVE-03 not after traffic", []) { $0.bot.end(.lost, ago: 60) },
        SceneCase("LIVE-03 not for an end dated in the future", []) { $0.bot.lose(.lost, ago: -61) },
        SceneCase("LIVE-03 not behind a goodbye", []) {
            $0.bot.lose(.closedByPeer, ago: 60, code: 1000)
            $0.bot.end(.lost, ago: 600)
        },
    ]

    private static let cut = [
        SceneCase("LIVE-05", ["LIVE-05 warning"]) { $0.bot.lose(.reset, ago: 300) },
        SceneCase("LIVE-05 while back for less than ten minutes", ["LIVE-05 notice"]) {
            $0.bot = .healthy(connectedFor: 599)
            $0.bot.end(.finished, ago: 605)
        },
        SceneCase("LIVE-05 by the second within the hour, though it is back", ["LIVE-05 warning"]) {
            $0.bot = .healthy(connectedFor: 30)
            $0.bot.end(.finished, ago: 35)
            $0.bot.end(.reset, ago: 3599)
        },
        SceneCase("LIVE-05 after one of more than an hour ago", ["LIVE-05 notice"]) {
            $0.bot = .healthy(connectedFor: 30)
            $0.bot.end(.finished, ago: 35)
            $0.bot.end(.reset, ago: 3601)
        },
        SceneCase("LIVE-05 not for an end dated in the future", []) { $0.bot.lose(.reset, ago: -61) },
        SceneCase("LIVE-05 of a clock that was moved a little", ["LIVE-05 warning"]) { $0.bot.lose(.reset, ago: -59) },
        SceneCase("LIVE-05 not after ten minutes", []) {
            $0.bot = .healthy(connectedFor: 600)
            $0.bot.end(.finished, ago: 605)
        },
        SceneCase("LIVE-05 not for a goodbye", []) { $0.bot.lose(.closedByPeer, ago: 300, code: 1001) },
        SceneCase("LIVE-05 not when we closed it", []) { $0.bot.lose(.closedByUs, ago: 300, code: 1001) },
        SceneCase("LIVE-05 not where another link carried on", []) {
            $0.bot = .healthy(connectedFor: 300)
            $0.bot.end(.reset, ago: 20)
        },
        SceneCase("LIVE-05 behind a short session", ["LIVE-05 notice"]) {
            $0.bot = .healthy(connectedFor: 30)
            $0.bot.end(.closedByPeer, ago: 35, code: 1000, lifetime: 100)
            $0.bot.end(.reset, ago: 140)
        },
        SceneCase("LIVE-05 not behind a session of ten minutes", []) {
            $0.bot = .healthy(connectedFor: 30)
            $0.bot.end(.closedByPeer, ago: 35, code: 1000, lifetime: 600)
            $0.bot.end(.reset, ago: 640)
        },
        SceneCase("LIVE-05 where only the API link carried on", ["ID-06 warning", "LIVE-05 warning"]) {
            $0 = Scene([.pair()])
            $0.bot.facts.links.remove(at: 1)
            $0.bot.end(.finished, ago: 20)
        },
    ]

    /// A bot that is back for a minute and a half, after links that ended like this.
    private static func ended(
        idle: [Double],
        lifetime: [Double]? = nil,
        how: BotEvidence.Ending.How = .closedByPeer,
        connectedFor seconds: TimeInterval = 90
    ) -> @Sendable (inout Scene) -> Void {
        { scene in
            scene.bot = .healthy(connectedFor: seconds)
            var ago = seconds + 5
            for (index, idle) in idle.enumerated() {
                let life = lifetime?[index] ?? idle + 33
                scene.bot.end(how, ago: ago, lifetime: life, idle: idle)
                ago += life + 5
            }
        }
    }

    private static let round = [
        SceneCase("LIVE-06 for idle times", ["LIVE-06 warning"], Self.ended(idle: [58, 60.5, 62, 11])),
        SceneCase("LIVE-06 not beyond two seconds", [], Self.ended(idle: [57.9, 60.5, 62.1, 60])),
        SceneCase("LIVE-06 not for two", [], Self.ended(idle: [60, 60, 11])),
        SceneCase(
            "LIVE-06 for lifetimes",
            ["LIVE-06 warning"],
            Self.ended(idle: [1, 2, 3], lifetime: [100, 101, 99])
        ),
        SceneCase("LIVE-06 not when we closed them", [], Self.ended(idle: [60, 60, 60], how: .closedByUs)),
        SceneCase(
            "LIVE-06 until a session outlives it",
            ["LIVE-06 warning"],
            Self.ended(idle: [60, 60, 60], connectedFor: 180)
        ),
        SceneCase("LIVE-06 not after one did", [], Self.ended(idle: [60, 60, 60], connectedFor: 181)),
        SceneCase(
            "LIVE-06 not across a session that outlived it",
            [],
            Self.ended(idle: [1, 2, 3, 4], lifetime: [100, 100, 301, 100])
        ),
        SceneCase(
            "LIVE-06 beside LIVE-05, which it hides",
            ["LIVE-05 warning", "LIVE-06 warning"],
            Self.ended(idle: [60, 60, 60], how: .finished)
        ),
    ]

    private static func company(_ scene: Scene) -> LifeSymptom.Company? {
        for observation in SessionRule().observe(scene.evidence) where observation.subject == .bot("10001") {
            if case .session(.life(.cut(_, _, _, let company, _))) = observation.symptom { return company }
        }
        return nil
    }

    @Test("others from the same address that went within five seconds mean the network, others that stayed the process")
    func correlation() {
        var scene = Scene([.healthy(), .healthy("10002", link: 2), .healthy("10003", link: 3, address: "10.0.0.9")])
        scene.bot.lose(.finished, ago: 100)
        #expect(Self.company(scene) == .alone(staying: 1))
        scene.bots[1].lose(.reset, ago: 95)
        #expect(Self.company(scene) == .others(1))
        scene.bots[1].evidence.endings[0].time = Scene.ago(94.9)
        #expect(Self.company(scene) == .onlyOne)
        scene.bots[1].evidence.endings[0].time = Scene.ago(100)
        scene.bots[1].evidence.endings[0].address = "10.0.0.9"
        #expect(Self.company(scene) == .onlyOne)
    }

    @Test("a bot that was cut twice within those seconds is one other bot, and hundreds are counted, each once")
    func crowd() {
        var scene = Scene((0..<300).map { .healthy("\(10_001 + $0)", link: $0 + 1) })
        for index in scene.bots.indices {
            scene.bots[index].lose(.finished, ago: 100)
            scene.bots[index].end(.reset, ago: 101)
        }
        #expect(Self.company(scene) == .others(299))
    }
}
