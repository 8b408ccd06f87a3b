import Foundation
import TerminalTesting
import Testing

/// Panel 2 by keys, in a real terminal, against a NapCat that is acted.
@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct ConnectScreenTests {
    private static func withScreen(
        _ arguments: [String] = [],
        settings token: String? = nil,
        language: String = "en",
        _ body: (ConsoleHome, NapCatProcess, Tmux) async throws -> Void
    ) async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            let napcat = try await NapCatProcess.start(home, arguments)
            try home.writeSettings(ConsoleHome.settings(beside: napcat, dataFolder: token == nil, token: token))
            let tmux = try home.tmux()
            _ = try await tmux.openConsole("onebot-console --lang \(language)")
            _ = try await home.key()
            try tmux.press("2")
            try await body(home, napcat, tmux)
            let (screen, key) = (try tmux.screen(), try await home.key())
            #expect(!screen.contains(key) && !screen.contains(NapCatProcess.token))
        }
    }

    @Test("2, a, Enter: from a NapCat that is logged in to events on the screen", arguments: ["en", "zh"])
    func threeKeys(language: String) async throws {
        try await Self.withScreen(language: language) { home, napcat, tmux in
            try await tmux.wait(until: "NapCat is seen") { $0.contains("✓ 3") && $0.contains("✗ 4") }
            try tmux.press("a")
            try await tmux.wait(until: "the change") { $0.contains("+ \"url\": \"ws://127.0.0.1:") }
            let masked = try #require(try tmux.screen().line(with: "+ \"token\""))
            let end = try await home.key().suffix(5)
            #expect(masked.contains("•••••") && !masked.contains(end))
            try tmux.press("Enter")
            try await napcat.wait(for: "link 1 onebot-console connected")
            try await tmux.wait(until: "the bot is there") { screen in
                ["✓ 4", "✓ 5", "✓ 6"].allSatisfy(screen.contains)
            }
            #expect(napcat.count(of: "configuration saved") == 1)
            #expect(napcat.count(of: "login accepted") == 1)
        }
    }

    @Test("the change that is shown is not made without a yes")
    func cancelled() async throws {
        try await Self.withScreen { _, napcat, tmux in
            try await tmux.wait(until: "NapCat is seen") { $0.contains("✗ 4") }
            try tmux.press("a")
            try await tmux.wait(until: "the change") { $0.contains("+ \"url\"") }
            try tmux.press("Escape")
            try await tmux.wait(until: "the panel") { !$0.contains("+ \"url\"") && $0.contains("✗ 4") }
            #expect(napcat.count(of: "configuration saved") == 0)
        }
    }

    @Test("the QR code stands on the screen, and the tick comes by itself after the scan")
    func scan() async throws {
        try await Self.withScreen(["--logged-out"]) { _, napcat, tmux in
            try await tmux.wait(until: "QQ waits") { $0.contains("✗ 3") }
            try tmux.press("x")
            try await tmux.wait(until: "the code") { $0.contains("▀") || $0.contains("▄") || $0.contains("█") }
            napcat.send("scan")
            try await tmux.wait(until: "the tick") { $0.contains("✓ 3") && !$0.contains("█▀") }
        }
    }

    @Test("a code of two-factor login is typed in")
    func code() async throws {
        try await Self.withScreen(["--two-factor", "135790"]) { _, _, tmux in
            try await tmux.wait(until: "the code is asked for") { $0.contains("✗ 2") }
            try tmux.press("d")
            // A key and what follows it at once would be a paste.
            try await tmux.wait(until: "the field") { $0.contains("Two-factor code ─") }
            try tmux.press("135790", literally: true)
            try await tmux.wait(until: "the digits") { $0.contains("135790") }
            try tmux.press("Enter")
            try await tmux.wait(until: "NapCat lets us in") { $0.contains("✓ 3") }
        }
    }

    @Test("a wrong token is told, and the right one typed in")
    func token() async throws {
        try await Self.withScreen(settings: "not-the-right-one-1") { _, _, tmux in
            try await tmux.wait(until: "the token is refused") { $0.contains("✗ 2") }
            try tmux.press("t")
            try await tmux.wait(until: "the field") { $0.contains("Token of NapCat's WebUI ─") }
            // Never whole on a command line of tmux, where the tests beside this one look for it.
            for half in [NapCatProcess.token.prefix(8), NapCatProcess.token.dropFirst(8)] {
                try tmux.press(String(half), literally: true)
            }
            try await tmux.wait(until: "its mask") { $0.contains("› ••••••") }
            try tmux.press("Enter")
            try await tmux.wait(until: "NapCat lets us in") { $0.contains("✓ 3") }
        }
    }

    @Test("s gives NapCat's WebUI a strong token with a yes, and goes on with it")
    func strongToken() async throws {
        try await Self.withScreen(settings: NapCatProcess.token) { home, napcat, tmux in
            try await tmux.wait(until: "the weak token") { $0.contains("⚠ 2") }
            try tmux.press("s")
            try await tmux.wait(until: "the question") { $0.contains("y  ") }
            #expect(napcat.count(of: "token changed") == 0)
            try tmux.press("y")
            try await napcat.wait(for: "token changed")
            try await tmux.wait(until: "the strong token") { $0.contains("✓ 2") }
            #expect(try !home.settingsText().contains(NapCatProcess.token))
        }
    }

    @Test(
        "NapCat's container is shown with its log and restarted with a yes; its mounts tell what the bot sees",
        .enabled(if: Python.interpreter != nil, "ONEBOT_CONSOLE_TEST_PYTHON names no Python")
    )
    func container() async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            let napcat = try await NapCatProcess.start(home)
            let engine = try home.start(
                try #require(Python.interpreter),
                [
                    Python.script("container_engine.py"), "\(home.folder)/run/docker.sock",
                    "\(napcat.folder)=/app/napcat/config",
                ]
            )
            try await wait(until: "the engine listens") { engine.output.contains("ready") }
            try home.writeSettings(ConsoleHome.settings(beside: napcat))
            let tmux = try home.tmux()
            _ = try await tmux.openConsole("onebot-console --lang en")
            _ = try await home.key()
            try tmux.press("2")
            try await tmux.wait(until: "the container and the folder inside of it") {
                $0.contains("napcat") && $0.contains("running") && $0.contains("/app/napcat/config")
            }
            try tmux.press("L")
            try await tmux.wait(until: "its log") { $0.contains("云雀 has started") }
            #expect(try !tmux.screen().contains(NapCatProcess.token))
            try tmux.press("Escape")
            // What follows Escape too closely is one key with it.
            try await tmux.wait(until: "the panel") { !$0.contains("云雀 has started") }
            try tmux.press("R")
            try await tmux.wait(until: "the question") { $0.contains("y  ") }
            #expect(!engine.output.contains("restarted"))
            try tmux.press("y")
            try await wait(until: "it is restarted") { engine.output.contains("restarted") }
            try await tmux.wait(until: "the panel says so") { $0.contains("napcat restarts") }
        }
    }
}
