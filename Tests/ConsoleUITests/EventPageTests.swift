import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct EventPageTests {
    @Test("Enter shows the event as JSON; the arrows go to those before and after, w writes this one")
    func page() {
        var screen = EventsTests.screen(1...30)
        screen.type("kk")
        screen.press(.enter)
        #expect(screen.text.contains(#""message_id": 28,"#))
        #expect(screen.text.contains("1000010001  message"))
        screen.press(.left)
        #expect(screen.text.contains(#""message_id": 27,"#))
        screen.type("ll")
        #expect(screen.text.contains(#""message_id": 29,"#))
        #expect(screen.type("w") == [.saveEvents(EventFixture.messages(29...29))])
        screen.type("lll")
        #expect(screen.text.contains(#""message_id": 30,"#))
        screen.press(.escape)
        #expect(EventsTests.marked(screen)?.contains("text 30.") == true)
    }

    @Test("Long texts are wrapped, and the page scrolls to its end and no further")
    func longPage() {
        var screen = Screen()
        screen.type("4")
        let text = String(repeating: "长", count: 4000) + "END"
        let record = EventFixture.record(1, EventFixture.message(1, text), length: 9_000_000)
        screen.send(.events(EventPage(records: [record])))
        screen.press(.enter)
        #expect(screen.text.contains("long texts shortened"))
        #expect(!screen.text.contains("END"))
        screen.type("G")
        let end = screen.text
        #expect(end.contains("END"))
        screen.type("jjjj")
        #expect(screen.text == end)
        screen.send(.resized(Size(columns: 40, rows: 12)))
        FrameTests.check(screen, "narrow")
        screen.type("G")
        #expect(screen.text.contains("END"))
    }

    @Test("w writes all that is shown, and nothing when nothing is")
    func write() {
        var screen = EventsTests.screen(1...30)
        screen.type("/group:20001000 7.")
        screen.press(.enter)
        #expect(screen.type("w") == [.saveEvents([7, 17, 27].map { EventFixture.messages($0...$0)[0] })])
        screen.type("/no such thing")
        screen.press(.enter)
        #expect(screen.type("w").isEmpty)
        #expect(screen.lastLine.contains("There is no event to write."))
    }

    @Test("Hostile events and the key in them are harmless in list and page")
    func hostile() {
        for unicode in [true, false] {
            var screen = Screen(Fixture.hostileSnapshot(), unicode: unicode)
            screen.type("4m")
            screen.send(.events(EventFixture.hostilePage))
            for _ in 0..<6 {
                FrameTests.check(screen, "list")
                #expect(!screen.text.contains(testKey.exposed))
                screen.press(.enter)
                FrameTests.check(screen, "page")
                #expect(!screen.text.contains(testKey.exposed))
                screen.press(.escape)
                screen.type("k")
            }
        }
    }

    @Test("Every kind has a sign or word of its own, own messages too", arguments: Language.allCases)
    func kinds(_ language: Language) {
        var screen = Screen(Fixture.snapshot { $0.bots = [Fixture.assistant] }, language: language)
        screen.type("4m")
        screen.send(.events(EventFixture.page))
        let kinds = EventsTests.rows(screen).map { row in
            row.dropFirst(11).prefix(language == .english ? 9 : 4)
        }
        #expect(Set(kinds).count == 6)
    }
}
