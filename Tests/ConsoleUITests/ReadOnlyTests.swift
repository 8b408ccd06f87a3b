import ConsoleUI
import OneBot
import Snapshot
import Terminal
import TerminalTesting
import Testing

@Suite("Read-only")
struct ReadOnlyTests {
    /// Where an onlooker never gets to.
    private static let closed: Set<KeyContext> = [
        .quitDialog, .rotateDialog, .confirmDialog, .nameField, .previewDialog, .bare, .settingsField, .apiField,
        .connectField, .qrCode,
    ]

    private static func refusal(_ language: Language) -> String { language.phrases.unavailable(.readOnly) }

    @Test(
        "what would change something, or show or copy a key, is refused in one line",
        arguments: [
            "c", "v", "\r", "3x", "3b", "3p", "8R", "8\r", "8j ", "8u", "7a", "7r", "7t", "7w", "4w", "6s", "2a", "2r",
            "2R", "2L", ":stop\r",
            ":port 9000\r", ":host ::1\r", ":key rotate\r", ":key rotate 10m\r", ":block 10.0.0.9\r",
            ":release 10.0.0.9\r", ":ping 1000010001\r", ":disconnect 1000010001\r", ":call get_status\r",
            ":copy key\r", ":show\r", ":undo\r", ":selftest\r", ":report\r", ":napcat http://127.0.0.1:1\r",
        ],
        Language.allCases
    )
    func refused(keys: String, language: Language) {
        var screen = Screen(Fixture.typical(), language: language, isReadOnly: true, diagnosis: FindingFixture.mixed)
        screen.send(.events(EventFixture.page))
        // The row of the key in the first box, where Enter would copy it.
        if keys == "\r" {
            screen.press(Key(.tab, .shift))
            screen.press(.down)
        }
        let effects = Self.press(keys, on: &screen)
        #expect(effects.isEmpty)
        #expect(screen.lastLine.contains(Self.refusal(language)), "\(screen.lastLine)")
    }

    @Test("what an onlooker may works as for everybody")
    func allowed() {
        var screen = Screen(Fixture.typical(), isReadOnly: true)
        #expect(screen.type("y") == [.copyAddress("ws://203.0.113.7:8021/onebot/v11/ws")])
        #expect(screen.type("n") == [.copyAddress("http://203.0.113.7:6099/webui")])
        #expect(screen.press(.control("l")) == [.repaint])
        #expect(screen.press(.control("z")) == [.suspend])
        #expect(Self.press(":lang zh\r", on: &screen).isEmpty)
        #expect(screen.model.language == .chinese)
        for panel in Panel.allCases {
            screen.type(String(panel.digit))
            #expect(screen.model.panel == panel)
        }
    }

    @Test("leaving is all that q does, and it asks nothing", arguments: ["q", "9q", ":quit\r", ":detach\r", "?q"])
    func leaves(keys: String) {
        var screen = Screen(Fixture.typical(), isReadOnly: true)
        #expect(Self.press(keys, on: &screen) == [.detach])
    }

    @Test("Ctrl-C leaves, while typing too", arguments: ["", "/", ":", "9/"])
    func interrupt(keys: String) {
        var screen = Screen(Fixture.typical(), isReadOnly: true)
        screen.type(keys)
        #expect(screen.press(.control("c")) == [.detach])
    }

    @Test("neither the last line nor the help nor the completion offers what would be refused")
    func offers() {
        for keys in ["", "\t", "2", "3", "3\r", "4", "4k\r", "6", "6\r", "7", "8", "9", "a"] {
            var screen = Screen(Fixture.typical(), isReadOnly: true, diagnosis: FindingFixture.mixed)
            screen.send(.events(EventFixture.page))
            _ = Self.press(keys, on: &screen)
            for hint in screen.model.hints {
                #expect(hint.command.isForOnlookers, "\(hint.keyText) after \(keys)")
            }
            #expect(!screen.lastLine.contains("copy key"))
        }
        var help = Screen(Fixture.typical(), size: Size(columns: 100, rows: 160), isReadOnly: true)
        help.type("?")
        #expect(help.text.contains("Leave the screen; the endpoint goes on"))
        for words in ["stop the endpoint", "Send the access key", "bare screen", ":port", ":block", ":key rotate"] {
            #expect(!help.text.contains(words), "\(words)")
        }
        #expect(help.text.contains(":lang") && help.text.contains(":events"))
        var settings = Screen(Fixture.typical(), size: Size(columns: 120, rows: 40), isReadOnly: true)
        settings.type("8")
        #expect(settings.text.contains("Access key") && !settings.text.contains("R rotate"))
        var line = Screen(Fixture.typical(), size: Size(columns: 200, rows: 24), isReadOnly: true)
        line.type(":p")
        line.press(.tab)
        #expect(!line.lastLine.contains("port") && !line.lastLine.contains("ping"))
        line.press(.escape)
        line.type(":port 90")
        #expect(line.lastLine.contains("read-only"))
    }

    @Test("the first line says it, in the narrowest terminal too", arguments: [40, 60, 80, 200], Language.allCases)
    func mark(columns: Int, language: Language) {
        let size = Size(columns: columns, rows: 24)
        let screen = Screen(Fixture.overflowing(), size: size, language: language, isReadOnly: true)
        #expect(screen.frame.grid.text(row: 0).contains(language.phrases.readOnly))
        let other = Screen(Fixture.overflowing(), size: size, language: language)
        #expect(!other.frame.grid.text(row: 0).contains(language.phrases.readOnly))
    }

    @Test("whatever keys are pressed, nothing is changed and no key is seen", arguments: 1...8)
    func walk(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let keys = KeyTable.bindings.flatMap(\.keys) + ":block 10.0.0.9".map { Key.character($0) }
        var screen = Screen(
            [Fixture.typical(), Fixture.overflowing(), NapCatFixture.screen(NapCatFixture.waiting).model.snapshot][
                seed % 3
            ],
            size: seed % 2 == 0 ? Size(columns: 80, rows: 24) : Size(columns: 200, rows: 60),
            isReadOnly: true,
            diagnosis: FindingFixture.mixed
        )
        screen.send(.events(EventFixture.page))
        for step in 0..<1500 {
            guard let key = keys.randomElement(using: &random) else { break }
            let effects = screen.press(key)
            // Nor does it get as far as a question or a field whose answer would be refused.
            #expect(Self.closed.isDisjoint(with: screen.model.contexts), "\(KeyName.text(of: key))")
            #expect(effects.allSatisfy { $0.isForOnlookers }, "\(KeyName.text(of: key))")
            if step % 20 == 0 { #expect(!screen.text.contains(testKey.exposed)) }
        }
    }

    @Test("a program of another version is told of until the next key", arguments: [true, false], Language.allCases)
    func otherProgram(isReadOnly: Bool, language: Language) {
        var screen = Screen(
            Fixture.typical(),
            language: language,
            isReadOnly: isReadOnly,
            otherProgram: "9.8.7\u{1B}[2J"
        )
        #expect(screen.lastLine.contains("0.1.0") && screen.lastLine.contains("9.8.7"))
        #expect(screen.lastLine.contains(isReadOnly ? (language == .english ? "operator" : "管理员") : "q"))
        screen.type("3")
        #expect(!screen.lastLine.contains("9.8.7"))
    }

    @Test("as it looks", arguments: Language.allCases)
    func looks(language: Language) {
        let screen = Screen(language: language, isReadOnly: true)
        let frame = screen.frame
        expectGolden(frame.grid, named: "read-only/overview-\(language.rawValue)-80x24", cursor: frame.cursor)
    }

    private static func press(_ text: String, on screen: inout Screen) -> [ConsoleEffect] {
        text.flatMap { character -> [ConsoleEffect] in
            switch character {
            case "\r": screen.press(.enter)
            case "\t": screen.press(.tab)
            default: screen.type(String(character))
            }
        }
    }
}
