import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Accounts in one group")
struct SharedGroupTests {
    /// What one account saw of a group: so many messages, by its own ids, its clock so many seconds off.
    private static func bot(
        _ number: Int,
        group: Int64 = 7,
        messages: Int = 3,
        skew: Int64 = 0,
        ago: TimeInterval = 100
    ) -> Scene.Bot {
        var bot = Scene.Bot.healthy("\(10_000 + number)", link: number)
        bot.links[number]?.recentMessages = (0..<messages).map { index in
            MessageMark(
                messageID: Int64(number * 1000 + index),
                groupID: group,
                userID: 50 + Int64(index),
                time: 1_764_000_000 + Int64(index) * 60 + skew,
                receivedAt: Scene.ago(ago - Double(index))
            )
        }
        return bot
    }

    private static func found(_ bots: [Scene.Bot]) -> [Observation] {
        SessionRule().observe(Scene(bots).evidence)
    }

    @Test("three messages that two accounts saw name the pair, once, at the smaller number")
    func pair() {
        let found = Self.found([Self.bot(12), Self.bot(3, skew: 1), Self.bot(5, group: 8)])
        #expect(found.map(\.id) == [.evt09])
        #expect(found.map(\.subject) == [.bot("10003")])
        #expect(found.map(\.severity) == [.warning])
        #expect(
            found.map(\.symptom) == [
                .session(.event(.sharedGroup(group: 7, others: ["10012"], otherCount: 1)))
            ]
        )
        #expect(found.map(\.count) == [3])
    }

    struct Near: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var second: Scene.Bot
    }

    @Test(
        "what nearly matches names nobody",
        arguments: [
            Near(testDescription: "two messages", second: bot(2, messages: 2)),
            Near(testDescription: "another group", second: bot(2, group: 8)),
            Near(testDescription: "two seconds apart", second: bot(2, skew: 2)),
            Near(testDescription: "received eleven seconds apart", second: bot(2, ago: 111)),
        ]
    )
    func near(_ near: Near) {
        #expect(Self.found([Self.bot(1), near.second]).isEmpty)
    }

    @Test("an overlap that was not seen for half an hour is gone")
    func clears() {
        #expect(Self.found([Self.bot(1, ago: 1798), Self.bot(2, ago: 1798)]).count == 1)
        #expect(Self.found([Self.bot(1, ago: 1810), Self.bot(2, ago: 1810)]).isEmpty)
    }

    @Test("many accounts in many groups make twenty findings at most, and many in one group make one")
    func bounded() {
        let pairs = (0..<60).map { Self.bot(1 + $0, group: Int64(100 + $0 / 2)) }
        #expect(Self.found(pairs).count == 20)

        let crowd = Self.found((1...60).map { Self.bot($0) })
        #expect(
            crowd.map(\.symptom) == [
                .session(.event(.sharedGroup(group: 7, others: ["10002", "10003", "10004"], otherCount: 59)))
            ]
        )
    }

    @Test("times at the ends of what a number holds do not crash")
    func extremes() {
        var bots = [Self.bot(1), Self.bot(2)]
        for (index, time) in [(0, Int64.max), (1, Int64.min)] {
            bots[index].links[index + 1]?.recentMessages += [
                MessageMark(messageID: 1, groupID: .min, userID: .max, time: time, receivedAt: Scene.ago(10))
            ]
        }
        #expect(Self.found(bots).count == 1)
    }
}
