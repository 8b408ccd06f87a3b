import ConsoleUI
import Snapshot
import Terminal
import Testing

@Suite struct CommandTests {
    @Test(
        "Lines are read as what they mean",
        arguments: [
            ("port 9000", TypedCommand.setting(.port, "9000")), ("host ::", .setting(.host, "::")),
            ("path /ws", .setting(.path, "/ws")), ("lang zh", .language("zh")), ("lang auto", .language("auto")),
            ("key rotate", .plain(.rotateKey)), ("key rotate 10m", .rotateKey(graceSeconds: 600)),
            ("key rotate 90s", .rotateKey(graceSeconds: 90)), ("key rotate 1h", .rotateKey(graceSeconds: 3600)),
            ("napcat http://x:1/webui", .setting(.webUIURL, "http://x:1/webui")), ("quit", .plain(.quit)),
            ("q", .plain(.quit)), ("detach", .plain(.detach)), ("stop", .plain(.stop)), ("mouse", .plain(.mouse)),
            ("copy key", .plain(.copyKey)), ("copy address", .plain(.copyAddress)), ("copy webui", .plain(.copyWebUI)),
            ("block 10.0.0.1", .block(address: "10.0.0.1")), ("release ::1", .release(address: "::1")),
            ("ping 1", .ping(bot: "1")), ("disconnect 1", .disconnect(bot: "1")), ("log debug", .logLevel(.debug)),
            ("events", .plain(.events)), ("events 1", .events(bot: "1")), ("api 1", .api(bot: "1")),
            ("api", .plain(.api)),
            ("meta", .plain(.meta)), ("write", .plain(.write)), ("journal", .plain(.journal)), ("send", .plain(.send)),
            ("call get_msg", .call(action: "get_msg", parameters: nil)),
            (" call  a.b  {\"x\": 1} ", .call(action: "a.b", parameters: "{\"x\": 1}")),
            ("log warning", .logLevel(.warning)), ("log", .plain(.log)), ("overview", .plain(.overview)),
            ("bots", .plain(.bots)), ("settings", .plain(.settings)), ("help", .plain(.help)),
            ("  help  ", .plain(.help)),
            ("sort", .plain(.sort)), ("undo", .plain(.undo)), ("ping", .plain(.ping)), ("show", .plain(.show)),
        ]
    )
    func reads(_ line: String, _ expected: TypedCommand) throws {
        #expect(try TypedCommand(line) == expected)
    }

    @Test(
        "What cannot be meant is refused with the reason",
        arguments: [
            ("", CommandProblem.unknown("")), ("fly", .unknown("fly")), ("p", .unknown("p")),
            ("port", .missing(argument: .port)), ("port 0", .notA(argument: .port, "0")),
            ("port 65536", .notA(argument: .port, "65536")),
            ("port 99999999999999999999", .notA(argument: .port, "99999999999999999999")),
            ("port 1 2", .tooMuch("2")), ("lang fr", .notA(argument: .language, "fr")), ("quit now", .tooMuch("now")),
            ("key", .unknown("key")), ("key rotate soon", .notA(argument: .grace, "soon")),
            ("key rotate -5m", .notA(argument: .grace, "-5m")),
            ("key rotate 9223372036854775807h", .notA(argument: .grace, "9223372036854775807h")),
            ("log loud", .notA(argument: .level, "loud")),
        ]
    )
    func refuses(_ line: String, _ problem: CommandProblem) {
        #expect(throws: problem) { try TypedCommand(line) }
        for language in Language.allCases { #expect(!language.phrases.commandProblem(problem).isEmpty) }
    }

    @Test("Every command of the panels can be typed by name")
    func complete() {
        let panels: Set<KeyContext> = [
            .botTable, .botDetail, .settings, .log, .events, .api, .attentionBox, .copies, .panels, .general,
        ]
        let names = Set(CommandSpec.all.map(\.name))
        for binding in KeyTable.bindings where panels.contains(binding.context) && binding.command.isTypeable {
            #expect(names.contains(binding.command.rawValue))
        }
        #expect(names.count == CommandSpec.all.count)
        for language in Language.allCases {
            for spec in CommandSpec.all { #expect(!spec.help(language).isEmpty) }
        }
    }

    @Test(
        "A typed command does what its key does",
        arguments: [
            ("port 9000", [ConsoleEffect.applySetting(path: "endpoint.port", text: "9000")]),
            ("host 127.0.0.1", [.applySetting(path: "endpoint.host", text: "127.0.0.1")]),
            ("napcat http://n:1", [.applySetting(path: "napcat.webui_url", text: "http://n:1")]),
            ("key rotate 10m", [.rotateKey(graceSeconds: 600)]), ("copy key", [.copy(testKey)]),
            ("release 10.0.0.9", [.release(address: "10.0.0.9")]), ("ping 1000010001", [.ping(selfID: "1000010001")]),
            ("detach", [.detach]), ("redraw", [.repaint]), ("undo", [.undoSetting]), ("suspend", [.suspend]),
            // These ask first.
            ("stop", []), ("quit", []), ("key rotate", []), ("block 10.0.0.9", []), ("disconnect 1000010001", []),
        ]
    )
    func runs(_ line: String, _ effects: [ConsoleEffect]) {
        var screen = Screen()
        screen.type(":" + line)
        #expect(screen.press(.enter) == effects)
        #expect(screen.model.contexts.first != .commandLine)
    }

    @Test("The questions of typed commands lead to their effects")
    func asks() {
        for (line, answer, effect) in [
            ("stop", "s", ConsoleEffect.stopEndpoint), ("quit", "d", .detach),
            ("key rotate", "n", .rotateKey(graceSeconds: nil)),
            ("block 10.0.0.9", "y", .block(address: "10.0.0.9")),
            ("disconnect 1000010001", "y", .disconnect(selfID: "1000010001")),
        ] {
            var screen = Screen()
            screen.type(":" + line)
            screen.press(.enter)
            #expect(screen.type(answer) == [effect])
        }
    }

    @Test("What is wrong is said in the line, which stays open")
    func problems() {
        var screen = Screen()
        screen.type(":ping 42")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.lastLine.contains("✗ no bot 42 is known"))
        screen.type("1")
        #expect(!screen.lastLine.contains("✗"))
        #expect(screen.lastLine.hasPrefix(":ping 421"))
        screen.press(.escape)
        #expect(screen.model.contexts.first != .commandLine)
    }

    @Test("Bots that are not connected are not disconnected, pinned values not changed")
    func refusedLater() {
        for (line, words) in [("disconnect 1000010002", "not connected"), ("host 1.2.3.4", "PINNED_HOST")] {
            var screen = Screen(Fixture.typical { $0.settings[0].origin = .environment("PINNED_HOST") })
            screen.type(":" + line)
            #expect(screen.press(.enter).isEmpty)
            #expect(screen.lastLine.contains(words))
        }
    }

    @Test(
        "Tab completes: alone at once, several as far as they agree and then one after the other",
        arguments: [
            (":po", 1, ":port"), (":hos", 1, ":host "), (":ov", 1, ":overview"), (":cop", 1, ":copy "),
            (":copy ", 2, ":copy address"),
            (":copy ", 3, ":copy key"), (":key rotate ", 2, ":key rotate 10m"), (":lang z", 1, ":lang zh"),
            (":ping ", 1, ":ping 100001000"), (":ping ", 3, ":ping 1000010002"), (":block 10", 1, ":block 10.0.0.9"),
            (":zzz", 2, ":zzz"),
        ]
    )
    func completion(_ typed: String, _ tabs: Int, _ expected: String) {
        var screen = Screen()
        screen.type(typed)
        for _ in 0..<tabs { screen.press(.tab) }
        #expect(screen.lastLine.hasPrefix(expected))
        let cursor = screen.frame.cursor
        #expect(cursor?.column == expected.count)
    }

    @Test("Earlier commands come back by the arrow, each once, the newest first")
    func history() {
        var screen = Screen()
        for line in ["sort", "mouse", "sort"] {
            screen.type(":" + line)
            screen.press(.enter)
        }
        screen.type(":")
        screen.press(.up)
        #expect(screen.lastLine.hasPrefix(":sort"))
        screen.press(.up, .up)
        #expect(screen.lastLine.hasPrefix(":mouse"))
        screen.press(.down)
        #expect(screen.lastLine.hasPrefix(":sort"))
        screen.press(.down)
        #expect(screen.lastLine.hasPrefix(":  "))
    }

    @Test("An empty line is left by Enter")
    func empty() {
        var screen = Screen()
        screen.type(": ")
        #expect(screen.press(.enter).isEmpty)
        #expect(screen.model.contexts.first != .commandLine)
    }
}
