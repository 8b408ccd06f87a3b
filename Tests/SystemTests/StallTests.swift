import EndpointTesting
import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// Terminals that stop reading, come back, or change their size without end.
@Suite
struct StallTests {
    @Test("a terminal that read nothing for a while has the newest screen at once when it reads again")
    func comesBack() async throws {
        try await withConsoleHome { home in
            let stalled = try await home.screen()
            let other = try await home.screen()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            // As when the network is away: the terminal takes nothing, whatever is drawn. Sizes make whole frames.
            for round in 0..<20 {
                stalled.setSize(Size(columns: 200 + round % 2, rows: 60))
                other.resize(to: Size(columns: 120 + round % 2, rows: 40))
                try await other.wait(until: "its frame") { $0.screen.text.contains("? help") }
            }
            try await bot.sendMessage("the newest")
            other.type("3")
            try await other.wait(until: "the bot") { $0.screen.text.contains("1000010001") }
            let process = try #require(home.servingProcess)
            stalled.resize(to: Size(columns: 100, rows: 30))
            stalled.type("3")
            try await stalled.wait(until: "the newest screen") {
                $0.screen.text.contains("›3 Bots") && $0.screen.text.contains("1000010001")
            }
            #expect(stalled.output.count < 2_000_000)
            #expect(try await home.status().pid == process)
            await bot.close()
        }
    }

    @Test("sizes from one cell to thousands, hundreds a second, touch neither the endpoint nor another terminal")
    func wildSizes() async throws {
        try await withConsoleHome { home in
            let wild = try await home.screen()
            let other = try await home.screen()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            var random = SeededRandom(seed: 7)
            let sides = [0, 1, 2, 3, 24, 39, 40, 80, 200]
            for round in 0..<400 {
                let size = Size(
                    columns: sides.randomElement(using: &random) ?? 80,
                    rows: sides.randomElement(using: &random) ?? 24
                )
                wild.setSize(round % 100 == 50 ? Size(columns: 9999, rows: 65_535) : size)
                wild.read()
                usleep(2000)
                if round % 100 == 0 {
                    other.type(round % 200 == 0 ? "3" : "8")
                    try await other.wait(until: "the other panel") {
                        $0.screen.text.contains(round % 200 == 0 ? "›3 Bots" : "›8 Settings")
                    }
                }
            }
            try await bot.sendMessage("still here")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 }
            wild.resize(to: Size(columns: 80, rows: 24))
            wild.type("9")
            try await wild.wait(until: "its panel", deadline: .seconds(60)) { $0.screen.text.contains("›9 Log") }
            wild.type("q")
            try await wild.wait(until: "the question") { $0.screen.text.contains("leave it serving") }
            wild.type("d")
            #expect(try await wild.exit() == 0)
            await bot.close()
        }
    }
}
