import Control
import Glibc
import Settings
import Snapshot

/// `serve` and `run --headless`: this process serves.
package struct ServeCommand: Sendable {
    private let context: CommandContext
    private let settings: [String]
    private let headless: Bool
    private let logFormat: LogFormat
    private let readiness: Readiness
    private let rehearsal: [String]?
    private let serve: @Sendable (ServeOptions) async throws -> Int32

    /// - Parameters:
    ///   - settings: What `--set` says, `KEY=VALUE`.
    ///   - headless: In the foreground, with the log on standard error.
    ///   - logFormat: Of that log; nil takes what suits standard error.
    ///   - readyDescriptor: Where to report to whoever started this process.
    ///   - rehearsal: Only reports whether it could serve, for one that serves and would hand over these addresses,
    ///     `host:port`; nil serves.
    ///   - serve: Serves until the end and gives the exit code.
    package init(
        _ context: CommandContext,
        settings: [String],
        headless: Bool,
        logFormat: LogFormat? = nil,
        readyDescriptor: Int32? = nil,
        rehearsal: [String]? = nil,
        serve: @escaping @Sendable (ServeOptions) async throws -> Int32 = { try await ServingProcess.run($0) }
    ) {
        let format = logFormat ?? LogFormat.suited(to: STDERR_FILENO, context.environment)
        self.context = headless ? context.writing(to: LoggedNotices(base: context.output, format: format)) : context
        self.settings = settings
        self.headless = headless
        self.logFormat = format
        self.readiness = Readiness(descriptor: readyDescriptor)
        self.rehearsal = rehearsal
        self.serve = serve
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        // Everything this process makes is its owner's alone, and no pipe or socket that closes may end it.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        let inherited = Inheritance(.take())
        return await self.context.run { () async throws(CommandFailure) in
            do throws(CommandFailure) {
                return try await self.start(inherited)
            } catch {
                // Returns only where no other program ran in this process before.
                inherited.goBack(because: error.sentence)
                self.readiness.report(.failed(sentence: error.sentence, exit: error.exit))
                // Who has asked for it tells the operator.
                if self.rehearsal != nil { return error.exit }
                throw error
            }
        }
    }

    /// Whether systemd has started this process (systemd.exec(5)).
    private var isService: Bool {
        ["INVOCATION_ID", "NOTIFY_SOCKET"].contains { self.context.environment[$0] != nil }
    }

    /// Whether the settings are to be understood and a start with them would succeed; all else belongs to the one that
    /// serves.
    private func rehearse(_ options: ServeOptions, _ held: [String]) throws(CommandFailure) -> Int32 {
        let store = SettingsStore(
            file: options.settingsFile,
            environment: self.context.environment,
            arguments: options.settings
        )
        let loaded: LoadedSettings
        do throws(SettingsRefusal) {
            loaded = try store.load()
        } catch {
            throw CommandFailure(error.sentences(self.context.settingsLanguage).joined(separator: " "))
        }
        let check = StartCheck(loaded.settings, held: held, language: self.context.language)
        if let sentence = check.failure() { throw CommandFailure(sentence) }
        self.readiness.report(.ready)
        return CommandExit.done
    }

    private func start(_ inherited: Inheritance) async throws(CommandFailure) -> Int32 {
        // What a service manager starts is a service of its own, and what follows in this process has its place.
        if self.rehearsal == nil, inherited.lock == nil, !self.isService { try self.context.checkStart() }
        let folder = try self.context.preparedStateFolder()
        var options = ServeOptions(
            settingsFile: try self.context.ownPaths().settingsFile,
            stateFolder: folder,
            language: self.context.options.language,
            spokenLanguage: self.context.language,
            settings: try SetArguments.read(self.settings, self.context.phrases),
            headless: self.headless,
            logFormat: self.logFormat,
            readiness: self.readiness
        )
        options.inherited = inherited
        if let held = self.rehearsal { return try self.rehearse(options, held) }
        if self.headless, inherited.lock == nil, let holder = InstanceLock.holder(of: folder) {
            throw CommandFailure(self.context.phrases.alreadyRunning(pid: holder.pid))
        }
        do {
            return try await self.serve(options)
        } catch let problem as StateFolderProblem {
            if case .held(let pid) = problem { self.readiness.report(.alreadyServed(pid: pid)) }
            throw CommandFailure(self.context.phrases.stateFolderProblem(problem))
        } catch let problem as ControlSocketProblem {
            throw CommandFailure(self.context.phrases.controlSocketProblem(problem))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}
