import ConsoleUI
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite struct JournalTests {
    static let writing = Fixture.typical { $0.journal = JournalFacts(state: .writing, events: 5000) }

    static func search(_ filter: String = "", before: Int64? = nil) -> JournalSearch {
        JournalSearch(filter: EventFilter(parsing: filter), hidesMeta: true, before: before, limit: 200)
    }

    static func found(
        _ numbers: ClosedRange<Int64>,
        _ search: JournalSearch,
        days: Double = 1,
        isComplete: Bool = false
    ) -> ConsoleMessage {
        .journalFound(
            JournalFound(
                search: search,
                records: EventFixture.messages(numbers),
                searchedBackTo: now.addingTimeInterval(-86_400 * days),
                isComplete: isComplete
            )
        )
    }

    @Test("H searches, H again looks further back, and Esc returns to what comes")
    func pages() {
        var screen = Screen(Self.writing)
        screen.type("4")
        screen.send(.events(EventFixture.page))
        #expect(screen.type("H") == [.searchJournal(Self.search())])
        #expect(screen.text.contains("searching …"))
        #expect(screen.type("H").isEmpty)
        screen.send(Self.found(801...1000, Self.search()))
        #expect(screen.text.contains("Journal, no meta, back to 21 November 14:02"))
        #expect(EventsTests.marked(screen)?.contains("text 1000.") == true)
        let older = Self.search(before: 801)
        #expect(screen.type("H") == [.searchJournal(older)])
        screen.send(Self.found(601...800, older, days: 2, isComplete: true))
        #expect(screen.text.contains("Journal, no meta, from its beginning, 20 November 14:02"))
        #expect(screen.model.eventRows == 400)
        #expect(screen.type("H").isEmpty)
        #expect(screen.lastLine.contains("nothing older"))
        screen.press(.escape)
        #expect(screen.text.contains("Events, no meta"))
        #expect(EventsTests.marked(screen)?.contains("a long text") == true)
    }

    @Test("Up from the first line loads what is older, and the cursor stays on its event", arguments: ["k", "g"])
    func upwards(_ key: String) {
        var screen = Screen(Self.writing)
        screen.type("4H")
        screen.send(Self.found(101...110, Self.search()))
        #expect(screen.type("g").isEmpty)
        #expect(screen.type(key) == [.searchJournal(Self.search(before: 101))])
        #expect(screen.type(key).isEmpty)
        screen.send(Self.found(91...100, Self.search(before: 101)))
        #expect(EventsTests.marked(screen)?.contains("text 101.") == true)
        screen.type("k")
        #expect(EventsTests.marked(screen)?.contains("text 100.") == true)
    }

    @Test("Another filter, or meta events shown, is another search; late answers of the first are left")
    func another() {
        var screen = Screen(Self.writing)
        screen.type("4H/kind:notice")
        #expect(screen.press(.enter) == [.searchJournal(Self.search("kind:notice"))])
        screen.send(Self.found(1...9, Self.search()))
        #expect(screen.model.eventRows == 0)
        #expect(screen.type(" ").isEmpty)
        #expect(screen.lastLine.contains("The journal stands still."))
        var all = Self.search("kind:notice")
        all.hidesMeta = false
        #expect(screen.type("m") == [.searchJournal(all)])
        screen.type("m/")
        #expect(screen.press(.escape) == [.searchJournal(Self.search())])
    }

    @Test("A search that breaks off without a match goes on where it ended")
    func brokenOff() {
        var screen = Screen(Self.writing)
        screen.type("4H")
        screen.send(.journalFound(JournalFound(search: Self.search(), searchedBackTo: now, continueBefore: 77)))
        #expect(screen.text.contains("Nothing in the journal matches so far."))
        #expect(screen.type("H") == [.searchJournal(Self.search(before: 77))])
    }

    @Test("In the journal the last line tells how to go further back and how to leave it")
    func journalKeys() {
        var screen = Screen(Self.writing)
        screen.type("4H")
        screen.send(Self.found(1...9, Self.search()))
        #expect(screen.lastLine.contains("Esc live"))
        #expect(screen.lastLine.contains("H older"))
        screen.press(.escape)
        #expect(!screen.lastLine.contains("Esc live"))
        #expect(screen.lastLine.contains("H journal"))
    }

    @Test("A journal that was looked through to its end does not offer to look further")
    func nothingAtAll() {
        var screen = Screen(Self.writing)
        screen.type("4H")
        screen.send(.journalFound(JournalFound(search: Self.search(), isComplete: true)))
        #expect(screen.text.contains("Nothing in the journal matches. "))
        #expect(!screen.text.contains("H looks further back"))
    }

    @Test("A name with an input method's colon and nothing behind it narrows nothing yet")
    func wideColon() {
        var screen = Screen(Self.writing)
        screen.type("4")
        screen.send(.events(EventPage(records: EventFixture.messages(1...3))))
        screen.type("/group：")
        #expect(screen.model.eventRows == 3)
    }

    @Test("Problems are said; what was chosen by somebody else is harmless")
    func problem() {
        var screen = Screen(Self.writing)
        screen.type("4H")
        screen.send(.journalFound(JournalFound(search: Self.search(), problem: "no \u{1B}[2J disk")))
        #expect(screen.lastLine.contains("✗ no ␛[2J disk"))
    }

    @Test("Off, it says so; paused, it says so and searches what there is")
    func states() {
        var screen = Screen()
        #expect(screen.type("4H").isEmpty)
        #expect(screen.lastLine.contains("The journal is off"))
        screen.send(.snapshot(Fixture.typical { $0.journal.state = .paused(.diskFull, since: now) }))
        #expect(screen.type("H") == [.searchJournal(Self.search())])
        #expect(screen.lastLine.contains("the disk is full"))
    }
}
