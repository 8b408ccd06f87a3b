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
            let (server, program) = try await home.serveOwnProgram()
            let good = try home.settingsText()
            let port = try await home.port()

            try home.writeSettings("endpoint:\n  port: ninety\n")
            let badSettings = try await home.run("upgrade")
            #expect(badSettings.exit == 1)
            #expect(badSettings.errors.contains("cannot serve with the present settings"))
            #expect(badSettings.errors.contains("endpoint.port"))
            try home.writeSettings(good)

            try home.put(script: "exit 0", at: program)
            let other = try await home.run("upgrade", "--lang", "zh")
            #expect(other.exit == 1)
            #expect(other.errors.contains("未能确认可以接替"))

            #expect(unlink(program) == 0)
            let gone = try await home.run("upgrade")
            #expect(gone.exit == 1)
            #expect(gone.errors.contains("There is no program at \(program)"))
            try await home.expectServing(server, port)
        }
    }

    @Test("settings whose addresses cannot be had are found out before anything is given up")
    func unservableSettings() async throws {
        let taken = try await TakenPort()
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let good = try home.settingsText()
            let more = "  extra_listeners:\n    - { host: 127.0.0.1, port: \(taken.number) }\n"
            let certificate = "  tls: { enabled: true, certificate: /nowhere/a.pem, private_key: /nowhere/b.pem }\n"
            for (bad, sign) in [
                (good.replacing("port: 0 ", with: "port: \(taken.number) "), "port \(taken.number) is in use by"),
                (good.replacing("127.0.0.1", with: "192.0.2.1"), "192.0.2.1 is no address of this machine"),
                (good.replacing("endpoint:\n", with: "endpoint:\n" + more), "endpoint.extra_listeners[1]"),
                (good + "\nmetrics: { listen: \"127.0.0.1:\(taken.number)\" }\n", "metrics.listen"),
                (good.replacing("endpoint:\n", with: "endpoint:\n" + certificate), "/nowhere/a.pem"),
            ] {
                #expect(bad != good)
                try home.writeSettings(bad)
                let refused = try await home.run("upgrade")
                #expect(refused.exit == 1)
                #expect(refused.errors.contains(sign), "\(refused.errors)")
                #expect(refused.errors.contains("The running one serves on."), "\(refused.errors)")
            }
            try home.writeSettings(good)
            try await home.expectServing(server, port)
            let upgraded = try await home.run("upgrade")
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            try await home.expectServing(server, port)
        }
        try await taken.release()
    }

    @Test("settings that move the listener within its port are followed")
    func moved() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let good = try home.settingsText()
            for host in ["0.0.0.0", "127.0.0.2", "127.0.0.1"] {
                try home.writeSettings(
                    good.replacing("port: 0 ", with: "port: \(port) ").replacing("127.0.0.1", with: host)
                )
                let upgraded = try await home.run("upgrade")
                #expect(upgraded.exit == 0, "\(upgraded.errors)")
                let status = try await home.status()
                #expect(status.endpoint.listeners.map(\.host) == [host])
                #expect(status.ports == [port])
            }
            try await home.expectServing(server, port)
        }
    }

    @Test("a program that cannot serve after all gives way to the former one, and the command says so")
    func wentBack() async throws {
        try await withConsoleHome { home in
            let (server, program) = try await home.serveOwnProgram()
            let port = try await home.port()

            let probe = try #require(BuiltProgram.path("SuccessionProbe"), "the probe is not built")
            try await home.put(probe, at: program)
            let failed = try await home.run("upgrade")
            #expect(failed.exit == 1)
            #expect(failed.errors.contains("The new program could not serve: This program is a probe."))
            #expect(failed.errors.contains("serves again"))
            #expect(try await home.run("status").output.contains("This program is a probe."))
            try await home.expectServing(server, port)

            // It is gone once it should run.
            try home.put(script: "rm -f \"$0\"; echo '{\"ready\":true}' >&3", at: program)
            let vanished = try await home.run("upgrade", "--lang", "zh")
            #expect(vanished.exit == 1)
            #expect(vanished.errors.contains("已恢复由原程序"), "\(vanished.errors)")
            #expect(vanished.errors.contains("\(program) could not be started: No such file"), "\(vanished.errors)")
            try await home.expectServing(server, port)

            try await home.put(home.program, at: program)
            let upgraded = try await home.run("upgrade")
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            #expect(try await !home.run("status").output.contains("upgrade"))
            try await home.expectServing(server, port)
        }
    }

    @Test("the former program stays where its address is gone meanwhile, and listens as soon as it can")
    func stays() async throws {
        try await withConsoleHome { home in
            let (server, program) = try await home.serveOwnProgram()
            _ = try await home.key()
            let taken = try await TakenPort()
            try home.writeSettings(try home.settingsText().replacing("port: 0 ", with: "port: \(taken.number) "))
            // As if the port had been taken after the rehearsal.
            let probe = try #require(BuiltProgram.path("SuccessionProbe"), "the probe is not built")
            let ready = "echo '{\"ready\":true}' >&3"
            try home.put(script: "case \"$*\" in *--rehearse*) \(ready);; *) exec \(probe) \"$@\";; esac", at: program)
            let failed = try await home.run("upgrade")
            #expect(failed.exit == 1)
            #expect(failed.errors.contains("This program is a probe."), "\(failed.errors)")
            #expect(try await home.status().endpoint.listeners.map(\.state) == ["failed"])
            try await taken.release()
            try await home.status(until: "it listens") { $0.ports == [taken.number] }
            try await home.expectServing(server, taken.number)
        }
    }

    @Test(
        "a signal to end in the middle of it ends the process, whenever it comes",
        arguments: [0, 5, 50, 150, 300, 400, 500, 700]
    )
    func terminated(milliseconds: Int) async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            // One that does not answer the close holds the old program for a moment.
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let command = try home.start("upgrade")
            try await server.wait(forErrors: "the rehearsal") { $0.contains("the program is replaced") }
            let moment = ContinuousClock.now + .milliseconds(milliseconds)
            try await wait(until: "the moment of the signal") { ContinuousClock.now >= moment }
            server.signal(milliseconds.isMultiple(of: 100) ? SIGTERM : SIGINT)
            let end = try await server.result(deadline: .seconds(60))
            // In order, or by the signal where the new program had no handler yet.
            #expect([0, -SIGTERM, -SIGINT].contains(end.exit), "\(end.exit): \(end.errors)")
            #expect(home.servingProcess == nil)
            let upgrade = try await command.result(deadline: .seconds(60))
            #expect(upgrade.exit != 0 || upgrade.output.contains("→"), "\(upgrade.output)\(upgrade.errors)")
            await bot.close()
        }
    }

    @Test("stop in the middle of it is done and told")
    func stopped() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let upgrade = try home.start("upgrade")
            try await server.wait(forErrors: "the rehearsal") { $0.contains("the program is replaced") }
            let stop = try await home.run("stop")
            #expect(stop.exit == 0, "\(stop.errors)")
            #expect(stop.output.contains("has ended"))
            #expect([0, -SIGTERM].contains(try await server.result().exit))
            let told = try await upgrade.result()
            #expect(told.exit != 0 || told.output.contains("→"), "\(told.output)\(told.errors)")
            await bot.close()
        }
    }

    @Test("an attached screen opens again by itself")
    func screen() async throws {
        try await withConsoleHome { home in
            let screen = try await home.screen()
            let process = try #require(home.servingProcess)
            let before = screen.output.count
            let upgraded = try await home.run("upgrade")
            #expect(upgraded.exit == 0, "\(upgraded.errors)")
            try await screen.wait(until: "the screen again") { screen in
                let since = String(decoding: screen.output.dropFirst(before), as: UTF8.self)
                return since.contains("its screen opens again") && screen.screen.modes.contains(1049)
                    && screen.screen.text.contains("? help")
            }
            #expect(home.servingProcess == process)
            screen.type("q")
            try await screen.wait(until: "the question") { $0.screen.text.contains("leave it serving") }
            screen.type("d")
            #expect(try await screen.exit() == 0)
            #expect(screen.settings == screen.settingsBefore)
        }
    }
}
