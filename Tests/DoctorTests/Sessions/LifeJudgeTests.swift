import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Whether a bot lives")
struct LifeJudgeTests {
    @Test("what is raised, and what is not", arguments: starts + heartbeats + deaths + quiet)
    func raises(_ example: SceneCase) {
        #expect(example.scene.raised == example.raises)
    }

    private static let starts = [
        SceneCase("LIVE-01 where nothing flows", ["LIVE-01 warning"]) { $0.bot.forgetTraffic(connectedFor: 6) },
        SceneCase("LIVE-01 not within five seconds", []) { $0.bot.forgetTraffic(connectedFor: 5) },
        SceneCase("LIVE-01 is a notice where events flow", ["LIVE-01 notice"]) {
            $0.bot.forgetTraffic(connectedFor: 60)
            $0.link.events.messages = 3
        },
        SceneCase("LIVE-01 not after a heartbeat", []) {
            $0.bot.forgetTraffic(connectedFor: 60)
            $0.link.heartbeats = 1
            $0.link.events.metas = 1
            $0.bot.facts.lastHeartbeatAt = Scene.ago(10)
        },
        SceneCase("LIVE-01 not after an answer", []) {
            $0.bot.forgetTraffic(connectedFor: 60)
            $0.link.answers = 1
        },
        SceneCase("LIVE-01 not for an API link", ["ID-06 warning"]) {
            $0.bot.forgetTraffic(connectedFor: 60)
            $0.bot.facts.links[0].role = .api
        },
    ]

    /// A bot that reports messages, but so many heartbeats, the last of them so long ago.
    private static func beats(
        _ count: Int,
        last: TimeInterval?,
        measured: Int? = nil,
        connectedFor seconds: TimeInterval = 1800
    ) -> @Sendable (inout Scene) -> Void {
        { scene in
            scene.bot.facts.links[0].connectedAt = Scene.ago(seconds)
            scene.bot.facts.connectedAt = Scene.ago(seconds)
            scene.bot.facts.lastHeartbeatAt = last.map { Scene.ago($0) }
            scene.bot.facts.measuredHeartbeatMilliseconds = measured
            scene.bot.facts.announcedHeartbeatMilliseconds = measured
            scene.link.heartbeats = count
        }
    }

    private static let heartbeats = [
        SceneCase("LIVE-02 without heartbeats", ["LIVE-02 warning"], Self.beats(0, last: nil, connectedFor: 121)),
        SceneCase("LIVE-02 not within two minutes", [], Self.beats(0, last: nil, connectedFor: 120)),
        SceneCase("LIVE-02 not for a quiet bot", []) {
            Self.beats(0, last: nil)(&$0)
            $0.link.events = EventCounts(metas: 1)
        },
        SceneCase("LIVE-02 when they stop", ["LIVE-02 warning"], Self.beats(60, last: 121, measured: 30_000)),
        SceneCase("LIVE-02 not where they are rare", [], Self.beats(60, last: 170, measured: 60_000)),
        SceneCase("LIVE-02 until the second", ["LIVE-02 warning"], Self.beats(1, last: 10)),
        SceneCase("LIVE-02 not after the second", [], Self.beats(2, last: 10)),
        SceneCase("LIVE-04 for seconds in place of milliseconds", ["LIVE-04 notice"]) {
            $0.bot.facts.announcedHeartbeatMilliseconds = 30
        },
        SceneCase("LIVE-04 beyond thirty percent", ["LIVE-04 notice"]) {
            $0.bot.facts.announcedHeartbeatMilliseconds = 39_001
            $0.bot.facts.measuredHeartbeatMilliseconds = 30_000
        },
        SceneCase("LIVE-04 not at thirty percent", []) {
            $0.bot.facts.announcedHeartbeatMilliseconds = 39_000
            $0.bot.facts.measuredHeartbeatMilliseconds = 30_000
        },
        SceneCase("LIVE-04 not by three heartbeats", []) {
            $0.bot.facts.announcedHeartbeatMilliseconds = 30
            $0.link.heartbeats = 3
        },
    ]

    private static let deaths = [
        SceneCase("LIVE-08", ["LIVE-08 error"]) {
            $0.bot.evidence.offline = .init(since: Scene.ago(100), reason: "KickedOffLine")
            $0.bot.facts.state = .offline
        },
        SceneCase("LIVE-08 stands when the link has ended too", ["LIVE-05 warning", "LIVE-08 error"]) {
            $0.bot.evidence.offline = .init(since: Scene.ago(100), reason: "")
            $0.bot.lose(.finished, ago: 20)
        },
        SceneCase("LIVE-09 where messages stay away", ["LIVE-09 error"]) { $0.bot.evidence.expectedMessages = 6.9 },
        SceneCase("LIVE-09 not where fewer are to be expected", []) { $0.bot.evidence.expectedMessages = 6.89 },
        SceneCase("LIVE-09 not while it is offline", ["LIVE-08 error"]) {
            $0.bot.evidence.expectedMessages = 50
            $0.bot.evidence.offline = .init(since: Scene.ago(100), reason: "")
        },
        SceneCase("LIVE-09 for two sends without answer", ["API-01 warning", "LIVE-09 error"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30), count: 2)
        },
        SceneCase("LIVE-09 for what NapCat says when QQ hangs", ["LIVE-09 error"]) {
            let words = "Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg ListenerName:"
            $0.bot.trouble("send_msg", .failed(retcode: 1200, wording: words), count: 2)
        },
        SceneCase("LIVE-09 not for one send", ["API-01 warning"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30))
        },
        SceneCase("LIVE-09 not for files", ["API-01 warning"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30), count: 3, file: .base64)
        },
        SceneCase("LIVE-09 not after a send that succeeded", ["API-01 warning"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30), count: 2)
            $0.bot.evidence.lastSendOkAt = Scene.ago(40)
        },
        SceneCase("LIVE-09 not where nothing else goes on", ["API-01 warning", "LIVE-02 warning"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30), count: 2)
            $0.bot.facts.lastHeartbeatAt = Scene.ago(300)
        },
        SceneCase("LIVE-09 not when the bot came back", ["API-01 warning"]) {
            $0.bot.trouble("send_group_msg", .timedOut(afterSeconds: 30), count: 2)
            $0.bot.facts.connectedAt = Scene.ago(45)
        },
    ]

    /// Nothing but heartbeats for so long.
    private static func onlyMetas(_ seconds: TimeInterval) -> @Sendable (inout Scene) -> Void {
        { scene in
            scene.bot = .healthy(connectedFor: seconds)
            scene.bot.facts.events = EventCounts(metas: 61)
            scene.link.events = EventCounts(metas: 61)
        }
    }

    private static let quiet = [
        SceneCase("LIVE-10 is a notice for six hours", ["LIVE-10 notice"], Self.onlyMetas(21_600)),
        SceneCase("LIVE-10 is a warning after them", ["LIVE-10 warning"], Self.onlyMetas(21_601)),
        SceneCase("LIVE-10 not within ten minutes", [], Self.onlyMetas(600)),
        SceneCase("LIVE-10 not for a bot that had events before", []) {
            Self.onlyMetas(1800)(&$0)
            $0.bot.facts.events.notices = 1
        },
        SceneCase("LIVE-10 not after one request", []) {
            Self.onlyMetas(1800)(&$0)
            $0.link.events.requests = 1
        },
        SceneCase("LIVE-10 not without heartbeats", []) {
            Self.onlyMetas(1800)(&$0)
            $0.bot.facts.lastHeartbeatAt = Scene.ago(300)
        },
    ]
}
