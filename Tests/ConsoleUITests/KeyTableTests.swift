import ConsoleUI
import Doctor
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct KeyTableTests {
    @Test("No two bindings of a context share a key", arguments: KeyContext.allCases)
    func unique(_ context: KeyContext) {
        let keys = KeyTable.bindings(in: context).flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test("Every context has bindings", arguments: KeyContext.allCases)
    func inhabited(_ context: KeyContext) {
        #expect(!KeyTable.bindings(in: context).isEmpty)
    }

    @Test("Every binding has a key and every text in both languages")
    func texts() {
        for binding in KeyTable.bindings {
            #expect(!binding.keys.isEmpty)
            for language in Language.allCases {
                #expect(!binding.hint(language).isEmpty)
                #expect(!binding.help(language).isEmpty)
            }
            #expect(binding.help(.chinese).contains { $0 > "\u{2E7F}" }, "\(binding.help(.english))")
            #expect(binding.help(.english).allSatisfy { $0.isASCII })
            #expect(binding.hint(.english).allSatisfy { $0.isASCII })
        }
    }

    @Test("Cancel is the marked choice of every question")
    func safeChoices() {
        for question in [
            Question.quit, .rotateKey, .disconnect(selfID: "1"), .block(address: "::1"), .mend(.listenEverywhere),
            .restartNapCat, .changeNapCatToken, .moveToFreePort, .movePanelPort, .revokeKey(name: "left"),
        ] {
            #expect(question.choices[question.safeChoice].command == .cancel)
            #expect(question.choices.contains { $0.dangerous })
        }
    }

    @Test("Every key of every binding does something in some state")
    func effective() {
        for binding in KeyTable.bindings {
            for key in binding.keys {
                let works = States.all.contains { state in
                    guard state.model.contexts.contains(binding.context),
                        KeyTable.binding(for: key, in: state.model.contexts)?.context == binding.context
                    else { return false }
                    var after = state
                    let effects = after.press(key)
                    return !effects.isEmpty || after.model != state.model
                }
                #expect(works, "\(KeyName.text(of: key)) in \(binding.context)")
            }
        }
    }

    @Test("A key that is switched off says why")
    func unavailable() {
        for language in Language.allCases {
            var screen = Screen(Fixture.snapshot(), language: language)
            screen.type("3p")
            #expect(screen.lastLine.contains(language.phrases.unavailable(.noBot)))
        }
    }

    @Test("The last line is made of the table's keys that work now, and nothing else")
    func lastLine() {
        for state in States.all {
            var screen = state
            screen.time = now.addingTimeInterval(10)
            screen.send(.ticked)
            let hints = screen.model.hints
            #expect(hints.allSatisfy { screen.model.contexts.contains($0.context) })
            #expect(hints.allSatisfy { screen.model.unavailable($0) == nil })
            let others: [KeyContext] = [.commandLine, .settingsField, .bare, .nameField, .qrCode]
            if let first = screen.model.contexts.first, others.contains(first) { continue }
            let texts = Set(hints.map { "\($0.keyText) \($0.hint(.english))" })
            let shown = screen.lastLine.split(separator: "  ").map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }
            #expect(!shown.isEmpty)
            for hint in shown {
                #expect(texts.contains(hint.trimmingSuffix(" ")), "\(hint) of \(screen.lastLine)")
            }
        }
    }

    @Test("What works everywhere works in every panel, and no key of a panel hides it")
    func nothingHidden() {
        let everywhere: [KeyContext] = [.panels, .copies, .general, .session, .always]
        let keys = everywhere.flatMap { KeyTable.bindings(in: $0) }.flatMap(\.keys)
        for context in [
            KeyContext.connectBox, .botTable, .attentionBox, .settings, .log, .events, .eventPage, .api,
            .apiActions, .apiForm, .apiBot, .doctor, .selfTestPage, .alarmRow, .boxes, .moving, .connect,
            .connectSteps, .connectValues,
        ] {
            for binding in KeyTable.bindings(in: context) {
                #expect(Set(binding.keys).isDisjoint(with: keys), "\(binding.help(.english)) in \(context)")
            }
        }
    }

    @Test("The documentation has a row for every binding", arguments: Language.allCases)
    func markdown(_ language: Language) {
        let lines = KeyTable.markdown(in: language).split(separator: "\n").map(String.init)
        #expect(lines.count == KeyTable.bindings.count + 2)
        #expect(KeyTable.commandMarkdown(in: language).contains("`:port PORT`"))
        // Bars inside of cells are escaped, or the table falls apart.
        for line in lines.dropFirst(2) {
            let bars = line.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" }
            #expect(bars == 4, "\(line)")
        }
    }
}

/// One screen of every kind of state.
enum States {
    /// The Connect panel and what is opened from there, with NapCat as it may look.
    private static let connect: [Screen] = {
        let prefixes: [(String, [Key])] = [
            ("", []), ("jj", []), ("", [Key(.tab)]), ("j", [Key(.tab), Key(.down)]), ("", [Key(.enter)]),
            ("x", []), ("t", []), ("tabc", []), ("d", []), ("d123456", []), ("L", []), ("Lg", []), ("R", []), ("s", []),
            ("f", []), ("w", []), ("o", []),
        ]
        let looks = [
            NapCatFixture.waiting, NapCatFixture.tokenMissing, NapCatFixture.codeNeeded, NapCatFixture.inContainer,
        ]
        var screens = NapCatFixture.all.map { NapCatFixture.screen($0) }
        screens += looks.flatMap { look in
            prefixes.map { text, keys in
                var screen = NapCatFixture.screen(look)
                screen.type(text)
                for key in keys { screen.press(key) }
                return screen
            }
        }
        for preview in [NapCatFixture.preview, NapCatFixture.filePreview] {
            var screen = NapCatFixture.screen(NapCatFixture.otherKey)
            screen.type("a")
            screen.show(preview)
            screens.append(screen)
            screen.type("j")
            screens.append(screen)
        }
        return screens + [NapCatFixture.screen(NapCatFixture.inContainer, size: Size(columns: 120, rows: 40))]
    }()

    static let all: [Screen] = {
        let prefixes: [(String, [Key])] = [
            ("", []), ("", [Key(.tab)]), ("", [Key(.tab, .shift)]), ("3", []), ("3", [Key(.enter)]), ("8", []),
            ("8jjjj", []), ("8jjjjj", []), ("8", [Key(.enter)]), ("8j", [Key(.enter), Key(.backspace)]), ("9", []),
            ("9k", []),
            ("9k", [Key(.right)]), ("v", []), ("?", []), ("?jj", []), ("q", []), ("8R", []), ("3x", []), ("3b", []),
            ("/", []), ("/a", [Key(.enter)]), (":", []), (":p", []), (":p", [Key(.tab)]), ("M", []),
            ("", [Key(.tab), Key(.enter)]), ("3j", []), ("jj", []), (":log debug", [Key(.enter), .character(":")]),
            (":log debug", [Key(.enter), .character(":"), Key(.up)]),
            ("4", []), ("4k", []), ("4/", []), ("4/bot:", []), ("4/nothing", [Key(.enter)]), ("4 ", []), ("4H", []),
            ("4k", [Key(.enter)]), ("4kk", [Key(.enter)]), ("6", []), ("6/group", []), ("6", [Key(.enter)]),
            ("6j", [Key(.enter)]), ("6", [Key(.tab, .shift)]), ("6", [Key(.enter), Key(.enter)]),
            ("6", [Key(.enter), Key(.enter), .character("1")]), ("6", [Key(.tab), Key(.tab)]), ("6s", []),
            ("6", [Key(.enter), Key(.down)]), ("6/get_status", [Key(.enter), .character("s")]),
            ("7", []), ("7", [Key(.tab)]), ("7", [Key(.enter)]), ("7jj", []), ("7j", [Key(.enter)]), ("7t", []),
            ("7/auth", []), ("7/auth", [Key(.enter)]), ("7a", []), ("7b", []), ("7ja", []),
            ("7", [Key(.tab), Key(.down)]),
            ("", [Key(.tab), .character("a")]), ("8G", []), ("6/send_like", [Key(.enter), .character("s")]),
            ("6/set_group_ban", [Key(.enter), .character("s")]), ("", [Key(.tab, .shift), .character("a")]),
        ]
        let blocked = FindingFixture.with(.release("10.0.0.9"))
        let twoBots = Fixture.snapshot { snapshot in
            snapshot.bots = [Fixture.assistant, Fixture.bot(7)]
            snapshot.journal = JournalFacts(state: .writing)
        }
        var journal = Screen(twoBots)
        journal.type("4H")
        journal.send(JournalTests.found(1...9, JournalTests.search()))
        var selfTested = Screen()
        selfTested.type("7t")
        selfTested.send(.selfTested(FindingFixture.selfTest))
        var alarm = Screen(Fixture.typical { $0.alarms = FindingFixture.alarms })
        alarm.type("8G")
        let keyPrefixes: [(String, [Key])] = [
            ("", []), ("j", []), ("a", []), ("jd", []), ("a", [Key(.down)]), ("v", []),
        ]
        let keys = keyPrefixes.map { text, more in
            var screen = KeyListTests.open()
            screen.type(text)
            for key in more { screen.press(key) }
            return screen
        }
        let situations: [(Snapshot, Diagnosis)] = [
            (Fixture.typical(), AddressFixture.diagnosis()), (Fixture.overflowing(), FindingFixture.long),
            (Fixture.snapshot(), FindingFixture.nothing), (Fixture.typical(), blocked),
            (twoBots, FindingFixture.nothing), (Fixture.typical(), FindingFixture.mixed),
        ]
        return [journal, selfTested, alarm, Screen(isReadOnly: true)] + keys + connect
            + situations.flatMap { snapshot, diagnosis in
                // With two bots nothing is new but in Events and API.
                prefixes.filter { snapshot != twoBots || $0.0.hasPrefix("4") || $0.0.hasPrefix("6") }.map {
                    text,
                    keys in
                    var screen = Screen(snapshot, diagnosis: diagnosis)
                    screen.send(.events(EventFixture.page))
                    screen.type(text)
                    for key in keys { screen.press(key) }
                    return screen
                }
            }
    }()
}

extension StringProtocol {
    func trimmingSuffix(_ character: Character) -> String {
        var text = String(self)
        while text.last == character { text.removeLast() }
        return text
    }
}
