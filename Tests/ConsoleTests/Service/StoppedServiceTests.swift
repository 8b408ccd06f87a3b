import Control
import Glibc
import NIOCore
import Settings
import Snapshot
import Synchronization
import Testing

@testable import Console

/// Root's commands while the system service is installed, but stopped or failing.
@Suite(.enabled(if: geteuid() == 0, "only root may look into the service's folder"))
struct StoppedServiceTests {
    private static let user: uid_t = 12_345

    /// A service with its unit, its settings and its state folder, which another user owns.
    private struct Machine {
        let folder: String
        let service: SystemService
        let output = RecordedOutput()
        var language = Language.english
        var environment: [String: String]

        init(_ folder: String, hasStarted: Bool = true) throws {
            self.folder = folder
            self.service = SystemService(
                settingsFile: folder + "/etc/config.yaml",
                stateFolder: folder + "/var",
                unitFile: folder + "/unit"
            )
            self.environment = ["HOME": folder + "/home"]
            makeFile(self.service.unitFile, "ExecStart=/x run --headless --state-dir \(self.service.stateFolder)\n")
            try Paths.makeFolders(folder + "/etc")
            try Paths.makeFolders(folder + "/home")
            if hasStarted {
                try Paths.makeFolders(self.service.stateFolder)
                makeFile(
                    self.service.settingsFile,
                    "endpoint:\n  port: 8021\n  access_key: \(CommandFixture.key)\n"
                )
            }
            for path in [folder + "/etc", self.service.settingsFile, self.service.stateFolder] {
                chown(path, StoppedServiceTests.user, StoppedServiceTests.user)
            }
        }

        var context: CommandContext {
            CommandContext(
                options: CommandOptions(language: self.language),
                environment: self.environment,
                output: self.output,
                patience: .seconds(60),
                service: self.service
            )
        }

        /// Whether nothing was made where root's own console would have its things.
        var isHomeUntouched: Bool { Paths.names(in: self.folder + "/home") == [] }
    }

    /// What a start did.
    private final class Starts: Sendable {
        private let state = Mutex((launched: 0, served: 0))
        var launched: Int { self.state.withLock { $0.launched } }
        var served: Int { self.state.withLock { $0.served } }
        let hasTerminal: Bool

        init(hasTerminal: Bool) { self.hasTerminal = hasTerminal }

        var actions: RunCommand.Actions {
            RunCommand.Actions(
                hasTerminal: { self.hasTerminal },
                launch: { _, _ in
                    self.state.withLock { $0.launched += 1 }
                    return .ready
                },
                serve: { _ in
                    self.state.withLock { $0.served += 1 }
                    return 0
                },
                attach: { (_, _, _) async throws(CommandFailure) in .ended(7) },
                origin: { _ in nil },
                relaunch: { _, _ in .ready },
                consent: FakeConsent(nil)
            )
        }
    }

    @Test(
        "a start makes no second console, and says how to start the service",
        arguments: Language.allCases,
        [(true, false), (true, true), (false, false)]
    )
    func start(language: Language, how: (hasTerminal: Bool, headless: Bool)) async throws {
        for hasStarted in [true, false] {
            try await withTemporaryFolder { folder in
                var machine = try Machine(folder, hasStarted: hasStarted)
                machine.language = language
                let starts = Starts(hasTerminal: how.hasTerminal)
                let command = RunCommand(
                    machine.context,
                    headless: how.headless,
                    logFormat: .text,
                    settings: [],
                    actions: starts.actions
                )
                #expect(await command.run() == 1)
                #expect(starts.launched == 0 && starts.served == 0)
                #expect(machine.isHomeUntouched)
                #expect(machine.output.notices.count == 1)
                let said = machine.output.notices.joined()
                for words in [
                    "systemctl start onebot-console", "journalctl -u onebot-console -n 50", "service uninstall",
                    "--state-dir",
                ] {
                    #expect(said.contains(words), "\(said)")
                }
                #expect(!said.contains("sudo"))
            }
        }
    }

    @Test("beside a service that runs a headless start is refused with its process")
    func besideRunning() async throws {
        try await withTemporaryFolder { folder in
            let machine = try Machine(folder)
            chown(machine.service.stateFolder, 0, 0)
            let state = try StateFolder.prepare(at: machine.service.stateFolder)
            let claim = try await ServingClaim.claim(state, environment: [:])
            let starts = Starts(hasTerminal: true)
            let command = RunCommand(machine.context, headless: true, settings: [], actions: starts.actions)
            #expect(await command.run() == 1)
            claim.release()
            #expect(starts.served == 0 && machine.isHomeUntouched)
            #expect(machine.output.notices.joined().contains("\(getpid())"))
        }
    }

    @Test("a service manager's start, places of one's own, and a unit for other places are let through")
    func letThrough() async throws {
        try await withTemporaryFolder { folder in
            var machine = try Machine(folder)
            machine.environment["INVOCATION_ID"] = "0123456789abcdef0123456789abcdef"
            let starts = Starts(hasTerminal: true)
            var command = RunCommand(machine.context, headless: true, settings: [], actions: starts.actions)
            #expect(await command.run() == 0)
            machine.environment["INVOCATION_ID"] = nil
            machine.environment["XDG_STATE_HOME"] = folder + "/xdg"
            command = RunCommand(machine.context, headless: false, settings: [], actions: starts.actions)
            #expect(await command.run() == 7)
            machine.environment["XDG_STATE_HOME"] = nil
            makeFile(machine.service.unitFile, "ExecStart=/x run --headless\n")
            command = RunCommand(machine.context, headless: false, settings: [], actions: starts.actions)
            #expect(await command.run() == 7)
            #expect(starts.served == 1 && starts.launched == 2)
        }
    }

    @Test(
        "commands for a running console are exit 3 and name systemctl, with sudo for who came by it",
        arguments: [nil, "a"] as [String?]
    )
    func none(caller: String?) async throws {
        try await withTemporaryFolder { folder in
            var machine = try Machine(folder)
            machine.environment["SUDO_USER"] = caller
            let actions = Starts(hasTerminal: true).actions
            #expect(await AttachCommand(machine.context, actions: actions).run() == 3)
            #expect(await StopCommand(machine.context).run() == 3)
            #expect(await UpgradeCommand(machine.context).run() == 3)
            let start = "Start it with: \(caller == nil ? "" : "sudo ")systemctl start onebot-console."
            #expect(machine.output.notices.count == 3)
            for notice in machine.output.notices { #expect(notice.contains(start), "\(notice)") }
        }
    }

    @Test("files that are changed are the service's, and stay its user's")
    func changes() async throws {
        try await withTemporaryFolder { folder in
            var machine = try Machine(folder)
            // What is in root's environment is not in the service's.
            machine.environment["ONEBOT_CONSOLE_ENDPOINT_PORT"] = "1"
            let context = machine.context
            #expect(await ConfigCommand(context).path() == 0)
            #expect(await KeyCommand(context).show() == 0)
            #expect(machine.output.lines == [machine.service.settingsFile, CommandFixture.key])
            #expect(await ConfigCommand(context).set("endpoint.port", "9000") == 0)
            #expect(await ConfigCommand(context).get("endpoint.port") == 0)
            #expect(machine.output.lines.last == "9000")
            #expect(await ConfigCommand(context).check(nil) == 0)
            #expect(await KeyCommand(context).add("left", selfID: "", from: [], readsKey: false) == 0)
            #expect(await KeyCommand(context).list(asJSON: false) == 0)
            #expect(await KeyCommand(context).revoke("left", isAgreed: true) == 0)
            #expect(await KeyCommand(context).rotate(graceSeconds: 600) == 0)
            #expect(!contents(machine.service.settingsFile).contains(CommandFixture.key))
            let history = machine.service.stateFolder + "/keys.json"
            for path in [machine.service.settingsFile, history] {
                #expect(FileFacts(path: path)?.owner == Self.user, "\(path)")
                #expect(mode(path) == 0o600)
            }
            #expect(machine.isHomeUntouched)
        }
    }

    @Test(
        "before the first start of the service nothing is made that its user could not read",
        arguments: Language.allCases
    )
    func neverStarted(language: Language) async throws {
        try await withTemporaryFolder { folder in
            var machine = try Machine(folder, hasStarted: false)
            machine.language = language
            let context = machine.context
            #expect(await KeyCommand(context).show() == 1)
            #expect(await ConfigCommand(context).set("endpoint.port", "9000") == 1)
            #expect(await KeyCommand(context).add("left", selfID: "", from: [], readsKey: false) == 1)
            #expect(await KeyCommand(context).rotate(graceSeconds: nil) == 1)
            let maker: TLSCommand.Maker = { _, _ in throw CancellationError() }
            let tls = TLSCommand(context, names: [], days: 1, enables: true, force: false, maker: maker)
            #expect(await tls.selfSigned() == 1)
            #expect(machine.output.notices.count == 5)
            for notice in machine.output.notices {
                #expect(notice.hasSuffix("systemctl start onebot-console"), "\(notice)")
            }
            #expect(Paths.names(in: folder + "/etc") == [] && FileFacts(path: machine.service.stateFolder) == nil)
            // A link could name anybody's file.
            makeFile(folder + "/other", "endpoint: {port: 8021, access_key: \(CommandFixture.key)}\n")
            #expect(symlink(folder + "/other", machine.service.settingsFile) == 0)
            #expect(await ConfigCommand(context).set("endpoint.port", "9000") == 1)
            #expect(contents(folder + "/other").contains("8021"))
            #expect(machine.isHomeUntouched)
        }
    }

    @Test("who stops the service is told what starts it again")
    func stop() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let service = SystemService(
                settingsFile: fixture.settingsFile,
                stateFolder: fixture.stateFolder,
                unitFile: folder + "/unit"
            )
            makeFile(service.unitFile, "ExecStart=/x run --headless --state-dir \(service.stateFolder)\n")
            let context = CommandContext(
                options: CommandOptions(language: .english),
                environment: ["HOME": folder + "/home", "SUDO_USER": "alice"],
                output: fixture.output,
                patience: .seconds(60),
                service: service
            )
            try await fixture.withConsole(FakeConsole()) {
                #expect(await StopCommand(context).run() == 0)
            }
            #expect(fixture.output.lines.count == 2)
            #expect(fixture.output.lines.last?.hasSuffix("with: sudo systemctl start onebot-console") == true)
        }
    }

    @Test("the console of the service is started by systemd, every other one by itself", arguments: Language.allCases)
    func startLine(language: Language) {
        let service = SystemService.installed
        let start = service.startLine(of: StateFolder(path: service.stateFolder), sudo: "sudo ")
        #expect(start == "sudo systemctl start onebot-console")
        #expect(service.startLine(of: StateFolder(path: "/home/a/state"), sudo: "sudo ") == "onebot-console")
        let phrases = SuccessionPhrases(language)
        for sentence in [phrases.isEnding(start: start), phrases.hasEnded(logFile: "/x/console.log", start: start)] {
            #expect(sentence.hasSuffix(start))
        }
    }
}
