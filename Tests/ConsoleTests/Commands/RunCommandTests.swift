import Control
import Glibc
import Snapshot
import Synchronization
import Testing

@testable import Console

@Suite struct RunCommandTests {
    /// Remembers what `run` did with the world.
    private final class World: Sendable {
        struct Deeds {
            var launched: [ServeOptions] = []
            var served: [ServeOptions] = []
            var attached: [String] = []
            var onlookers = 0
            var relaunched: [ServingOrigin] = []
        }

        private let deeds = Mutex(Deeds())
        let hasTerminal: Bool
        let outcome: LaunchOutcome
        /// Whether the first look for the screen finds a console that has just ended.
        let endsFirst: Bool
        /// The version of the console that runs, where it does not speak with ours; nil once it was restarted.
        let otherVersion: String?
        let origin: ServingOrigin?
        let consent: FakeConsent

        init(
            hasTerminal: Bool = true,
            outcome: LaunchOutcome = .ready,
            endsFirst: Bool = false,
            otherVersion: String? = nil,
            origin: ServingOrigin? = nil,
            answer: Bool? = nil
        ) {
            self.hasTerminal = hasTerminal
            self.outcome = outcome
            self.endsFirst = endsFirst
            self.otherVersion = otherVersion
            self.origin = origin
            self.consent = FakeConsent(answer)
        }

        var done: Deeds { self.deeds.withLock { $0 } }

        var actions: RunCommand.Actions {
            RunCommand.Actions(
                hasTerminal: { self.hasTerminal },
                launch: { options, _ in
                    self.deeds.withLock { $0.launched.append(options) }
                    return self.outcome
                },
                serve: { options in
                    self.deeds.withLock { $0.served.append(options) }
                    return 0
                },
                attach: { (_, folder, isReadOnly) async throws(CommandFailure) in
                    let deeds = self.deeds.withLock { deeds in
                        deeds.attached.append(folder.path)
                        if isReadOnly { deeds.onlookers += 1 }
                        return deeds
                    }
                    if self.endsFirst, deeds.attached.count == 1 { throw CommandFailure("gone", exit: 3) }
                    if let version = self.otherVersion, deeds.relaunched.isEmpty {
                        return .otherVersion(running: version)
                    }
                    return .ended(7)
                },
                origin: { _ in self.origin },
                relaunch: { origin, _ in
                    self.deeds.withLock { $0.relaunched.append(origin) }
                    return self.outcome
                },
                consent: self.consent
            )
        }
    }

    @Test("it starts the console, then shows its screen and ends as that ends")
    func starts() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            let command = RunCommand(
                fixture.context,
                headless: false,
                settings: ["endpoint.port=9000", "endpoint.path=/a=b"],
                actions: world.actions
            )
            #expect(await command.run() == 7)
            let options = try #require(world.done.launched.first)
            #expect(options.settings == ["endpoint.port": "9000", "endpoint.path": "/a=b"])
            #expect(options.settingsFile == fixture.settingsFile)
            #expect(options.stateFolder.path == fixture.stateFolder)
            #expect(mode(fixture.stateFolder) == 0o700)
            #expect(world.done.attached == [fixture.stateFolder])
            #expect(fixture.output.notices.isEmpty)
        }
    }

    @Test("beside a running console it only shows the screen")
    func attaches() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            try await fixture.withConsole(FakeConsole()) {
                let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
                #expect(await command.run() == 7)
            }
            #expect(world.done.launched.isEmpty)
            #expect(world.done.attached == [fixture.stateFolder])
        }
    }

    @Test("a console that is just ending is followed by a new one")
    func ending() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(endsFirst: true)
            try await fixture.withConsole(FakeConsole()) {
                let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
                #expect(await command.run() == 7)
            }
            #expect(world.done.launched.count == 1)
            #expect(world.done.attached.count == 2)
            #expect(fixture.output.notices.isEmpty)
        }
    }

    @Test("of two starts at once the slower shows the screen of the faster")
    func race() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(outcome: .alreadyServed(pid: 42))
            let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
            #expect(await command.run() == 7)
            #expect(world.done.attached == [fixture.stateFolder])
        }
    }

    @Test(
        "a start that fails says why and shows no screen",
        arguments: [
            (LaunchOutcome.failed(sentence: "config.yaml:3:5: no.", exit: 1), "config.yaml:3:5: no."),
            (.died, "console.crash"), (.timedOut, "console.log"), (.notStarted(errno: ENOENT), "No such file"),
        ]
    )
    func fails(outcome: LaunchOutcome, words: String) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(outcome: outcome)
            let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
            #expect(await command.run() == 1)
            #expect(world.done.attached.isEmpty)
            #expect(fixture.output.notices.count == 1)
            #expect(fixture.output.notices.first?.contains(words) == true)
        }
    }

    @Test("--set beside a running console is refused, because it would change nothing")
    func settingsWhileRunning() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            try await fixture.withConsole(FakeConsole()) {
                let settings = ["endpoint.port=9000"]
                let command = RunCommand(fixture.context, headless: false, settings: settings, actions: world.actions)
                #expect(await command.run() == 1)
            }
            #expect(world.done.attached.isEmpty)
            #expect(fixture.output.notices.first?.contains("\(getpid())") == true)
        }
    }

    @Test(
        "--set of a secret, or of nothing, is a mistake on the command line that repeats no secret",
        arguments: ["endpoint.access_key=abcdefghij", "napcat.token=abcdefghij", "abcdefghij", "=abcdefghij"],
        [true, false]
    )
    func badSet(argument: String, headless: Bool) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            let command = RunCommand(fixture.context, headless: headless, settings: [argument], actions: world.actions)
            #expect(await command.run() == 64)
            #expect(world.done.launched.isEmpty && world.done.served.isEmpty)
            #expect(fixture.output.notices.first?.contains("abcdefghij") == false)
        }
    }

    @Test("--headless serves here and starts nothing")
    func headless() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            let command = RunCommand(fixture.context, headless: true, settings: [], actions: world.actions)
            #expect(await command.run() == 0)
            #expect(world.done.served.first?.headless == true)
            #expect(world.done.launched.isEmpty)
            #expect(fixture.output.notices.isEmpty)
        }
    }

    @Test("--headless beside a running console is exit 1 with its process on standard error")
    func headlessBeside() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            try await fixture.withConsole(FakeConsole()) {
                let command = RunCommand(fixture.context, headless: true, settings: [], actions: world.actions)
                #expect(await command.run() == 1)
            }
            #expect(world.done.served.isEmpty)
            #expect(fixture.output.notices.first?.contains("\(getpid())") == true)
        }
    }

    @Test("without a terminal it says so in a line and serves without a screen")
    func noTerminal() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(hasTerminal: false)
            let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
            #expect(await command.run() == 0)
            #expect(world.done.served.first?.headless == true)
            #expect(fixture.output.notices.count == 1)
        }
    }

    @Test("a mistake on the command line is all that is said, terminal or not")
    func badSetWithoutTerminal() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(hasTerminal: false)
            let command = RunCommand(fixture.context, headless: false, settings: ["x"], actions: world.actions)
            #expect(await command.run() == 64)
            #expect(fixture.output.notices.count == 1)
            #expect(world.done.served.isEmpty)
        }
    }

    @Test("an onlooker sees what runs, and starts nothing")
    func onlooker() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            let run = RunCommand(
                fixture.context,
                headless: false,
                isReadOnly: true,
                settings: [],
                actions: world.actions
            )
            #expect(await run.run() == 3)
            #expect(world.done.launched.isEmpty && world.done.attached.isEmpty)
            #expect(fixture.output.notices.count == 1)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await run.run() == 7)
                #expect(await AttachCommand(fixture.context, isReadOnly: true, actions: world.actions).run() == 7)
            }
            #expect(world.done.onlookers == 2)
            for (headless, settings) in [(true, []), (false, ["endpoint.port=1"])] as [(Bool, [String])] {
                let command = RunCommand(
                    fixture.context,
                    headless: headless,
                    isReadOnly: true,
                    settings: settings,
                    actions: world.actions
                )
                #expect(await command.run() == 64)
            }
            #expect(world.done.served.isEmpty)
        }
    }

    // MARK: - Versions

    private static let origin = ServingOrigin(
        arguments: ["onebot-console", "serve", "--ready-fd", "3", "--set", "endpoint.port=9000"],
        environment: ["PATH": "/bin"]
    )

    @Test("a console of another version is restarted as it was started, when the operator says yes")
    func restart() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(otherVersion: "0.0.9", origin: Self.origin, answer: true)
            try await fixture.withConsole(FakeConsole()) {
                let command = RunCommand(fixture.context, headless: false, settings: [], actions: world.actions)
                #expect(await command.run() == 7)
            }
            #expect(world.done.relaunched == [Self.origin])
            #expect(world.done.attached.count == 2)
            #expect(fixture.output.notices.count == 1)
            #expect(fixture.output.notices.first?.contains("0.0.9") == true)
            #expect(fixture.output.notices.first?.contains(ServingProcess.version) == true)
            #expect(world.consent.questions.count == 1)
        }
    }

    @Test("nothing but a yes restarts it", arguments: [false, nil])
    func noRestart(answer: Bool?) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(otherVersion: "0.0.9", origin: Self.origin, answer: answer)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await AttachCommand(fixture.context, actions: world.actions).run() == 1)
                let state = try StateFolder.prepare(at: fixture.stateFolder)
                #expect(InstanceLock.holder(of: state) != nil)
            }
            #expect(world.done.relaunched.isEmpty)
            let said = fixture.output.notices.joined()
            #expect(said.contains("0.0.9") && said.contains("onebot-console stop && onebot-console"))
        }
    }

    @Test("one that runs as a service is left to it, and an onlooker is not even asked", arguments: [true, false])
    func notOurs(isReadOnly: Bool) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World(otherVersion: "0.0.9", origin: isReadOnly ? Self.origin : nil, answer: true)
            try await fixture.withConsole(FakeConsole()) {
                let command = AttachCommand(fixture.context, isReadOnly: isReadOnly, actions: world.actions)
                #expect(await command.run() == 1)
            }
            #expect(world.done.relaunched.isEmpty && world.consent.questions.isEmpty)
            let said = fixture.output.notices.joined()
            #expect(said.contains("0.0.9"))
            for words in isReadOnly ? ["operator"] : ["onebot-console upgrade", "restart onebot-console"] {
                #expect(said.contains(words), "\(said)")
            }
        }
    }

    @Test("settings that the new one would refuse keep the old one running, unasked")
    func settingsRefused() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            makeFile(folder + "/bad.yaml", "language: nonsense\n")
            var origin = Self.origin
            origin.arguments += ["--config", folder + "/bad.yaml"]
            let world = World(otherVersion: "0.0.9", origin: origin, answer: true)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await AttachCommand(fixture.context, actions: world.actions).run() == 1)
                let state = try StateFolder.prepare(at: fixture.stateFolder)
                #expect(InstanceLock.holder(of: state) != nil)
            }
            #expect(world.consent.questions.isEmpty && world.done.relaunched.isEmpty)
            #expect(fixture.output.notices.joined().contains("bad.yaml line 1"))
        }
    }

    @Test("attach shows the screen of the running one, and is exit 3 when none runs")
    func attach() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let world = World()
            #expect(await AttachCommand(fixture.context, actions: world.actions).run() == 3)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await AttachCommand(fixture.context, actions: world.actions).run() == 7)
                let blind = World(hasTerminal: false)
                #expect(await AttachCommand(fixture.context, actions: blind.actions).run() == 1)
            }
            #expect(world.done.attached == [fixture.stateFolder])
        }
    }
}
