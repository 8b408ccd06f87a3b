import EndpointTesting
import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// An onlooker beside an operator.
@Suite
struct ReadOnlyTests {
    @Test("an onlooker sees what the operator sees, and no key of his changes or shows anything")
    func onlooker() async throws {
        try await withConsoleHome { home in
            let operating = try await home.screen()
            let port = try await home.port()
            let bot = try await TestBot.online(port: port, key: try await home.key())
            let looking = try home.terminal("attach", "--read-only")
            try await looking.wait(until: "the bot") {
                $0.screen.text.contains("1000010001") && $0.screen.text.contains("read-only")
            }
            #expect(!operating.screen.text.contains("read-only"))
            for keys in ["c", "v", "x", ":port 1\r", ":key rotate\r", ":block ::1\r"] {
                looking.type(keys)
                try await looking.wait(until: "a refusal of \(keys)") { $0.screen.text.contains("gives out no key") }
                looking.type("3")
                try await looking.wait(until: "the refusal gone") {
                    !$0.screen.text.contains("gives out no key") && $0.screen.text.contains("›3")
                }
            }
            let key = Array(try await home.key().utf8)
            #expect(looking.output.firstRange(of: key) == nil)
            #expect(looking.output.firstRange(of: Array(Data(key).base64EncodedString().utf8)) == nil)
            looking.type(":lang zh\r")
            try await looking.wait(until: "Chinese") { $0.screen.text.contains("只读") }
            operating.read()
            #expect(operating.screen.text.contains("? help"))
            looking.type("q")
            #expect(try await looking.exit() == 0)
            #expect(looking.settings == looking.settingsBefore)
            let status = try await home.status()
            #expect(status.ports == [port] && status.bots.count == 1)
            await bot.close()
        }
    }

    @Test("without a console an onlooker is told so, and none is started", arguments: ["run", "attach"])
    func nothingRuns(command: String) async throws {
        try await withConsoleHome { home in
            let looking = try home.terminal(command, "--read-only")
            #expect(try await looking.exit() == 3)
            #expect(looking.screen.text.contains("onebot-console"))
            #expect(home.servingProcess == nil)
        }
    }
}
