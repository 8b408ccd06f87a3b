import Glibc
import Settings

/// `run`: the screen of the console of this state folder, which is started first where it does not run.
package struct RunCommand: Sendable {
    /// What it does with the world, to be replaced in tests.
    package struct Actions: Sendable {
        /// Whether there is a terminal to draw on.
        package var hasTerminal: @Sendable () -> Bool
        /// Starts the serving process.
        package var launch: @Sendable (ServeOptions, CommandContext) async -> LaunchOutcome
        /// Serves in this process, without a screen.
        package var serve: @Sendable (ServeOptions) async throws -> Int32
        /// Shows the screen until it ends, to an onlooker where that is said.
        package var attach: @Sendable (CommandContext, StateFolder, Bool) async throws(CommandFailure) -> ScreenResult
        /// How a serving process was started; nil where it was not by this program.
        package var origin: @Sendable (Int32) -> ServingOrigin?
        /// Starts a serving process as another one was started.
        package var relaunch: @Sendable (ServingOrigin, StateFolder) async -> LaunchOutcome
        /// Asks the operator.
        package var consent: any Consent

        package init(
            hasTerminal: @escaping @Sendable () -> Bool,
            launch: @escaping @Sendable (ServeOptions, CommandContext) async -> LaunchOutcome,
            serve: @escaping @Sendable (ServeOptions) async throws -> Int32,
            attach:
                @escaping @Sendable (CommandContext, StateFolder, Bool) async throws(CommandFailure) -> ScreenResult,
            origin: @escaping @Sendable (Int32) -> ServingOrigin?,
            relaunch: @escaping @Sendable (ServingOrigin, StateFolder) async -> LaunchOutcome,
            consent: any Consent
        ) {
            self.hasTerminal = hasTerminal
            self.launch = launch
            self.serve = serve
            self.attach = attach
            self.origin = origin
            self.relaunch = relaunch
            self.consent = consent
        }
    }

    private let context: CommandContext
    private let headless: Bool
    private let logFormat: LogFormat?
    private let isReadOnly: Bool
    private let settings: [String]
    private let actions: Actions

    /// - Parameters:
    ///   - headless: Serve in the foreground, no screen.
    ///   - logFormat: Of the log on standard error then; nil takes what suits it.
    ///   - isReadOnly: As an onlooker; then nothing is started.
    ///   - settings: What `--set` says, `KEY=VALUE`.
    package init(
        _ context: CommandContext,
        headless: Bool,
        logFormat: LogFormat? = nil,
        isReadOnly: Bool = false,
        settings: [String],
        actions: Actions
    ) {
        self.context = context
        self.headless = headless
        self.logFormat = logFormat
        self.isReadOnly = isReadOnly
        self.settings = settings
        self.actions = actions
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        if self.isReadOnly { return await self.look() }
        if self.headless { return await self.serve() }
        guard self.actions.hasTerminal() else {
            // A mistake on the command line, or the service, is all there is to say then.
            if (try? SetArguments.read(self.settings, self.context.phrases)) != nil,
                (try? self.context.checkStart()) != nil
            {
                self.context.output.notice(self.context.phrases.servingWithoutTerminal())
            }
            return await self.serve()
        }
        return await self.context.run { () async throws(CommandFailure) in try await self.show() }
    }

    private func serve() async -> Int32 {
        await ServeCommand(
            self.context,
            settings: self.settings,
            headless: true,
            logFormat: self.logFormat,
            serve: self.actions.serve
        ).run()
    }

    /// An onlooker sees what runs; he starts nothing.
    private func look() async -> Int32 {
        guard !self.headless, self.settings.isEmpty else {
            return await self.context.run { () async throws(CommandFailure) in
                throw CommandFailure(self.context.phrases.readOnlyStartsNothing(), exit: CommandExit.usage)
            }
        }
        return await AttachCommand(self.context, isReadOnly: true, actions: self.actions).run()
    }

    private func show() async throws(CommandFailure) -> Int32 {
        let settings = try SetArguments.read(self.settings, self.context.phrases)
        if case .runs(let service) = self.context.serviceStanding() {
            guard settings.isEmpty else {
                let pid = InstanceLock.holder(of: service)?.pid
                throw CommandFailure(self.context.phrases.settingsWhileRunning(pid: pid))
            }
            return try await ScreenVisit(context: self.context, actions: self.actions).show(service)
        }
        try self.context.checkStart()
        let folder = try self.context.preparedStateFolder()
        if let holder = InstanceLock.holder(of: folder) {
            guard settings.isEmpty else {
                throw CommandFailure(self.context.phrases.settingsWhileRunning(pid: holder.pid))
            }
            do throws(CommandFailure) {
                return try await ScreenVisit(context: self.context, actions: self.actions).show(folder)
            } catch  where error.exit == CommandExit.notRunning {
                // It was just ending: the operator wants one that runs.
            }
        }
        let options = ServeOptions(
            settingsFile: try self.context.ownPaths().settingsFile,
            stateFolder: folder,
            language: self.context.options.language,
            spokenLanguage: self.context.language,
            settings: settings
        )
        try await self.actions.launch(options, self.context).check(folder, self.context.phrases)
        return try await ScreenVisit(context: self.context, actions: self.actions).show(folder)
    }
}

extension LaunchOutcome {
    /// Throws the sentence for a start that failed.
    func check(_ folder: StateFolder, _ phrases: CommandPhrases) throws(CommandFailure) {
        switch self {
        // Somebody else's start was faster: its screen is as good as ours.
        case .ready, .alreadyServed: return
        case .failed(let sentence, let exit): throw CommandFailure(sentence, exit: exit)
        case .died: throw CommandFailure(phrases.died(folder.crashFile))
        case .timedOut: throw CommandFailure(phrases.startTimedOut(folder.logFile))
        case .notStarted(let code): throw CommandFailure(phrases.notStarted(code))
        }
    }
}
