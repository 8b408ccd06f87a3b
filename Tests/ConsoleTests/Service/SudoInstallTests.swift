import Glibc
import Snapshot
import Testing

@testable import Console

/// `sudo onebot-console service install` by a user who has a console of his own.
@Suite struct SudoInstallTests {
    private struct Machine {
        let root: String
        /// Root's, and that of who called sudo.
        let home: String
        let callersHome: String
        let output = RecordedOutput()

        init(_ folder: String) throws {
            (self.root, self.home, self.callersHome) = (folder + "/root", folder + "/home", folder + "/alice")
            for path in ["/run/systemd/system", "/etc/systemd/system"] { try Paths.makeFolders(self.root + path) }
            for path in [self.home, self.callersHome] { try Paths.makeFolders(path + "/.config/onebot-console") }
        }

        var settings: String { self.root + "/etc/onebot-console/config.yaml" }
        var callersSettings: String { self.callersHome + "/.config/onebot-console/config.yaml" }

        func command(_ options: CommandOptions = CommandOptions(), language: Language = .english) -> ServiceCommand {
            var options = options
            options.language = language
            var world = ServiceWorld(
                root: self.root,
                userID: 0,
                userName: "root",
                program: "/usr/bin/env",
                run: { _, _ in .init(exit: 0, output: "") },
                account: { _ in .init(user: 990, group: 990) },
                give: { _, _ in nil }
            )
            world.caller = .init(name: "alice", home: self.callersHome)
            let context = CommandContext(options: options, environment: ["HOME": self.home], output: self.output)
            return ServiceCommand(context, world)
        }

        /// Makes a settings file that tells whose it is.
        static func file(_ path: String, port: Int) {
            makeFile(path, "endpoint: {port: \(port), access_key: 0123456789abcdef}\n")
        }
    }

    private func withMachine(_ body: (Machine) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in try await body(try Machine(folder)) }
    }

    @Test("the caller's console is seen, and how he hands over is said", arguments: Language.allCases)
    func inTheWay(language: Language) async throws {
        try await self.withMachine { machine in
            let claim = try await ServingClaim.claim(
                try StateFolder.prepare(at: machine.callersHome + "/.local/state/onebot-console"),
                environment: [:]
            )
            #expect(await machine.command(language: language).install(.init()) == 0)
            claim.release()
            let told = try #require(machine.output.notices.last)
            for word in ["alice", "onebot-console stop", "sudo systemctl start onebot-console"] {
                #expect(told.contains(word), "\(told)")
            }
        }
    }

    @Test(
        "what a logout does to a console in a terminal is told of him, not of root, whom logind spares",
        arguments: Language.allCases
    )
    func logout(language: Language) async throws {
        try await self.withMachine { machine in
            makeFile(machine.root + "/etc/systemd/logind.conf", "[Login]\nKillUserProcesses=yes\n")
            #expect(await machine.command(language: language).install(.init()) == 0)
            let told = try #require(machine.output.lines.last)
            #expect(told.contains("alice") && told.contains("KillUserProcesses=yes"), "\(told)")
            unlink(machine.root + "/etc/systemd/system/onebot-console.service")
            #expect(await machine.command(language: language).status() == 3)
            #expect(machine.output.lines.last?.hasSuffix(told) == true)
        }
    }

    @Test("his settings are told of as not used, and how to take them along")
    func told() async throws {
        try await self.withMachine { machine in
            Machine.file(machine.callersSettings, port: 1)
            #expect(await machine.command().install(.init()) == 0)
            let told = try #require(machine.output.lines.first { $0.contains(machine.callersSettings) })
            #expect(told.hasSuffix("To take yours along: service install --copy-settings"))
            makeFile(machine.settings, "# there already\n")
            #expect(await machine.command().install(.init()) == 0)
            #expect(machine.output.lines.contains { $0.contains("remove /etc/onebot-console/config.yaml") })
        }
    }

    @Test("--copy-settings takes his rather than root's, unless others are named")
    func copied() async throws {
        try await self.withMachine { machine in
            var wishes = ServiceCommand.Wishes()
            wishes.copiesSettings = true
            #expect(await machine.command().install(wishes) == 1)
            Machine.file(machine.home + "/.config/onebot-console/config.yaml", port: 2)
            let named = machine.home + "/named.yaml"
            Machine.file(named, port: 3)
            for (port, options) in [(2, CommandOptions()), (3, CommandOptions(settingsFile: named))] {
                #expect(await machine.command(options).install(wishes) == 0)
                #expect(contents(machine.settings).contains("port: \(port)"))
                unlink(machine.settings)
            }
            Machine.file(machine.callersSettings, port: 1)
            #expect(await machine.command().install(wishes) == 0)
            #expect(contents(machine.settings).contains("port: 1"))
            #expect(machine.output.lines.contains { $0.contains("a copy of \(machine.callersSettings)") })
        }
    }
}
