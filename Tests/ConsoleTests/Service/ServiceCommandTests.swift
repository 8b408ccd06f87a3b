import Glibc
import Snapshot
import Synchronization
import Testing

@testable import Console

/// `service install`, `uninstall` and `status` in a root of their own, with a recorded systemd.
@Suite struct ServiceCommandTests {
    /// A machine with systemd, as far as the commands can tell.
    private final class Machine: Sendable {
        private struct State {
            var calls: [String] = []
            var hasUser = false
            var failing: Set<String> = []
            var given: [String] = []
        }

        let root: String
        let home: String
        private let state = Mutex(State())

        init(_ folder: String) throws {
            self.root = folder + "/root"
            self.home = folder + "/home"
            for path in ["/run/systemd/system", "/etc/systemd/system"] { try Paths.makeFolders(self.root + path) }
            try Paths.makeFolders(self.home)
        }

        var calls: [String] { self.state.withLock { $0.calls } }
        var given: [String] { self.state.withLock { $0.given } }
        func fail(_ call: String) { self.state.withLock { _ = $0.failing.insert(call) } }
        func forget() { self.state.withLock { $0.calls = [] } }

        var systemUnit: String { self.root + "/etc/systemd/system/onebot-console.service" }
        var settings: String { self.root + "/etc/onebot-console/config.yaml" }

        func world(user: uid_t = 0, program: String = "/usr/bin/env") -> ServiceWorld {
            ServiceWorld(
                root: self.root,
                userID: user,
                userName: user == 0 ? "root" : "alice",
                program: program,
                run: { name, arguments in
                    let line = ([name] + arguments).joined(separator: " ")
                    return self.state.withLock { state in
                        state.calls.append(line)
                        if name == "useradd" { state.hasUser = true }
                        if state.failing.contains(line) { return .init(exit: 1, output: "it is\nbroken\n") }
                        guard arguments.contains("show") else { return .init(exit: 0, output: "") }
                        return .init(
                            exit: 0,
                            output: "ActiveState=active\nSubState=running\nMainPID=4242\nUnitFileState=enabled\n"
                                + "ActiveEnterTimestamp=Thu 2026-01-01 00:00:00 UTC\n"
                                + "StatusText=listening on ws://0.0.0.0:8021/\n"
                        )
                    }
                },
                account: { name in
                    self.state.withLock { $0.hasUser && name == "onebot-console" } ? .init(user: 990, group: 990) : nil
                },
                give: { path, account in
                    self.state.withLock { $0.given.append("\(path) \(account.user)") }
                    return nil
                }
            )
        }

        func context(_ output: RecordedOutput, _ options: CommandOptions = CommandOptions()) -> CommandContext {
            CommandContext(options: options, environment: ["HOME": self.home], output: output)
        }
    }

    private func withMachine(_ body: (Machine, RecordedOutput) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in try await body(try Machine(folder), RecordedOutput()) }
    }

    @Test("the machine's service gets a user, a folder for its settings, a unit, and is started")
    func system() async throws {
        try await self.withMachine { machine, output in
            let command = ServiceCommand(machine.context(output), machine.world())
            #expect(await command.install(.init()) == 0)
            #expect(machine.calls.first?.hasPrefix("useradd --system --user-group") == true)
            #expect(
                machine.calls.dropFirst() == [
                    "systemctl daemon-reload", "systemctl enable onebot-console.service",
                    "systemctl start onebot-console.service",
                    "systemctl show onebot-console.service --property=\(UnitState.properties)",
                ]
            )
            #expect(contents(machine.systemUnit) == UnitFileTests.system.text)
            #expect(mode(machine.systemUnit) == 0o644)
            #expect(mode(machine.root + "/etc/onebot-console") == 0o700)
            #expect(machine.given == [machine.root + "/etc/onebot-console 990"])
            let text = output.lines.joined(separator: "\n")
            #expect(text.contains("process 4242") && text.contains("onebot-console key show"))
            #expect(text.contains("starts with the machine"))

            // Once more: nothing to change, and nothing that throws bots out.
            machine.forget()
            #expect(await command.install(.init()) == 0)
            #expect(machine.calls.contains("systemctl start onebot-console.service"))
            #expect(!machine.calls.contains { $0.hasPrefix("useradd") || $0.contains(" restart ") })
        }
    }

    @Test("a user's service has his settings and his state folder, and lingers on request")
    func user() async throws {
        try await self.withMachine { machine, output in
            // The unit is written under the world's root, since the paths are those of this machine.
            let command = ServiceCommand(machine.context(output), machine.world(user: 1000))
            #expect(await command.install(.init()) == 0)
            let unit = machine.root + machine.home + "/.config/systemd/user/onebot-console.service"
            #expect(contents(unit).contains("--state-dir \(machine.home)/.local/state/onebot-console\n"))
            #expect(!contents(unit).contains("User="))
            #expect(machine.calls.first == "systemctl --user daemon-reload")
            #expect(output.lines.contains { $0.contains("loginctl enable-linger") })

            machine.forget()
            var wishes = ServiceCommand.Wishes()
            wishes.lingers = true
            #expect(await command.install(wishes) == 0)
            #expect(machine.calls.first == "loginctl enable-linger alice")
        }
    }

    @Test("a trial prints the unit and touches nothing")
    func trial() async throws {
        try await self.withMachine { machine, output in
            var wishes = ServiceCommand.Wishes()
            wishes.isTrial = true
            #expect(
                await ServiceCommand(machine.context(output), machine.world(user: 1000), scope: .system).install(wishes)
                    == 0
            )
            #expect(output.lines.joined(separator: "\n") + "\n" == UnitFileTests.system.text)
            #expect(machine.calls.isEmpty)
            #expect(FileFacts(path: machine.systemUnit) == nil)
        }
    }

    @Test("settings are copied on request, and decide what the unit allows")
    func copied() async throws {
        try await self.withMachine { machine, output in
            try Paths.makeFolders(machine.home + "/.config/onebot-console")
            makeFile(
                machine.home + "/.config/onebot-console/config.yaml",
                "endpoint: {port: 443, access_key: 0123456789abcdef}\nnapcat: {data_dir: /home/bot/x}\n"
            )
            var wishes = ServiceCommand.Wishes()
            wishes.copiesSettings = true
            let command = ServiceCommand(machine.context(output), machine.world())
            #expect(await command.install(wishes) == 0)
            #expect(contents(machine.settings).contains("0123456789abcdef"))
            #expect(mode(machine.settings) == 0o600)
            #expect(machine.given.last == machine.settings + " 990")
            #expect(contents(machine.systemUnit).contains("AmbientCapabilities=CAP_NET_BIND_SERVICE"))
            #expect(contents(machine.systemUnit).contains("ReadWritePaths=-/etc/onebot-console -/home/bot/x\n"))
            #expect(!(output.lines + output.notices).contains { $0.contains("0123456789") })
            // A second copy would overwrite what the service has changed since.
            #expect(await command.install(wishes) == 1)
            #expect(output.notices.last?.contains("is kept") == true)
        }
    }

    @Test("a unit that does not start is told with where to look; one that did before is put back")
    func failing() async throws {
        try await self.withMachine { machine, output in
            machine.fail("systemctl start onebot-console.service")
            let command = ServiceCommand(machine.context(output), machine.world())
            #expect(await command.install(.init()) == 1)
            #expect(output.notices.last?.contains("journalctl -u onebot-console") == true)

            makeFile(machine.systemUnit, "# the one before\n", mode: 0o644)
            machine.fail("systemctl restart onebot-console.service")
            #expect(await command.install(.init()) == 1)
            #expect(contents(machine.systemUnit) == "# the one before\n")
            #expect(output.notices.last?.contains("back in force") == true)

            machine.fail("systemctl enable onebot-console.service")
            #expect(await command.install(.init()) == 1)
            #expect(output.notices.last == "systemctl enable onebot-console.service ended with 1. broken")
        }
    }

    @Test("what cannot work is refused before anything is changed")
    func refused() async throws {
        try await self.withMachine { machine, output in
            let context = machine.context(output)
            var wishes = ServiceCommand.Wishes()
            #expect(await ServiceCommand(context, machine.world(user: 1000), scope: .system).install(wishes) == 1)
            #expect(
                await ServiceCommand(context, machine.world(program: "/x/.build/onebot-console")).install(wishes) == 1
            )
            wishes.lingers = true
            #expect(await ServiceCommand(context, machine.world()).install(wishes) == 1)
            wishes.lingers = false
            wishes.usesDocker = true
            #expect(await ServiceCommand(context, machine.world()).install(wishes) == 1)
            #expect(await ServiceCommand(context, machine.world(user: 1000)).install(wishes) == 1)
            wishes.usesDocker = false
            wishes.copiesSettings = true
            #expect(await ServiceCommand(context, machine.world()).install(wishes) == 1)
            wishes.copiesSettings = false
            let elsewhere = machine.context(output, CommandOptions(stateFolder: "/x"))
            #expect(await ServiceCommand(elsewhere, machine.world()).install(wishes) == 1)
            rmdir(machine.root + "/run/systemd/system")
            #expect(await ServiceCommand(context, machine.world()).install(wishes) == 1)
            #expect(await ServiceCommand(context, machine.world()).status() == 1)
            #expect(output.notices.last?.contains("systemd does not manage this machine") == true)
            #expect(machine.calls.isEmpty)
            #expect(Paths.names(in: machine.root + "/etc/systemd/system") == [])
            #expect(Set(output.notices).count == output.notices.count - 1, "each has a sentence of its own")
        }
    }

    @Test("beside a console of the operator's own it is not started, and how to hand over is said")
    func inTheWay() async throws {
        try await self.withMachine { machine, output in
            let claim = try await ServingClaim.claim(
                try StateFolder.prepare(at: machine.home + "/.local/state/onebot-console"),
                environment: [:]
            )
            #expect(await ServiceCommand(machine.context(output), machine.world()).install(.init()) == 0)
            claim.release()
            #expect(!machine.calls.contains("systemctl start onebot-console.service"))
            #expect(output.notices.last?.contains("onebot-console stop && systemctl start onebot-console") == true)
        }
    }

    @Test("uninstall stops it, removes the unit and says what is kept")
    func uninstall() async throws {
        try await self.withMachine { machine, output in
            let command = ServiceCommand(machine.context(output), machine.world())
            #expect(await command.uninstall() == 1)
            #expect(await command.install(.init()) == 0)
            makeFile(machine.settings, "# mine\n")
            machine.forget()
            #expect(await command.uninstall() == 0)
            #expect(machine.calls.first == "systemctl disable --now onebot-console.service")
            #expect(FileFacts(path: machine.systemUnit) == nil)
            #expect(contents(machine.settings) == "# mine\n")
            #expect(output.lines.last?.contains("/var/lib/onebot-console") == true)
        }
    }

    @Test(
        "status tells of unit, process, lingering and logout; exit 3 where nothing runs",
        arguments: [Language.english, .chinese]
    )
    func status(language: Language) async throws {
        try await self.withMachine { machine, output in
            let context = CommandContext(
                options: CommandOptions(language: language),
                environment: ["HOME": machine.home],
                output: output
            )
            let command = ServiceCommand(context, machine.world(user: 1000))
            #expect(await command.status() == 3)
            #expect(await command.install(.init()) == 0)
            makeFile(machine.root + "/etc/systemd/logind.conf", "[Login]\nKillUserProcesses=yes\n")
            #expect(await command.status() == 0)
            let text = output.lines.joined(separator: "\n")
            for part in [
                "4242", "enabled", "ws://0.0.0.0:8021/", "journalctl --user -u onebot-console", "enable-linger",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            // The operator need not know systemd's own words.
            for word in ["单元", "自述", "驻留"] { #expect(!text.contains(word), "\(word)") }
            let labels = ["服务文件", "启动时间", "服务状态说明", "注销后继续运行"]
            let isTold = labels.filter(text.contains)
            #expect(isTold == (language == .chinese ? labels : []))
        }
    }
}
