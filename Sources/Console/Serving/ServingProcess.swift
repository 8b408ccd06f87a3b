import CPlatform
import Control
import Endpoint
import Foundation
import Glibc
import Host
import Logging
import Metrics
import NIOCore
import NIOPosix
import NapCat
import ServiceLifecycle
import Settings
import Snapshot
import Synchronization
import UnixSignals

/// The process that listens, holds the bots and builds every screen. It never owns a terminal.
package enum ServingProcess {
    /// The version of the program.
    package static let version = "0.1.0"

    /// Serves until it is told to stop.
    ///
    /// - Returns: The exit code.
    /// - Throws: ``StateFolderProblem`` when the folder is not to be had, ``CommandFailure`` when it cannot serve.
    package static func run(_ options: ServeOptions) async throws -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        // The terminal that started us may go; that is no reason to end. A headless console takes it as a wish, once it
        // can: see ``ManagedService``.
        signal(SIGHUP, SIG_IGN)
        var descriptors: UInt64 = 0
        _ = cp_raise_descriptor_limit(&descriptors)

        let claim = try await ServingClaim.claim(
            options.stateFolder,
            environment: environment,
            inherited: options.inherited.lock
        )
        let log = LogStore(
            file: options.stateFolder.logFile,
            standardError: options.headless,
            format: options.logFormat
        )
        let language = options.spokenLanguage
        let errors = options.headless ? nil : Self.captureErrors(of: options.stateFolder, into: log)
        do {
            let serving = try await Serving(options, claim: claim, environment: environment, log: log)
            try await serving.serve()
            await Self.end(errors, options.stateFolder, log)
            if serving.succession.program != nil {
                let code = serving.succession.proceed(lock: claim.duplicateLock())
                throw CommandFailure(SuccessionPhrases(language).notReplaced(String(cString: strerror(code))))
            }
            claim.release()
            return CommandExit.done
        } catch {
            await Self.end(errors, options.stateFolder, log)
            claim.release()
            throw (error as? SettingsRefusal).map {
                CommandFailure($0.sentences(SettingsLanguage(language)).joined(separator: "\n"))
            } ?? error
        }
    }
}

extension ServingProcess {
    /// From here on the log has what is written to standard error, and what the run before said last.
    private static func captureErrors(of folder: StateFolder, into log: LogStore) -> ErrorStream? {
        let lastWords = CrashFile(path: folder.crashFile).takeLastWords()
        if !lastWords.isEmpty {
            let logger = log.logger(label: "crash")
            logger.error("an earlier run left this on standard error", metadata: ["file": "\(folder.crashFile).1"])
            for line in lastWords { logger.error("\(line)") }
        }
        return ErrorStream(into: log)
    }

    private static func end(_ errors: ErrorStream?, _ folder: StateFolder, _ log: LogStore) async {
        await errors?.release()
        await log.flush()
        if errors != nil { CrashFile(path: folder.crashFile).clear() }
    }
}

/// One run of the serving process, put together.
private struct Serving {
    private let options: ServeOptions
    private let group: MultiThreadedEventLoopGroup
    private let controlGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let core: ConsoleCore
    private let doctor: DoctorKeeper
    private let alarms: AlarmKeeper
    private let napCat: NapCatKeeper
    private let server: EndpointServer
    private let control: ControlServer
    private let metrics: MetricsListener
    private let screens: ScreenService
    private let ledger: LedgerKeeper
    private let journal: JournalKeeper
    private let log: LogStore
    private let logger: Logger
    private let stopRequests: AsyncStream<Void>
    private let environment: [String: String]
    let succession = Succession()

    init(_ options: ServeOptions, claim: ServingClaim, environment: [String: String], log: LogStore) async throws {
        self.options = options
        self.log = log
        self.environment = environment
        let logger = log.logger(label: "console")
        self.logger = logger
        let store = SettingsStore(
            file: options.settingsFile,
            environment: environment,
            arguments: options.settings
        )
        let loaded = try store.start()
        log.redactor.register(secretsOf: loaded.settings)
        for note in loaded.notes { logger.warning("\(note.sentence(.english))") }

        let keyFile = KeyHistoryFile(stateFolder: options.stateFolder.path)
        let keys = KeyRing(Self.history(keyFile, logger))
        var ledgerFile = LedgerFile(path: options.stateFolder.path + "/ledger.jsonl")
        let earlier = Self.ledger(&ledgerFile, logger)
        self.group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        self.server = EndpointServer(
            configuration: EndpointConfiguration(loaded.settings),
            access: AccessPolicy(loaded.settings, keys: keys),
            group: self.group,
            ledger: Ledger(earlier: earlier),
            inherited: options.inherited.duplicateSockets(),
            logger: log.logger(label: "endpoint")
        )
        self.ledger = LedgerKeeper(ledger: self.server.ledger, file: ledgerFile, logger: logger)

        let changes = ChangeHub()
        self.journal = JournalKeeper(
            queue: self.server.journal,
            path: options.stateFolder.path + "/journal.sqlite",
            settings: loaded.settings,
            logger: log.logger(label: "journal"),
            changed: { changes.stateChanged() }
        )
        let board = NapCatBoard()
        let (stopRequests, stop) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.stopRequests = stopRequests
        self.core = ConsoleCore(
            server: self.server,
            keys: keys,
            facts: ConsoleFacts(
                version: ServingProcess.version,
                pid: getpid(),
                startedAt: Date(),
                stateDirectory: options.stateFolder.path,
                socketDirectory: claim.sockets.runtimeFolder,
                settingsFile: options.settingsFile
            ),
            store: store,
            keyFile: keyFile,
            loaded: loaded,
            log: log,
            journal: self.journal,
            napCat: board,
            changed: { changes.stateChanged() },
            stop: { stop.yield() }
        )
        let core = self.core
        let pokes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let doorbell = DoorbellKeeper { pokes.continuation.yield() }
        let spoken = options.spokenLanguage
        let alarms = AlarmKeeper(
            settings: loaded.settings,
            language: spoken,
            group: self.controlGroup,
            logger: log.logger(label: "alarms"),
            redactor: log.redactor,
            environment: environment,
            changed: { changes.changed() }
        )
        self.alarms = alarms
        self.doctor = DoctorKeeper(
            core: core,
            look: MachineLook(folders: [options.stateFolder.path, options.settingsFile], doorbell: doorbell),
            doorbell: doorbell,
            stateChanges: changes.stateChanges,
            pokes: pokes,
            changed: { changes.changed() },
            onDiagnosis: { diagnosis in
                let language = Language(await core.settingsInForce.settings.languageChoice) ?? spoken
                await alarms.observe(diagnosis, language: language)
            }
        )
        let loginTimes = LoginTimesFile(stateFolder: options.stateFolder.path)
        self.napCat = NapCatKeeper(
            core: core,
            doctor: self.doctor,
            board: board,
            looker: NapCatLooker(
                group: self.controlGroup,
                environment: environment,
                redactor: log.redactor,
                logins: LoginLedger(attempts: loginTimes.load()) { times in
                    // A disk that hangs must not keep logins waiting for ever.
                    _ = await Offload.run("napcat logins", limit: .seconds(1)) { loginTimes.save(times) }
                }
            ),
            logger: log.logger(label: "napcat"),
            changed: { changes.changed() }
        )
        try await Self.listen(self.server, options: options, logger)
        let screens = try await ScreenService(
            path: claim.sockets.attach,
            core: self.core,
            doctor: self.doctor,
            alarms: alarms,
            napCat: self.napCat,
            server: self.server,
            log: log,
            changes: changes,
            language: options.language
        )
        self.screens = screens
        let source = MetricsSource(core: core, doctor: self.doctor, terminals: { await screens.attached })
        let backend = ConsoleBackend(
            core: core,
            doctor: self.doctor,
            napCat: self.napCat,
            pages: MetricsPages { await MetricsPage(source.reading()).bytes },
            rehearsal: Rehearsal(options: options, succession: self.succession, logger: logger)
        )
        self.control = try await ControlServer.bind(
            path: claim.sockets.control,
            backend: backend,
            group: self.controlGroup,
            logger: log.logger(label: "control")
        )
        self.metrics = MetricsListener(backend: backend, group: self.controlGroup, logger: log.logger(label: "metrics"))
        await core.serveMetrics(with: self.metrics)
    }

    // MARK: - Starting

    /// Listens. Without a screen to show a failure it ends the start; with one, the screen shows it.
    private static func listen(
        _ server: EndpointServer,
        options: ServeOptions,
        _ logger: Logger
    ) async throws {
        let phrases = EffectPhrases(language: options.spokenLanguage)
        do {
            try await server.start()
        } catch {
            let problem = await ConsoleCore.problem(error)
            logger.error("cannot listen", metadata: ["reason": "\(EffectPhrases(language: .english).problem(problem))"])
            if case .certificate = problem {
                // Nobody must take the screen of a console that does not serve for one that serves without TLS.
                await server.stop()
                throw CommandFailure("\(phrases.problem(problem)) \(phrases.startWithoutTLS)")
            }
            if options.headless {
                await server.stop()
                throw CommandFailure(phrases.problem(problem))
            }
        }
    }

    /// A history that cannot be read costs the recognition of old keys, not the service.
    private static func history(_ file: KeyHistoryFile, _ logger: Logger) -> KeyHistory {
        do throws(SettingProblem) {
            return try file.load()
        } catch {
            logger.warning("retired keys not known", metadata: ["reason": "\(error.sentence(.english))"])
            return KeyHistory()
        }
    }

    private static func ledger(_ file: inout LedgerFile, _ logger: Logger) -> [LedgerEntry] {
        do {
            return try file.load()
        } catch {
            logger.warning("earlier attempts not known", metadata: ["reason": "\(error)"])
            return []
        }
    }

    // MARK: - Serving

    /// Says that it serves, to whoever waits for it.
    ///
    /// - Parameter managed: nil behind a screen, where no service manager is.
    private func announce(_ managed: ManagedService?) async {
        let path = EndpointConfiguration(await self.core.settingsInForce.settings).path
        for listener in await self.server.listenerReports() where listener.failure == nil {
            let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
            let scheme = listener.certificate == nil ? "ws" : "wss"
            let line = "listening on \(scheme)://\(host):\(listener.port)\(path)"
            if self.options.headless {
                StandardStreams().notice(String(self.options.logFormat.sentence(line, .info).dropLast()))
            }
            self.logger.info("serving", metadata: ["host": "\(listener.host)", "port": "\(listener.port)"])
        }
        self.options.readiness.report(.ready)
        self.options.inherited.settle()
        await managed?.announce()
    }

    func serve() async throws {
        // Ended from the last to the first: the bots are told at once, whatever a client of the socket still does.
        var services: [any Service] = [
            self.ledger, self.journal, ControlLifecycle(server: self.control), self.metrics, self.screens,
            ListenAgain(core: self.core), CertificateWatch(core: self.core), self.alarms, self.napCat, self.doctor,
            EndpointLifecycle(server: self.server, succession: self.succession),
        ]
        var managed: ManagedService?
        if self.options.headless {
            let service = await ManagedService(
                manager: ServiceManager(environment: self.environment),
                core: self.core,
                server: self.server,
                groups: [("endpoint", self.group), ("control", self.controlGroup)],
                log: self.log,
                succession: self.succession
            )
            services.append(service)
            managed = service
        }
        services.append(AnnounceOnStart { [managed] in await self.announce(managed) })
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }
                + [
                    .init(
                        service: StopOnRequest(requests: self.stopRequests),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    )
                ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: self.logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: configuration).run()
        self.logger.info("stopped")
        try await self.controlGroup.shutdownGracefully()
        try await self.group.shutdownGracefully()
    }
}
