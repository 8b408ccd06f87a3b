import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct EventsTests {
    static func screen(_ numbers: ClosedRange<Int64>, size: Size = Size(columns: 80, rows: 24)) -> Screen {
        var screen = Screen(Fixture.snapshot { $0.bots = [Fixture.assistant] }, size: size)
        screen.type("4")
        screen.add(numbers)
        return screen
    }

    /// The row the cursor is on.
    static func marked(_ screen: Screen) -> String? {
        let grid = screen.frame.grid
        return (3..<22).map { grid.text(row: $0) }.first { $0.hasPrefix("│›") }
    }

    static func rows(_ screen: Screen) -> [String] {
        (3..<22).map { screen.frame.grid.text(row: $0) }.filter { $0.contains(":") }
    }

    @Test("Events are asked for while the panel is in sight, and not elsewhere")
    func wanted() {
        var screen = Screen()
        for panel in Panel.allCases {
            screen.type(String(panel.digit))
            #expect(screen.model.wantsEvents == (panel == .events))
        }
        screen.type("4?")
        #expect(screen.model.wantsEvents)
        screen.send(.resized(Size(columns: 10, rows: 3)))
        #expect(!screen.model.wantsEvents)
    }

    @Test("The cursor follows the newest event until it is moved, and again from the last one on")
    func follows() {
        var screen = Self.screen(1...100)
        #expect(Self.marked(screen)?.contains("text 100.") == true)
        screen.add(101...120)
        #expect(Self.marked(screen)?.contains("text 120.") == true)
        screen.type("kk")
        screen.add(121...150)
        #expect(Self.marked(screen)?.contains("text 118.") == true)
        #expect(screen.text.contains("32 newer, G follows"))
        screen.type("G")
        screen.add(151...160)
        #expect(Self.marked(screen)?.contains("text 160.") == true)
    }

    @Test("Nothing moves while the cursor does not follow, though old events drop out")
    func still() {
        var screen = Self.screen(1...2000)
        screen.type("kkkkk")
        let before = Self.rows(screen)
        screen.add(2001...2400)
        #expect(Self.rows(screen) == before)
        #expect(screen.text.contains("405 newer"))
        screen.type("g")
        #expect(Self.marked(screen)?.contains("text 401.") == true)
    }

    @Test("Paused, the list stands still and counts what waits; when half of it waits, no more is asked for")
    func pause() {
        var screen = Self.screen(1...1500)
        screen.type(" ")
        let before = Self.rows(screen)
        screen.add(1501...1512)
        #expect(screen.text.contains("paused, 12 waiting"))
        #expect(Self.rows(screen) == before)
        #expect(screen.model.wantsEvents)
        screen.add(1513...2500)
        #expect(!screen.model.wantsEvents)
        #expect(screen.text.contains("paused, 1,000 and more waiting"))
        #expect(Self.rows(screen) == before)
        screen.type(" ")
        #expect(screen.model.wantsEvents)
        #expect(Self.marked(screen)?.contains("text 2500.") == true)
    }

    @Test("Meta events are hidden at first, and the title says so")
    func meta() {
        var screen = Self.screen(1...3)
        screen.send(.events(EventPage(records: [EventFixture.record(4, EventFixture.heartbeat)])))
        #expect(screen.text.contains("Events, no meta"))
        #expect(Self.rows(screen).count == 3)
        screen.type("m")
        #expect(!screen.text.contains("no meta"))
        #expect(Self.rows(screen).count == 4)
        #expect(Self.marked(screen)?.contains("· meta") == true)
    }

    @Test("With nothing but heartbeats, and with nothing at all, it is said what to do", arguments: Language.allCases)
    func empty(_ language: Language) {
        let phrases = language.phrases
        var screen = Screen(Fixture.snapshot(), language: language)
        screen.type("4")
        #expect(screen.text.contains(phrases.noEvents(connected: false, journal: false)[0]))
        screen.send(.snapshot(Fixture.typical { $0.journal.state = .writing }))
        #expect(screen.text.contains(phrases.noEvents(connected: true, journal: true)[0]))
        screen.send(.events(EventPage(records: [EventFixture.record(4, EventFixture.heartbeat)])))
        #expect(screen.text.contains(phrases.onlyMetaEvents[0]))
        screen.type("m/nothing like it")
        #expect(screen.text.contains(phrases.noEventMatches(journal: true)[0]))
    }

    @Test("What was not handed over and what had to go is counted in the title")
    func notShown() {
        var screen = Self.screen(1...10)
        #expect(!screen.text.contains("not shown"))
        screen.send(.events(EventPage(records: EventFixture.messages(20...29), skipped: 1194)))
        #expect(screen.text.contains("1,194 not shown"))
        screen.add(30...2019)
        #expect(screen.text.contains("1,204 not shown"))
        #expect(screen.model.eventRows == 2000)
    }

    @Test("However large events are, no more than eight mebibytes of them are kept")
    func bytes() {
        var screen = Self.screen(1...2)
        let long = EventFixture.message(1, String(repeating: "x", count: 100_000))
        screen.send(.events(EventPage(records: (3...200).map { EventFixture.record($0, long) })))
        #expect((38...42).contains(screen.model.eventRows))
    }

    @Test("At 10,000 events a second only those in sight are decoded")
    func flood() {
        var screen = Screen()
        screen.type("4")
        for pull in 0..<10 {
            let first = Int64(pull) * 1000 + 1
            screen.send(.events(EventPage(records: EventFixture.messages(first...(first + 499)), skipped: 500)))
            #expect(screen.model.eventsInSight(height: 19).map(\.number) == Array((first + 481)...(first + 499)))
            #expect(Self.marked(screen)?.contains("text \(first + 499).") == true)
        }
        #expect(screen.model.eventRows == 2000)
        #expect(screen.text.contains("8,000 not shown"))
    }

    @Test(
        "The filter narrows by bot, kind, group, user and text",
        arguments: [
            ("kind:notice", 1), ("kind:sent", 1), ("group:20001000", 4), ("user:30001000", 3), ("bot:1000010001", 7),
            ("bot:5", 0), ("早上好", 1), ("weather", 1), ("kind:", 7), ("user:30001000 group:20001000", 2),
        ]
    )
    func filter(_ text: String, _ count: Int) {
        var screen = Screen()
        screen.type("4")
        screen.send(.events(EventFixture.page))
        screen.type("/" + text)
        #expect(screen.model.eventRows == count)
        #expect(screen.text.contains(" \(count)/7  /"))
        screen.press(.enter)
        #expect(screen.model.eventRows == count)
        // What comes later goes through it too.
        screen.send(.events(EventPage(records: [EventFixture.record(50, EventFixture.message(50, "早上好"))])))
        let matches = !["kind:notice", "kind:sent", "bot:5", "weather"].contains(text)
        #expect(screen.model.eventRows == count + (matches ? 1 : 0))
        screen.press(.escape)
        #expect(screen.model.eventRows == 8)
    }

    @Test(
        "Tab completes the filter",
        arguments: [
            ("k", 1, "kind:"), ("", 1, "bot:"), ("kind:", 1, "kind:message"), ("kind:", 2, "kind:sent"),
            ("kind:no", 1, "kind:notice"), ("bot:", 1, "bot:1000010001"), ("bot:", 2, "bot:1000010002"),
            ("hello gr", 1, "hello group:"), ("group:", 1, "group:"), ("zzz", 1, "zzz"),
        ]
    )
    func completion(_ typed: String, _ tabs: Int, _ expected: String) {
        var screen = Screen()
        screen.type("4/" + typed)
        for _ in 0..<tabs { screen.press(.tab) }
        #expect(screen.text.contains("/\(expected) "))
    }

    @Test("A filter that is empty while it is typed shows how it is written")
    func hint() {
        var screen = Screen()
        screen.type("4/")
        #expect(screen.text.contains("/bot: kind: group: user: text"))
        screen.type("x")
        #expect(!screen.text.contains("kind: group:"))
    }

    @Test("e on a bot shows its events alone", arguments: ["e", "3e", "3\n", ":events 1000010001\n"])
    func ofBot(_ keys: String) {
        var screen = Screen()
        for key in keys { screen.press(key == "\n" ? Key(.enter) : .character(key)) }
        if keys == "3\n" { screen.type("e") }
        #expect(screen.model.panel == .events)
        screen.send(.events(EventFixture.page))
        let other = EventFixture.message(50, "of another", bot: 1_000_010_002)
        screen.send(.events(EventPage(records: [EventFixture.record(50, other)])))
        #expect(screen.text.contains("/bot:1000010001"))
        #expect(!screen.text.contains("of another"))
    }
}

extension Screen {
    /// Hands messages over, 500 at a time.
    mutating func add(_ numbers: ClosedRange<Int64>) {
        var first = numbers.lowerBound
        while first <= numbers.upperBound {
            let last = min(first + 499, numbers.upperBound)
            self.send(.events(EventPage(records: EventFixture.messages(first...last))))
            first = last + 1
        }
    }
}
