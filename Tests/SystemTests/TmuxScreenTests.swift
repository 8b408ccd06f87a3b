import EndpointTesting
import Foundation
import Terminal
import TerminalTesting
import Testing

/// The program in a real terminal: a shell in tmux, as an operator has it over SSH.
@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct TmuxScreenTests {
    @Test("one command starts everything; the first screen has the address and the masked key, then bot and trouble")
    func overview() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            let key = try await home.key()
            let first = try tmux.screen()
            #expect(first.contains("ws://127.0.0.1:\(port)/onebot/v11/ws"))
            #expect(!first.contains(key))
            let masked = try #require(first.line(with: "Access key"))
            #expect(masked.contains("••••••••" + String(key.suffix(4))) || masked.contains("••••"))
            #expect(!masked.contains(key.suffix(5)))

            let bot = try await TestBot.online(port: port, key: key)
            try await tmux.wait(until: "the bot") {
                $0.line(with: "1000010001")?.contains("小助手") == true && $0.contains("NapCat 4.8.1")
            }
            #expect(try await handshake(port: port, key: "another-key-entirely").status == 403)
            try await tmux.wait(until: "the wrong key") {
                $0.contains("AUTH-03  127.0.0.1 sends another key than this")
            }
            await bot.close()
        }
    }

    @Test("q then d leaves the endpoint serving, attach brings the screen back, q then s stops it with exit 0")
    func quit() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            let bot = try await TestBot.online(port: port, key: try await home.key())
            try tmux.press("q")
            try await tmux.wait(until: "the question") { $0.contains("leave it serving") }
            try tmux.press("d")
            try await tmux.wait(until: "the shell") { $0.contains("The endpoint goes on serving.") }
            try tmux.enter("echo exit=$?")
            try await tmux.wait(until: "the exit code") { $0.contains("exit=0") }
            try await bot.sendMessage("still here")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 }

            #expect(try await tmux.openConsole("clear; onebot-console attach") == port)
            try await tmux.wait(until: "the bot") { $0.contains("1000010001") }
            try tmux.press("q")
            try await tmux.wait(until: "the question") { $0.contains("stop the endpoint") }
            try tmux.press("s")
            #expect(try await bot.frame(opcode: 8).closeCode == 1001)
            try await tmux.wait(until: "the shell") { !$0.contains("Needs attention") }
            try tmux.enter("echo stopped=$?")
            try await tmux.wait(until: "the exit code") { $0.contains("stopped=0") }
            #expect(await isOpen(port) == false)
            #expect(try await home.run("status").exit == 3)
        }
    }

    @Test("c copies the key and y the address out of tmux", arguments: [nil, "on", "external"])
    func copy(clipboard: String?) async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux(options: clipboard.map { [("set-clipboard", $0)] } ?? [])
            let port = try await tmux.openConsole()
            let key = try await home.key()
            try tmux.press("c")
            // No buffer at all is an error of tmux until it has come.
            try await wait(until: "the key in the buffer") { (try? tmux.buffer()) == key }
            try await tmux.wait(until: "what was done") { $0.contains("Access key sent to tmux") }
            #expect(try !tmux.screen().contains(key))
            try tmux.press("y")
            try await wait(until: "the address in the buffer") {
                (try? tmux.buffer()) == "ws://127.0.0.1:\(port)/onebot/v11/ws"
            }
        }
    }

    @Test("v shows the bare screen with the key alone on its line, and Esc masks it again")
    func bare() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            let key = try await home.key()
            try tmux.press("v")
            try await tmux.wait(until: "the key") { $0.contains(key) }
            let lines = try tmux.screen().split(separator: "\n").map(String.init)
            #expect(lines.contains(key))
            #expect(lines.contains("ws://127.0.0.1:\(port)/onebot/v11/ws"))
            try tmux.press("Escape")
            try await tmux.wait(until: "the mask") { !$0.contains(key) && $0.contains("••••") }
        }
    }

    @Test("the port is changed by keys in panel 8: judged while typed, in force and saved with Enter, the bot stays")
    func port() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            let bot = try await TestBot.online(port: port, key: try await home.key())
            let taken = try await TakenPort()

            try tmux.press("8", "Down", "Enter")
            try await tmux.wait(until: "the open field") { $0.contains("Enter apply") }
            try tmux.press("C-u")
            try tmux.press("\(taken.number)", literally: true)
            let (owner, process) = (try TakenPort.owner, ProcessInfo.processInfo.processIdentifier)
            try await tmux.wait(until: "the owner's name") {
                $0.contains("in use by \(owner) (pid \(process))")
            }
            try tmux.press("Enter")
            let free = try await TakenPort.free()
            try await tmux.wait(until: "the field takes another port") {
                // Keys are not taken while the refused port is being tried, and what was typed shows after a moment.
                let isEmpty = $0.line(with: "Port       ›  ") != nil
                if $0.line(with: "› \(free)") == nil, !isEmpty { try tmux.press("C-u") }
                if $0.line(with: "› \(free)\(free)") != nil { try tmux.press("C-u") }
                if isEmpty { try tmux.press("\(free)", literally: true) }
                return $0.contains("› \(free) ") && $0.contains("✓ free")
            }
            #expect(await isOpen(port))
            #expect(try home.settingsText().contains("port: 0 "))
            try tmux.press("Enter")
            try await tmux.wait(until: "it is applied") { $0.contains("Applied. 1 bot is connected through \(port)") }
            #expect(await isOpen(free))
            try await wait(until: "the old port is closed") { await !isOpen(port) }
            try await bot.sendMessage("through the old port")
            try await home.status(until: "the message") {
                $0.bots.first?.events == 2 && $0.bots.first?.state == "online" && $0.ports == [free]
            }
            let text = try home.settingsText()
            #expect(text.contains("port: \(free)"))
            #expect(text.contains("# what the operator wrote here stays 保留"))
            #expect(text.contains("# any free one"))
            #expect(text.contains("# nobody else"))
            try await taken.release()
            await bot.close()
        }
    }

    @Test("the : line changes port, language and key")
    func commands() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            let old = try await home.key()
            let free = try await TakenPort.free()
            try tmux.enter(":port \(free)")
            try await tmux.wait(until: "the new address") { $0.port == free }
            #expect(await isOpen(port) == false)

            try tmux.enter(":lang zh")
            try await tmux.wait(until: "Chinese") { $0.contains("总览") }
            try await wait(until: "it is saved") { try home.settingsText().contains("language: zh") }

            try tmux.enter(":key rotate")
            try await tmux.wait(until: "the question") { $0.contains("更换访问密钥") }
            try tmux.press("n")
            try await wait(until: "another key") { try await home.key() != old }
            let key = try await home.key()
            #expect(try home.settingsText().contains(key))
            #expect(try await handshake(port: free, key: old).status == 403)
            try await tmux.wait(until: "the old key is named") { $0.contains("AUTH-09  127.0.0.1 仍在使用旧的访问密钥") }
            #expect(try await handshake(port: free, key: key).status == 101)
            try await tmux.wait(until: "the finding clears") { !$0.contains("AUTH-09") }
        }
    }

    @Test(
        "the screen is Chinese by locale and by --lang",
        arguments: [("zh_CN.UTF-8", "onebot-console"), ("C.UTF-8", "onebot-console --lang zh")]
    )
    func chinese(locale: String, command: String) async throws {
        try await withConsoleHome(environment: ["LANG": locale]) { home in
            let tmux = try home.tmux()
            _ = try await tmux.openConsole(command)
            let screen = try tmux.screen()
            #expect(screen.contains("总览") && screen.contains("访问密钥") && screen.contains("设置"))
            // A row whose widths are counted wrongly would not end with its border.
            for row in screen.split(separator: "\n") where row.hasPrefix("│") || row.hasPrefix("┌") {
                #expect(TextWidth.width(of: String(row)) == 80, "\(row)")
            }
        }
    }

    @Test("a smaller window shows less, one too small says so, and the old size brings all back")
    func resize() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            _ = try await tmux.openConsole()
            // What comes later by itself would be another screen.
            try await tmux.wait(until: "the first look at NapCat") { $0.contains("6099/webui   ○") }
            let whole = try tmux.screen()
            try tmux.resize(to: Size(columns: 40, rows: 12))
            try await tmux.wait(until: "a screen of 40 columns") {
                $0.contains("Bots ────────────────────────────────┐")
            }
            #expect(try tmux.screen().contains("? help"))
            try tmux.resize(to: Size(columns: 20, rows: 5))
            try await tmux.wait(until: "one line") { $0.hasPrefix("20x5 < 40x12  q quit\n") }
            #expect(try !tmux.screen().contains("│"))
            try tmux.resize(to: Size(columns: 80, rows: 24))
            try await tmux.wait(until: "the old screen") { Self.withoutTime($0) == Self.withoutTime(whole) }
        }
    }

    @Test("Ctrl-Z gives the shell back, fg the screen, and the endpoint serves all the time")
    func suspend() async throws {
        try await withConsoleHome { home in
            let tmux = try home.tmux()
            let port = try await tmux.openConsole()
            try tmux.press("C-z")
            try await tmux.wait(until: "the shell") { !$0.contains("Needs attention") && $0.contains("Stopped") }
            let bot = try await TestBot.online(port: port, key: try await home.key())
            try tmux.enter("fg")
            try await tmux.wait(until: "the screen with the bot") {
                $0.contains("Needs attention") && $0.contains("1000010001")
            }
            await bot.close()
        }
    }

    /// The first line holds the time that the console has been up.
    private static func withoutTime(_ screen: String) -> [Substring] {
        Array(screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst())
    }
}
