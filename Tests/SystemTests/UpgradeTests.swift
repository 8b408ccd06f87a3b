import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// `upgrade`: the running console goes on as the program that lies on disk.
@Suite(.serialized)
struct UpgradeTests {
    /// Connects as fast as it can until it is told to stop, and counts what was refused.
    private actor Callers {
        private var isOver = false
        private(set) var connected = 0
        private(set) var refused = 0

        func run(port: Int) async {
            while !self.isOver {
                do {
                    let bot = try await TestBot(port: port)
                    self.connected += 1
                    await bot.close()
                } catch {
                    self.refused += 1
                }
            }
        }

        func stop() { self.isOver = true }
    }

    @Test("the process stays, no connection is refused, and the bot comes back to the new one")
    func replaced() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let key = try await home.key()
            let bot = try await TestBot.online(port: port, key: key)
            try await home.status(until: "the bot") { $0.bots.count == 1 }
            let callers = Callers()
            let calling = Task { await callers.run(port: port) }
            let command = try home.start("upgrade")
            defer { Task { await callers.stop() } }
            let upgraded = try await command.result()
            await callers.stop()
            await calling.value
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            #expect(upgraded.output.contains("0.1.0 → 0.1.0"))
            #expect(await callers.connected > 0)
            #expect(await callers.refused == 0)

            let status = try await home.status()
            #expect(status.pid == server.process)
            #expect(status.ports == [port])
            await bot.close()
            let again = try await TestBot.online(port: port, key: key)
            try await home.status(until: "the bot again") { $0.bots.count == 1 }
            await again.close()

            server.signal(SIGTERM)
            #expect(try await server.result().exit == 0)
        }
    }

    @Test("what could not serve does not follow: the running one serves on")
    func refused() async throws {
        try await withConsoleHome { home in
            // A program of its own that can be spoilt.
            let program = home.folder + "/onebot-console"
            // By another process: a file that is open for writing here is not run (ETXTBSY), and whatever is spawned
            // meanwhile holds it open for a moment longer.
            #expect(try await home.start("/bin/cp", [home.program, program]).result().exit == 0)
            let server = try home.start(program, ["run", "--headless"])
            try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
            let good = try home.settingsText()
            let port = try await home.port()

            try home.writeSettings("endpoint:\n  port: ninety\n")
            let badSettings = try await home.run("upgrade")
            #expect(badSettings.exit == 1)
            #expect(badSettings.errors.contains("cannot serve with the present settings"))
            #expect(badSettings.errors.contains("endpoint.port"))
            try home.writeSettings(good)

            let spoilt = home.folder + "/spoilt"
            try "#!/bin/sh\nexit 0\n".write(toFile: spoilt, atomically: false, encoding: .utf8)
            chmod(spoilt, 0o755)
            #expect(rename(spoilt, program) == 0)
            let other = try await home.run("upgrade", "--lang", "zh")
            #expect(other.exit == 1)
            #expect(other.errors.contains("未能确认可以接替"))

            #expect(unlink(program) == 0)
            let gone = try await home.run("upgrade")
            #expect(gone.exit == 1)
            #expect(gone.errors.contains("There is no program at \(program)"))
            let status = try await home.status()
            #expect(status.pid == server.process)
            #expect(status.ports == [port])
        }
    }
}
