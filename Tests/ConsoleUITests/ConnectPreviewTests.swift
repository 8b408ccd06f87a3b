import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal
import Testing

@Suite("Change in NapCat")
struct ConnectPreviewTests {
    private static func asked(_ look: NapCatLook = NapCatFixture.otherKey, _ language: Language = .english) -> Screen {
        var screen = Screen(
            Fixture.typical { $0.napcat.look = look },
            language: language,
            diagnosis: AddressFixture.diagnosis()
        )
        screen.type("2a")
        return screen
    }

    @Test("three keys: 2, a, Enter")
    func threeKeys() throws {
        var screen = Screen(
            Fixture.typical { $0.napcat.look = NapCatFixture.otherKey },
            diagnosis: AddressFixture.diagnosis()
        )
        let advice = AddressFixture.advice
        let choice = try #require(ConnectGuide.choice(of: advice, look: NapCatFixture.otherKey))
        #expect(screen.type("2a") == [.planConnection(url: advice[choice].url ?? "")])
        // It is not asked for twice.
        #expect(screen.type("a").isEmpty)
        screen.show(NapCatFixture.preview)
        #expect(screen.press(.enter) == [.applyConnection(number: 7)])
        #expect(screen.text.contains("Paste into NapCat"))
        screen.send(.finished(.done("1000010001 is connected, 1.2 s after the change.")))
        #expect(screen.lastLine.contains("is connected"))
    }

    @Test("the change is shown line by line with its way", arguments: Language.allCases)
    func shown(_ language: Language) {
        var screen = Self.asked(NapCatFixture.otherKey, language)
        screen.show(NapCatFixture.preview)
        for text in [#"-   "url": "ws://127.0.0.1:8021"#, #"+   "url": "ws://172.17.0.1:8021"#, "9xQ4"] {
            #expect(screen.text.contains(text), "\(text)")
        }
        let phrases = language.phrases
        // What was read is not under way any more.
        #expect(screen.lastLine.contains(KeyTable.binding(of: .applyPreview)?.hint(language) ?? "-"))
        #expect(screen.text.contains(phrases.previewWay(.webUI)))
        #expect(screen.text.filter { $0 != " " }.contains(phrases.previewReconnects.filter { $0 != " " }.prefix(20)))
        #expect(screen.text.contains(phrases.previewEntry("ws", account: "1000010001", isNew: false)))
    }

    @Test("a change of the file says which, that NapCat must be restarted, and how; it scrolls")
    func file() {
        var screen = Self.asked()
        screen.show(NapCatFixture.filePreview)
        let flat = screen.text.filter { !" \n│".contains($0) }
        #expect(flat.contains("/srv/nekro_agent/napcat_data/napcat/onebot11_1000010001.json"))
        #expect(!screen.text.contains("line 40 of"))
        screen.type("G")
        #expect(screen.text.contains("line 40 of"))
        #expect(screen.text.contains("docker restart nekro_napcat"))
        screen.type("k")
        screen.press(.pageUp)
        #expect(screen.press(.enter) == [.applyConnection(number: 8)])
    }

    @Test("Esc, c, n and the second choice change nothing", arguments: ["\u{1B}", "c", "n", "\t\r", "\u{1B}[Z\r"])
    func cancelled(_ keys: String) {
        var screen = Self.asked()
        screen.show(NapCatFixture.preview)
        let effects: [ConsoleEffect] =
            switch keys {
            case "\u{1B}": screen.press(.escape)
            case "\t\r": screen.press(.tab, .enter)
            case "\u{1B}[Z\r": screen.press(Key(.tab, .shift)) + screen.press(.enter)
            default: screen.type(keys)
            }
        #expect(effects.isEmpty)
        #expect(screen.model.contexts.first == .connectSteps)
        #expect(screen.type("a").count == 1)
    }

    @Test("where nothing is to be changed it is said, and nothing is asked")
    func nothing() {
        var screen = Self.asked()
        var preview = NapCatFixture.preview
        preview.lines = []
        screen.send(.connectionPlanned(preview))
        #expect(screen.lastLine.contains("Nothing to change"))
        #expect(screen.press(.enter).isEmpty)
    }

    @Test("a change that nobody waits for, or that comes when something else is open, asks nothing")
    func late() {
        var screen = Screen(Fixture.typical(), diagnosis: AddressFixture.diagnosis())
        screen.type("2")
        screen.show(NapCatFixture.preview)
        #expect(screen.model.contexts.first == .connectSteps)
        for keys in ["1", "q", ":", "v"] {
            screen = Self.asked()
            screen.type(keys)
            let before = screen.model.contexts
            screen.show(NapCatFixture.preview)
            #expect(screen.model.contexts == before, "\(keys)")
        }
        // A failure ends the waiting.
        screen = Self.asked()
        screen.send(.finished(.failed("NapCat does not answer.")))
        #expect(screen.lastLine.contains("NapCat does not answer."))
        #expect(screen.type("a").count == 1)
    }

    @Test("a key that was on its way when the box came changes nothing; the change and its yes come together")
    func early() {
        for keys in [[Key(.enter)], [.character("y")]] {
            var screen = Self.asked()
            let began = screen.time
            screen.send(.connectionPlanned(NapCatFixture.preview))
            screen.time = began.addingTimeInterval(0.29)
            #expect(!screen.text.contains("+ "))
            #expect(screen.frame.nextChange.map { $0 <= began.addingTimeInterval(OpenPreview.delay) } == true)
            for key in keys { #expect(screen.press(key).isEmpty) }
            #expect(screen.model.contexts.first == .previewDialog)
            screen.time = began.addingTimeInterval(OpenPreview.delay)
            #expect(screen.text.contains(#"+   "url""#))
            #expect(keys.flatMap { screen.press($0) } == [.applyConnection(number: 7)])
        }
        // Esc works at once, and a clock that goes back locks nobody out.
        var screen = Self.asked()
        screen.send(.connectionPlanned(NapCatFixture.preview))
        var back = screen
        back.time -= 3600
        #expect(back.press(.enter) == [.applyConnection(number: 7)])
        screen.press(.escape)
        #expect(screen.model.contexts.first == .connectSteps)
    }

    @Test("a does nothing in the box: pressed twice it applies nothing unseen")
    func twice() {
        var screen = Self.asked()
        screen.show(NapCatFixture.preview)
        #expect(screen.type("aaa").isEmpty)
        #expect(screen.model.contexts.first == .previewDialog)
    }

    @Test("Esc calls off the change that is awaited; what comes then opens nothing", arguments: Language.allCases)
    func calledOff(_ language: Language) {
        var screen = Self.asked(NapCatFixture.otherKey, language)
        #expect(screen.press(.escape).isEmpty)
        #expect(screen.lastLine.contains(language.phrases.planDropped))
        var again = screen
        #expect(screen.send(.connectionPlanned(NapCatFixture.preview)).isEmpty)
        #expect(screen.model.contexts.first == .connectSteps)
        #expect(screen.type("a").count == 1)
        // The one that is on its way is taken where it is wanted after all.
        #expect(again.type("a").isEmpty)
        again.show(NapCatFixture.preview)
        #expect(again.press(.enter) == [.applyConnection(number: 7)])
    }

    @Test("another place is asked for when the one that is awaited has come or failed")
    func otherPlace() {
        let url = AddressFixture.advice[5].url ?? "-"
        for end in [ConsoleMessage.connectionPlanned(NapCatFixture.preview), .finished(.failed("No."))] {
            var screen = Self.asked()
            screen.press(.tab)
            #expect(screen.type("Ga").isEmpty)
            #expect(screen.send(end) == [.planConnection(url: url)])
            #expect(screen.model.contexts.first == .connectValues)
            screen.show(NapCatFixture.filePreview)
            #expect(screen.press(.enter) == [.applyConnection(number: 8)])
        }
    }

    @Test("while a change is made another one is refused, and offered nowhere", arguments: Language.allCases)
    func oneAtATime(_ language: Language) {
        var screen = Self.asked(NapCatFixture.otherKey, language)
        screen.show(NapCatFixture.preview)
        screen.press(.enter)
        #expect(!screen.model.hints.contains { $0.command == .applyConnection })
        #expect(screen.type("a").isEmpty)
        #expect(screen.lastLine.contains(language.phrases.unavailable(.changeRuns)))
        // The end of something else is not its end.
        screen.type("r")
        screen.send(.finished(.done("Looked again.")))
        #expect(screen.type("a").isEmpty)
        var late = screen
        late.time += 60
        #expect(late.type("a").count == 1)
        screen.send(.finished(.done("Set in NapCat.")))
        #expect(screen.type("a").count == 1)
    }

    @Test(
        "an address that goes over the internet in the clear is warned of, and no other",
        arguments: AddressFixture.advice.indices
    )
    func inTheClear(_ index: Int) {
        for language in Language.allCases {
            var advice = AddressFixture.advice[index]
            guard let url = advice.url else { continue }
            for url in [url, "wss" + url.dropFirst(2)] {
                advice.url = url
                var screen = NapCatFixture.screen(NapCatFixture.otherKey, language: language, advice: [advice])
                screen.type("a")
                screen.show(NapCatFixture.preview)
                let isWarned = screen.text.contains("⚠ \(language.phrases.previewInTheClear)")
                #expect(isWarned == (advice.place == .internet && url.hasPrefix("ws://")), "\(url)")
            }
        }
    }
}
