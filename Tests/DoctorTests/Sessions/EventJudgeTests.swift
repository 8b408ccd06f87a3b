import Doctor
import Foundation
import Snapshot
import Testing

@Suite("What a bot reports")
struct EventJudgeTests {
    @Test("what is raised, and what is not", arguments: forms + repeats + clocks + odd + frames)
    func raises(_ example: SceneCase) {
        #expect(example.scene.raised == example.raises)
    }

    private static let forms = [
        SceneCase("EVT-01", ["EVT-01 warning"]) { $0.link.stringMessages = .init(3, last: Scene.ago(29)) },
        SceneCase("EVT-01 is how go-cqhttp comes", ["EVT-01 notice"]) {
            $0.bot.facts.implementation = "go-cqhttp"
            $0.link.stringMessages = .init(3, last: Scene.ago(29))
        },
        SceneCase("EVT-01 not after an array", []) { $0.link.stringMessages = .init(3, last: Scene.ago(31)) },
        SceneCase("EVT-01 for one link of two", ["EVT-01 warning", "ID-03 warning"]) {
            $0.bot.add(link: 2, connectedAt: Scene.ago(600), speaks: false)
            $0.bot.links[2]?.arrayMessages = .init()
            $0.bot.links[2]?.stringMessages = .init(1, last: Scene.ago(900))
        },
        SceneCase("EVT-02 for a day", ["EVT-02 warning"]) { $0.link.ownMessages = .init(1, last: Scene.ago(86_400)) },
        SceneCase("EVT-02 not after it", []) { $0.link.ownMessages = .init(9, last: Scene.ago(86_401)) },
        SceneCase("EVT-06", ["EVT-06 warning"]) {
            $0.link.rawEvents = .init(5, last: Scene.ago(9))
            $0.link.eventsSinceRaw = 49
        },
        SceneCase("EVT-06 not after fifty without", []) {
            $0.link.rawEvents = .init(5, last: Scene.ago(9))
            $0.link.eventsSinceRaw = 50
        },
        SceneCase("EVT-07", ["EVT-07 notice"]) { $0.link.textIDs = .init(1, last: Scene.ago(9)) },
    ]

    /// Two links that delivered such messages so long ago, the second so much later.
    private static func both(
        _ ids: ClosedRange<Int64>,
        ago: TimeInterval,
        later: TimeInterval = 1
    ) -> @Sendable (inout Scene) -> Void {
        { scene in
            scene.bot.add(link: 2, connectedAt: Scene.ago(3600), speaks: false)
            scene.link.recentMessages = ids.map { MessageMark(messageID: $0, receivedAt: Scene.ago(ago)) }
            scene.bot.links[2]?.recentMessages = ids.map {
                MessageMark(messageID: $0, receivedAt: Scene.ago(ago - later))
            }
        }
    }

    private static let repeats = [
        SceneCase("EVT-03 by two links", ["EVT-03 warning"], Self.both(1...2, ago: 100)),
        SceneCase("EVT-03 not for one message", ["ID-03 warning"], Self.both(1...1, ago: 100)),
        SceneCase("EVT-03 not eleven seconds apart", ["ID-03 warning"], Self.both(1...9, ago: 100, later: 11)),
        SceneCase("EVT-03 not after half an hour", ["ID-03 warning"], Self.both(1...9, ago: 1810)),
        SceneCase("EVT-03 on one link", ["EVT-03 warning"]) {
            $0.link.repeatedMessages = .init(2, last: Scene.ago(1800))
        },
        SceneCase("EVT-03 on one link not for one", []) { $0.link.repeatedMessages = .init(1, last: Scene.ago(10)) },
        SceneCase("EVT-03 on one link not after half an hour", []) {
            $0.link.repeatedMessages = .init(5, last: Scene.ago(1801))
        },
        SceneCase("EVT-04", ["EVT-04 warning"]) { $0.link.staleMessages = .init(4, last: Scene.ago(600)) },
        SceneCase("EVT-04 not after ten minutes", []) { $0.link.staleMessages = .init(4, last: Scene.ago(601)) },
        SceneCase("EVT-04 not where the clock is wrong", ["EVT-05 warning"]) {
            $0.link.staleMessages = .init(4, last: Scene.ago(10))
            $0.link.skewSeconds = 130
        },
    ]

    private static let clocks = [
        SceneCase("EVT-05", ["EVT-05 warning"]) { $0.link.skewSeconds = -5.1 },
        SceneCase("EVT-05 not at five seconds", []) { $0.link.skewSeconds = 5 },
        SceneCase("EVT-05 not before it is known", []) { $0.link.skewSeconds = nil },
    ]

    private static func frame(_ kind: OddFrameFacts.Kind, ago: TimeInterval) -> @Sendable (inout Scene) -> Void {
        { $0.bot.facts.oddFrames = [OddFrameFacts(time: Scene.ago(ago), kind: kind, length: 9, beginning: "{}")] }
    }

    private static let odd = [
        SceneCase("EVT-08", ["EVT-08 warning"], Self.frame(.unknown, ago: 3600)),
        SceneCase("EVT-08 not after an hour", [], Self.frame(.unknown, ago: 3601)),
        SceneCase("EVT-08 not for empty frames", [], Self.frame(.empty, ago: 10)),
        SceneCase("FRM-03", ["FRM-03 warning"], Self.frame(.notJSON, ago: 3600)),
        SceneCase("FRM-03 not after an hour", [], Self.frame(.notJSON, ago: 3601)),
    ]

    private static let frames = [
        SceneCase("FRM-02 for a day", ["FRM-02 warning"]) { $0.bot.end(.closedByUs, ago: 86_400, code: 1009) },
        SceneCase("FRM-02 not after it", []) { $0.bot.end(.closedByUs, ago: 86_401, code: 1009) },
        SceneCase("FRM-02 not when the bot says so", []) { $0.bot.end(.closedByPeer, ago: 100, code: 1009) },
        SceneCase("FRM-03 for bad UTF-8", ["FRM-03 warning"]) { $0.bot.end(.closedByUs, ago: 3600, code: 1007) },
        SceneCase("FRM-03 for bad UTF-8 not after an hour", []) { $0.bot.end(.closedByUs, ago: 3601, code: 1007) },
        SceneCase("FRM-04", ["FRM-04 error"]) {
            $0.bot = .healthy(connectedFor: 595)
            $0.bot.end(.closedByUs, ago: 600, code: 1002)
        },
        SceneCase("FRM-04 not after ten minutes", []) {
            $0.bot = .healthy(connectedFor: 601)
            $0.bot.end(.closedByUs, ago: 605, code: 1002)
        },
        SceneCase("FRM-04 while the bot is gone", ["FRM-04 error"]) { $0.bot.lose(.closedByUs, ago: 3000, code: 1002) },
        SceneCase("FRM-05 for an hour", ["FRM-05 warning"]) { $0.link.binaryFrames = .init(1, last: Scene.ago(3600)) },
        SceneCase("FRM-05 not after it", []) { $0.link.binaryFrames = .init(7, last: Scene.ago(3601)) },
    ]

    @Test("eight hours are a time zone, and the state of our clock is told")
    func timeZone() {
        var scene = Scene()
        scene.clock = .synchronised
        scene.link.skewSeconds = -28_790
        #expect(
            SessionRule().observe(scene.evidence).map(\.symptom) == [
                .session(.event(.skew(seconds: -28_790, isTimeZone: true, ours: .synchronised)))
            ]
        )
        scene.link.skewSeconds = -28_900
        #expect(
            SessionRule().observe(scene.evidence).map(\.symptom) == [
                .session(.event(.skew(seconds: -28_900, isTimeZone: false, ours: .synchronised)))
            ]
        )
    }
}
