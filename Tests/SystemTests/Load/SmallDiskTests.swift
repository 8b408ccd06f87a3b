import EndpointTesting
import Foundation
import TerminalTesting
import Testing

@Suite(
    "A whole console on a disk of one MiB",
    .enabled(if: SmallDisk.isPermitted, "needs root and the permission to mount a tmpfs")
)
struct SmallDiskTests {
    @Test("it fills, the bot stays and is counted, nothing is saved by halves, and with room again all goes on")
    func full() async throws {
        try await withConsoleHome { home in
            let disk = try SmallDisk(under: home)
            defer { disk.unmount() }
            try disk.fill("ballast", bytes: 384 << 10)
            let server = try await home.serve()
            let port = try await home.port()
            let key = try await home.key()
            let bot = try await TestBot.online(port: port, key: key)
            // The beginning of its connection is an event, too.
            var events = 1
            while !server.errors.contains("journal pauses"), events < 2000 {
                for _ in 0..<50 { try await bot.sendMessage(String(repeating: "x", count: 1000)) }
                events += 50
                try await home.status(until: "\(events) events") { $0.bots.first?.events == events }
            }
            #expect(server.errors.contains("journal pauses"))
            try await home.status(until: "the finding") { report in
                report.findings.contains { $0.id == "SYS-03" && $0.severity == "error" }
            }

            try disk.fill("more ballast")
            let before = try home.settingsText()
            let refused = try await home.run("config", "set", "endpoint.max_message_mib", "48")
            #expect(refused.exit == 1 && refused.errors.contains("the disk is full"), "\(refused.errors)")
            let chinese = try await home.run("key", "rotate", "--lang", "zh")
            #expect(chinese.exit == 1 && chinese.errors.contains("磁盘已满"), "\(chinese.errors)")
            #expect(try home.settingsText() == before)
            #expect(try await home.key() == key)
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(home.folder)/config/onebot-console")
            #expect(names == ["config.yaml"])
            let late = try await TestBot.online(port: port, key: key, selfID: "1000010002")
            try await bot.sendMessage("with no room at all")
            try await home.status(until: "both bots") { report in
                report.bots.filter { $0.state == "online" }.map(\.events).sorted() == [1, events + 1]
            }

            try disk.remove("more ballast")
            try disk.remove("ballast")
            let done = try await home.run("config", "set", "endpoint.max_message_mib", "48")
            #expect(done.exit == 0, "\(done.errors)")
            #expect(try home.settingsText().contains("max_message_mib: 48"))
            #expect(try home.settingsText().contains("what the operator wrote here stays 保留"))
            try await server.wait(forErrors: "the journal goes on") { $0.contains("journal goes on") }
            try await bot.sendMessage("kept again")
            try await wait(until: "it can be found") {
                try await home.run("events", "--grep", "kept again", "--json").output.contains("kept again")
            }
            try await home.status(until: "nothing to tell of the disk") { report in
                !report.findings.contains { $0.id == "SYS-03" } && report.bots.allSatisfy { $0.state == "online" }
            }
            home.expectNoKeyOutside(sourceLocation: #_sourceLocation)
            for bot in [bot, late] { await bot.close() }
            #expect(try await home.run("stop").exit == 0)
            #expect(try await server.result().exit == 0)
        }
    }
}
