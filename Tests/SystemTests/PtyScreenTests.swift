import EndpointTesting
import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// The screen on a pseudo terminal: losses, crashes and terminals of all kinds.
@Suite(.serialized)
struct PtyScreenTests {
    @Test("when the line drops the client ends, the endpoint serves on and the bot stays")
    func hangUp() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            try await screen.wait(until: "the bot") { $0.screen.text.contains("1000010001") }
            let server = try #require(home.servingProcess)
            screen.hangUp()
            _ = try await screen.exit()
            try await bot.sendMessage("after the loss")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 && $0.pid == server }
            let again = try await home.screen()
            try await again.wait(until: "the bot") { $0.screen.text.contains("小助手") }
            await bot.close()
        }
    }

    @Test("when the serving process is killed the client gives the terminal back, says so and ends with 1")
    func serverDies() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            #expect(screen.screen.modes.contains(1049))
            #expect(screen.settings != screen.settingsBefore)
            kill(try #require(home.servingProcess), SIGKILL)
            #expect(try await screen.exit() == 1)
            #expect(screen.settings == screen.settingsBefore)
            #expect(screen.output.firstRange(of: ControlSequence.leave) != nil)
            #expect(screen.screen.modes.isEmpty)
            #expect(screen.screen.cursorVisible)
            #expect(screen.screen.text.contains("has died"))
            #expect(screen.screen.text.contains("console.log"))
        }
    }

    @Test("when the client is killed the serving process does not mind")
    func clientDies() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let server = try #require(home.servingProcess)
            screen.signal(SIGKILL)
            #expect(try await screen.exit() == -SIGKILL)
            try await bot.sendMessage("after the kill")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 && $0.pid == server }
            _ = try await home.screen()
            await bot.close()
        }
    }

    @Test("SIGTERM to the client gives the terminal back and leaves the endpoint serving")
    func clientTerminates() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            screen.signal(SIGTERM)
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
            #expect(screen.screen.modes.isEmpty)
            #expect(home.servingProcess != nil)
        }
    }

    @Test("a stop from elsewhere ends the screen with 0 and gives the terminal back")
    func stoppedElsewhere() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            #expect(try await home.run("stop").exit == 0)
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
            #expect(screen.screen.modes.isEmpty)
        }
    }

    @Test("Ctrl-C asks, and a second one leaves the endpoint serving")
    func controlC() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            screen.send([3])
            try await screen.wait(until: "the question") { $0.screen.text.contains("leave it serving") }
            screen.send([3])
            #expect(try await screen.exit() == 0)
            #expect(screen.screen.text.contains("The endpoint goes on serving."))
            #expect(home.servingProcess != nil)
        }
    }

    @Test("two starts at the same moment make one endpoint and two screens of it")
    func twoStarts() async throws {
        try await withConsoleHome { home in
            let screens = try (0..<2).map { _ in try home.terminal("run") }
            for screen in screens {
                try await screen.wait(until: "the Overview") { $0.screen.text.contains("? help") }
            }
            #expect(screens[0].screen.text.port != nil)
            #expect(screens[0].screen.text.port == screens[1].screen.text.port)
            #expect(try await home.run("stop").exit == 0)
            for screen in screens { #expect(try await screen.exit() == 0) }
            #expect(home.servingProcess == nil)
        }
    }

    @Test("two terminals at once see what the other changes")
    func twoTerminals() async throws {
        try await withConsoleHome { home in
            let first = try await home.screen()
            let second = try await home.screen()
            let free = try await TakenPort.free()
            first.type(":port \(free)\r")
            for screen in [first, second] {
                try await screen.wait(until: "the new port") { $0.screen.text.port == free }
            }
            second.type("q")
            try await second.wait(until: "the question") { $0.screen.text.contains("leave it serving") }
            #expect(!first.screen.text.contains("leave it serving"))
            second.type("d")
            #expect(try await second.exit() == 0)
            first.type("3")
            try await first.wait(until: "the first goes on") { $0.screen.text.contains("›3 Bots") }
        }
    }

    @Test(
        "a terminal that the system does not know gets a screen all the same",
        arguments: ["no-such-terminal", "xterm-ghostty", "vt100", "linux", "screen", "tmux-256color"]
    )
    func terminals(name: String) async throws {
        try await withConsoleHome(environment: ["TERM": name]) { home in
            let screen = try await home.screen()
            #expect(screen.screen.text.contains("Access key"))
            #expect(screen.screen.text.contains("? help"))
            screen.type("q")
            try await screen.wait(until: "the question") { $0.screen.text.contains("stop the endpoint") }
            screen.type("s")
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
        }
    }

    @Test("TERM=dumb gets one sentence and exit 1")
    func dumb() async throws {
        try await withConsoleHome(environment: ["TERM": "dumb"]) { home in
            let screen = try home.terminal("run")
            #expect(try await screen.exit() == 1)
            #expect(screen.settings == screen.settingsBefore)
            let said = screen.screen.text.split(separator: "\n").joined()
            #expect(said.contains("dumb") && said.contains("onebot-console status"))
        }
    }

    @Test("in the C locale everything is ASCII")
    func plainLocale() async throws {
        try await withConsoleHome(environment: ["LANG": "C"]) { home in
            let screen = try await home.screen()
            screen.type("8")
            try await screen.wait(until: "the Settings") { $0.screen.text.contains("Max message") }
            #expect(screen.output.allSatisfy { $0 < 0x80 })
        }
    }

    @Test("NO_COLOR gives no colours, and without it there are some", arguments: [true, false])
    func colors(none: Bool) async throws {
        try await withConsoleHome(environment: none ? ["NO_COLOR": "1"] : [:]) { home in
            let screen = try await home.screen()
            #expect(Self.colors(in: screen.output).isEmpty == none)
            #expect(screen.screen.unknown.isEmpty, "\(screen.screen.unknown)")
        }
    }

    @Test("one cell, then a full window")
    func oneCell() async throws {
        try await withConsoleHome { home in
            let screen = try home.terminal("run", size: Size(columns: 1, rows: 1))
            try await screen.wait(until: "the one cell") { !$0.screen.text.isEmpty && $0.screen.text != " " }
            screen.resize(to: Size(columns: 80, rows: 24))
            try await screen.wait(until: "the Overview") { $0.screen.text.contains("Access key") }
            screen.type("qs")
            #expect(try await screen.exit() == 0)
        }
    }

    @Test("a port in use is told on the screen, and is listened on as soon as it is free", arguments: [false, true])
    func portBecomesFree(asked: Bool) async throws {
        let taken = try await TakenPort()
        try await withConsoleHome(settings: "endpoint:\n  host: 127.0.0.1\n  port: \(taken.number)\n") { home in
            let screen = try await home.screen()
            #expect(screen.screen.text.line(with: "127.0.0.1:\(taken.number) port in use") != nil)
            let process = ProcessInfo.processInfo.processIdentifier
            let name = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8).split(separator: "\n")[0]
            try await screen.wait(until: "who has it") {
                $0.screen.text.contains("SYS-01   port \(taken.number) is in use by \(name) (pid \(process))")
            }
            try await taken.release()
            if asked { screen.type(":port \(taken.number)\r") }
            try await screen.wait(until: "it listens") {
                $0.screen.text.contains("● 127.0.0.1:\(taken.number)")
                    && !$0.screen.text.contains("SYS-01")
            }
            #expect(try await handshake(port: taken.number, key: try await home.key()).status == 101)
        }
    }

    @Test("without a terminal it says so and serves without a screen")
    func noTerminal() async throws {
        try await withConsoleHome { home in
            let command = try home.start("run")
            try await command.wait(forErrors: "listening") { $0.contains("listening on ws://") }
            #expect(command.errors.contains("There is no terminal here"))
            command.signal(SIGTERM)
            #expect(try await command.result().exit == 0)
        }
    }

    /// The colour parameters of all SGR sequences.
    private static func colors(in output: [UInt8]) -> Set<Int> {
        var colors: Set<Int> = []
        for sequence in String(decoding: output, as: UTF8.self).matches(of: /\u{1B}\[([0-9;]*)m/) {
            let numbers = sequence.output.1.split(separator: ";").compactMap { Int($0) }
            colors.formUnion(numbers.filter { (30...38).contains($0) || (40...48).contains($0) || $0 >= 90 })
        }
        return colors
    }
}
