import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct BotsTests {
    static func many(_ count: Int) -> Snapshot {
        Fixture.snapshot { $0.bots = (1...count).map { Fixture.bot($0) } }
    }

    @Test("The cursor stays on its bot when others come, go and change places")
    func identity() {
        var screen = Screen(Self.many(5))
        screen.type("3jj")
        #expect(screen.model.selectedBot?.selfID == "2000000003")
        screen.send(.snapshot(Fixture.snapshot { $0.bots = (1...50).reversed().map { Fixture.bot($0) } }))
        #expect(screen.model.selectedBot?.selfID == "2000000003")
        screen.type("ssss")
        #expect(screen.model.selectedBot?.selfID == "2000000003")
    }

    @Test(
        "Frames that are no OneBot are shown on the bot's page, harmless and without the key, and not where none came"
    )
    func oddFrames() {
        var screen = Screen(Fixture.hostileSnapshot(), size: Size(columns: 120, rows: 40))
        screen.press(.enter)
        #expect(screen.text.contains("Frames that are no OneBot: 3"))
        #expect(screen.text.contains("no JSON, 4.0 KiB: "))
        #expect(screen.text.contains("••9xQ4"))
        #expect(!screen.text.contains(testKey.exposed))
        screen.send(.snapshot(Fixture.typical()))
        #expect(screen.text.contains("Last handshake"))
        #expect(!screen.text.contains("no OneBot"))
    }

    @Test("A sample that came since the last snapshot is made safe too")
    func newOddFrame() {
        var screen = Screen(Fixture.hostileSnapshot(), size: Size(columns: 120, rows: 40))
        screen.press(.enter)
        var later = Fixture.hostileSnapshot()
        later.bots[0].oddFrames[0].beginning = "second \u{1B}[2J \(testKey.exposed)"
        screen.send(.snapshot(later))
        #expect(screen.text.contains("second "))
        #expect(!screen.text.contains("\u{1B}"))
        #expect(!screen.text.contains(testKey.exposed))
    }

    @Test("A bot that comes in front does not take a cursor that nobody moved")
    func newcomer() {
        var screen = Screen(Fixture.snapshot { $0.bots = [Fixture.bot(7)] })
        screen.send(.snapshot(Fixture.snapshot { $0.bots = [Fixture.bot(1), Fixture.bot(7)] }))
        #expect(screen.model.selectedBot?.selfID == "2000000007")
    }

    @Test("When its bot goes, the cursor goes to the next in its place")
    func gone() {
        var screen = Screen(Self.many(5))
        screen.type("3jj")
        screen.send(.snapshot(Fixture.snapshot { $0.bots = [1, 2, 4, 5].map { Fixture.bot($0) } }))
        #expect(screen.model.selectedBot?.selfID == "2000000004")
        screen.send(.snapshot(Fixture.snapshot()))
        #expect(screen.model.selectedBot == nil)
        #expect(screen.text.contains("No bot has connected yet."))
    }

    @Test(
        "s goes through the columns, and the heading tells column and direction",
        arguments: [
            ("", "QQ↑", ["1", "2", "3"]), ("S", "QQ↓", ["3", "2", "1"]), ("ss", "Name↑", ["2", "3", "1"]),
            ("sss", "From↑", ["3", "1", "2"]), ("ssss", "Last↑", ["2", "1", "3"]), ("sssss", "Rate↓", ["1", "3", "2"]),
            ("ssssss", "RTT↓", ["2", "1", "3"]), ("sssssss", "QQ↑", ["1", "2", "3"]),
        ]
    )
    func sort(_ keys: String, _ heading: String, _ order: [String]) {
        func bot(
            _ id: String,
            _ name: String,
            _ peer: String,
            _ last: Double,
            _ rate: Double,
            _ trip: Double
        ) -> BotFacts {
            BotFacts(
                selfID: id,
                name: name,
                state: .online,
                peer: peer,
                lastEventAt: now.addingTimeInterval(-last),
                eventsPerSecond: rate,
                roundTrip: RoundTrip(last: trip, median: 0, worst: 0)
            )
        }
        var screen = Screen(
            Fixture.snapshot { snapshot in
                snapshot.bots = [
                    bot("1", "c", "10.0.0.2:1", 20, 9, 5), bot("2", "a", "10.0.0.3:1", 10, 1, 7),
                    bot("3", "b", "10.0.0.1:1", 30, 5, 1),
                ]
            }
        )
        screen.type("3" + keys)
        #expect(screen.text.contains(heading))
        #expect(screen.model.visibleBots.map(\.selfID) == order)
    }

    @Test("The filter narrows as it is typed and says how many are left; Enter keeps it, Esc clears it")
    func filter() {
        var screen = Screen(Fixture.overflowing())
        screen.type("3/")
        #expect(screen.text.contains("340/340"))
        screen.type("20000003")
        #expect(screen.model.visibleBots.count == 41)
        #expect(screen.text.contains("41/340  /20000003"))
        #expect(screen.frame.cursor?.row == 2)
        screen.press(.enter)
        #expect(screen.frame.cursor == nil)
        #expect(screen.text.contains("41/340  /20000003"))
        screen.type("1")
        screen.type("3")
        #expect(screen.model.visibleBots.count == 41)
        screen.press(.escape)
        #expect(screen.model.visibleBots.count == 340)
        screen.type("/!quiet")
        #expect(screen.model.visibleBots.count == 255)
        screen.press(.escape)
        #expect(screen.model.visibleBots.count == 340)
        screen.type("/NOBODY")
        #expect(screen.text.contains("Nothing matches"))
    }

    @Test("A filter that hides the bot under the cursor gives the cursor back when it is cleared")
    func filterKeepsCursor() {
        var screen = Screen(Self.many(30))
        screen.type("3jjjj/2000000020")
        screen.press(.escape)
        #expect(screen.model.selectedBot?.selfID == "2000000005")
    }

    @Test(
        "Movement: lines, pages, half pages, ends, and never beyond them",
        arguments: [
            ("j", 2), ("jjk", 2), ("k", 1), ("G", 100), ("Gk", 99), ("Gg", 1), ("Gj", 100),
        ]
    )
    func movement(_ keys: String, _ expected: Int) {
        var screen = Screen(Self.many(100))
        screen.type("3" + keys)
        #expect(screen.model.selectedBot?.selfID == String(2_000_000_000 + expected))
    }

    @Test("Pages are as long as what is in sight")
    func pages() {
        var screen = Screen(Self.many(100))
        screen.type("3")
        for (key, expected) in [
            (Key(.pageDown), 19), (.control("f"), 37), (.control("d"), 46), (.control("u"), 37), (.control("b"), 19),
            (Key(.pageUp), 1), (Key(.end), 100), (Key(.home), 1), (Key(.down), 2), (Key(.up), 1),
        ] {
            screen.press(key)
            #expect(screen.model.selectedBot?.selfID == String(2_000_000_000 + expected))
        }
    }

    @Test("Ping goes to the bot under the cursor, and to the one opened")
    func ping() {
        var screen = Screen()
        #expect(screen.type("p") == [.ping(selfID: "1000010001")])
        screen.press(.enter)
        #expect(screen.type("p") == [.ping(selfID: "1000010001")])
        screen.press(.escape)
        #expect(screen.type("jp").isEmpty)
        #expect(screen.lastLine.contains("not connected"))
    }

    @Test("A link that has not named itself cannot be pinged, but its address can be blocked")
    func unnamed() {
        var bot = Fixture.assistant
        bot.selfID = ""
        var screen = Screen(Fixture.snapshot { $0.bots = [bot] })
        #expect(screen.text.contains("(unnamed)"))
        #expect(screen.type("3p").isEmpty)
        #expect(screen.type("by") == [.block(address: "172.18.0.3")])
    }

    @Test("Enter opens a bot from both tables, Esc goes back where it came from", arguments: [Panel.overview, .bots])
    func detail(_ panel: Panel) {
        var screen = Screen()
        screen.type(String(panel.digit))
        screen.press(.enter)
        #expect(screen.model.panel == .bots)
        for text in [
            "小助手", "NapCat.Onebot 4.8.1", "● online", "Universal", "172.18.0.3:51234", "announced 30 s",
            "measured 30 s",
            "last 12 s ago", "last 1.3 ms, median 1.1 ms, worst 48 ms", "1204 messages", "640, 3 failed", "(2 h ago)",
        ] { #expect(screen.text.contains(text), "\(text)") }
        screen.press(.end)
        #expect(screen.text.contains("X-Self-ID"))
        screen.press(.escape)
        #expect(screen.model.panel == panel)
        #expect(!screen.text.contains("Handshake"))
    }

    @Test(
        "Calls of unknown outcome, late answers and open calls are told in a bot's page",
        arguments: Language.allCases
    )
    func calls(_ language: Language) {
        var bot = Fixture.assistant
        bot.callsTimedOut = 4
        bot.answersLate = 2
        bot.callsOpen = 1
        var screen = Screen(Fixture.snapshot { $0.bots = [bot] }, language: language)
        screen.press(.enter)
        let words =
            language == .english
            ? ["640, 3 failed, 4 with unknown outcome", "2 answered too late", "1 waiting"] : ["结果未知 4 次", "应答过迟 2 次"]
        for word in words { #expect(screen.text.contains(word)) }
    }

    @Test("The page of a bot that is gone closes and says so")
    func detailGone() {
        var screen = Screen()
        screen.press(.enter)
        screen.send(.snapshot(Fixture.snapshot()))
        #expect(screen.lastLine.contains("1000010001"))
        #expect(screen.text.contains("No bot has connected yet."))
    }

    @Test(
        "Every state has a sign of its own kind, plain ones without UTF-8",
        arguments: [(BotFacts.State.online, "●", "*"), (.quiet, "◐", "~"), (.offline, "○", "o"), (.lost, "○", "o")]
    )
    func signs(_ state: BotFacts.State, _ sign: String, _ ascii: String) {
        let snapshot = Fixture.snapshot { $0.bots = [Fixture.bot(3, state: state)] }
        for (unicode, expected) in [(true, sign), (false, ascii)] {
            var screen = Screen(snapshot, unicode: unicode)
            screen.type("3")
            #expect(screen.frame.grid[row: 4, column: 2].symbol == expected)
        }
    }
}
