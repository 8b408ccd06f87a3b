import EndpointTesting
import Foundation
import Terminal
import TerminalTesting
import Testing

/// Ctrl-Z on real terminals: with a shell behind the program, and without one.
@Suite
struct JobControlTests {
    @Test("a session that runs nothing but the console does not freeze: it says so, goes on, and q leaves")
    func withoutShell() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            try await self.expectRefusal(of: "\u{1A}", on: screen)
            try await self.expectRefusal(of: ":suspend\r", on: screen)
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            try await screen.wait(until: "the bot") { $0.screen.text.contains("1000010001") }
            screen.type("qd")
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
            await bot.close()
        }
    }

    private func expectRefusal(of keys: String, on screen: PtyChild) async throws {
        screen.type(keys)
        let sentence = "There is no shell to go back to; q leaves the screen."
        try await screen.wait(until: "the sentence") { $0.screen.text.contains(sentence) }
        #expect(!screen.isStopped)
        screen.type("3")
        try await screen.wait(until: "another panel") {
            $0.screen.text.contains("›3 Bots") && !$0.screen.text.contains(sentence)
        }
        screen.type("1")
        try await screen.wait(until: "the first panel") { $0.screen.text.contains("›1 Overview") }
    }

    @Test("an onlooker's session is told in his language, below a shell that runs the one command, too")
    func onlooker() async throws {
        try await withConsoleHome(environment: ["LANG": "zh_CN.UTF-8"]) { home in
            _ = try await home.serve()
            // Two commands, or the shell would become the program.
            let line = "'\(home.program)' attach --read-only; exit 7"
            let looking = try PtyChild(
                "/bin/sh",
                ["-c", line],
                environment: home.environment,
                folder: home.folder
            )
            defer { looking.close() }
            try await looking.wait(until: "the screen") { $0.screen.text.contains("? 帮助") }
            looking.type("\u{1A}")
            try await looking.wait(until: "the sentence") {
                $0.screen.text.contains("没有可以返回的 shell；按 q 离开界面。")
            }
            looking.type("q")
            #expect(try await looking.exit() == 7)
        }
    }

    @Test(
        "a shell gets its terminal back, and fg the screen",
        arguments: [
            ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"], ["/bin/sh", "-i"],
        ],
        ["", "sh -c '", "sh -c 'sh -c \""]
    )
    func shell(words: [String], wrapper: String) async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let shell = try PtyChild(
                words[0],
                Array(words.dropFirst()),
                environment: home.environment.merging(["PS1": "$ "]) { $1 },
                folder: home.folder
            )
            defer { shell.close() }
            let end = wrapper.isEmpty ? "" : wrapper.contains("\"") ? "; true\"; true'" : "; true'"
            shell.type("\(wrapper)\(home.program) attach\(end)\n")
            try await shell.wait(until: "the screen") { $0.screen.text.contains("? help") }
            shell.type("\u{1A}")
            try await shell.wait(until: "the shell") {
                $0.foreground == $0.process && $0.screen.modes.isEmpty && $0.screen.text.contains("Stopped")
            }
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            shell.type("fg\n")
            try await shell.wait(until: "the screen with the bot") {
                $0.screen.modes.contains(1049) && $0.screen.text.contains("1000010001")
                    && $0.screen.text.contains("? help")
            }
            shell.type("qd")
            try await shell.wait(until: "the end") {
                $0.foreground == $0.process && $0.screen.text.contains("The endpoint goes on serving.")
            }
            shell.type("exit 3\n")
            #expect(try await shell.exit() == 3)
            await bot.close()
        }
    }
}
