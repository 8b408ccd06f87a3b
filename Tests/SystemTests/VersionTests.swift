import EndpointTesting
import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// A command beside a console of another version.
@Suite(.enabled(if: Python.interpreter != nil, "ONEBOT_CONSOLE_TEST_PYTHON names no interpreter"))
struct VersionTests {
    @Test(
        "both versions are named, and y starts the console anew as it had been started",
        arguments: ["run", "attach"]
    )
    func yes(command: String) async throws {
        try await withConsoleHome { home in
            let port = try await TakenPort.free()
            let old = try await Self.oldConsole(home, "--set", "endpoint.port=\(port)")
            let screen = try home.terminal(command)
            try await screen.wait(until: "the question") { $0.screen.text.contains("[y/N]") }
            #expect(screen.screen.text.contains("9.8.7") && screen.screen.text.contains("0.1.0"))
            screen.type("y\r")
            try await screen.wait(until: "the screen of the new one") {
                $0.screen.text.contains("ws://127.0.0.1:\(port)") && $0.screen.text.contains("? help")
            }
            #expect(try await old.result().exit == 0)
            screen.type("qs")
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
        }
    }

    @Test("anything but y leaves it as it is", arguments: ["\r", "n\r", "yy\r", "x\r", "\u{4}"])
    func no(answer: String) async throws {
        try await withConsoleHome { home in
            let old = try await Self.oldConsole(home)
            let screen = try home.terminal("attach")
            try await screen.wait(until: "the question") { $0.screen.text.contains("[y/N]") }
            screen.type(answer)
            #expect(try await screen.exit() == 1)
            let said = screen.screen.text.split(separator: "\n").joined()
            #expect(said.contains("onebot-console stop && onebot-console"))
            #expect(ConsoleHome.isRunning(old.process))
        }
    }

    @Test("an onlooker is told both versions and asked nothing")
    func onlooker() async throws {
        try await withConsoleHome { home in
            _ = try await Self.oldConsole(home)
            let screen = try home.terminal("attach", "--read-only")
            #expect(try await screen.exit() == 1)
            let said = screen.screen.text
            #expect(said.contains("9.8.7") && said.contains("0.1.0") && !said.contains("[y/N]"))
        }
    }

    private static func oldConsole(_ home: ConsoleHome, _ more: String...) async throws -> RunningCommand {
        let script = home.folder + "/serve"
        try FileManager.default.copyItem(atPath: Python.script("old_console.py"), toPath: script)
        let arguments = ["serve", "--ready-fd", "3", "--config", home.settingsFile, "--state-dir", home.stateFolder]
        let old = try home.start(Python.interpreter ?? "", arguments + more, environment: ["OLD_VERSION": "9.8.7"])
        try await wait(until: "the old console") { old.output.contains("ready") }
        return old
    }
}
