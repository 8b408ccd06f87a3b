import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// The program in GNU screen.
@Suite
struct GNUScreenTests {
    @Test("the panel, a copy, a detach and what came meanwhile, Ctrl-Z and fg, and nothing is left")
    func whole() async throws {
        try await withConsoleHome { home in
            let screen = try GNUScreen(home)
            defer { screen.close() }
            screen.display.type("onebot-console\r")
            try await screen.wait(until: "the Overview") { $0.port != nil && $0.contains("? help") }
            let port = try #require(try await screen.hardcopy().port)
            try await screen.display.wait(until: "borders") { $0.screen.text.contains("┌") }

            // Through screen to the terminal around it.
            screen.display.type("y")
            let address = Data("ws://127.0.0.1:\(port)/onebot/v11/ws".utf8).base64EncodedString()
            try await screen.display.wait(until: "the address on its way to the clipboard") {
                $0.output.firstRange(of: Array("]52;c;\(address)".utf8)) != nil
            }

            try await screen.detach()
            let bot = try await TestBot.online(port: port, key: try await home.key())
            try await screen.wait(until: "the bot, with nobody there") { $0.contains("1000010001") }
            try screen.attach()
            try await screen.display.wait(until: "the bot") { $0.screen.text.contains("1000010001") }

            screen.display.send([26])
            // As it comes it has no alternate screen: the shell goes on below the panel.
            try await screen.wait(until: "the shell") { window in
                let lines = window.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let stopped = lines.lastIndex { $0.contains("Stopped") }
                let panel = lines.lastIndex { $0.contains("Needs attention") }
                return stopped.flatMap { stopped in panel.map { $0 < stopped } } == true
            }
            try await bot.sendMessage("meanwhile")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 }
            screen.display.type("fg\r")
            try await screen.wait(until: "the screen again") {
                !$0.contains("Stopped") && $0.contains("Needs attention") && $0.contains("1000010001")
            }
            screen.display.type("3")
            try await screen.display.wait(until: "keys") { $0.screen.text.contains("›3 Bots") }
            screen.display.type("qd")
            try await screen.wait(until: "the shell at the end") { $0.contains("The endpoint goes on serving.") }
            try await screen.quit()
            #expect(try FileManager.default.contentsOfDirectory(atPath: screen.folder) == [])
            #expect(try await home.status().bots.first?.state == "online")
            await bot.close()
        }
    }
}
