import Control
import Endpoint
import Foundation
import Glibc
import Host
import Logging
import Metrics
import NapCat
import Settings
import Snapshot

/// One run of the serving process, put together.
struct Serving {
    let options: ServeOptions
    let threads: ServingThreads
    let core: ConsoleCore
    let doctor: DoctorKeeper
    let alarms: AlarmKeeper
    let napCat: NapCatKeeper
    let server: EndpointServer
    let control: ControlServer
    let metrics: MetricsListener
    let screens: ScreenService
    let ledger: LedgerKeeper
    let journal: JournalKeeper
    let log: LogStore
    let logger: Logger
    let environment: [String: String]
    let succession = Succession()

    /// Listens on its sockets and its addresses. Where it throws, nothing of it listens any more.
    ///
    /// - Parameters:
    ///   - threads: The caller's to end.
    ///   - lastWords: Of the run before, for the log.
    init(
        _ options: ServeOptions,
        claim: ServingClaim,
        environment: [String: String],
        threads: ServingThreads,
        log: LogStore,
        lastWords: [String]
    ) async throws {
        self.options = options
        self.threads = threads
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
        for line in lastWords { log.logger(label: "crash").error("\(line)") }
        if let reason = options.inherited.returnedBecause {
            logger.error(
                "the program that followed could not serve, this one serves again",
                metadata: ["reason": "\(reason)"]
            )
        }
        for note in loaded.notes { logger.warning("\(note.sentence(.english))") }

        let keyFile = KeyHistoryFile(stateFolder: options.stateFolder.path)
        let keys = KeyRing(ServingStart.history(keyFile, loaded.settings, logger))
        var ledgerFile = LedgerFile(path: options.stateFolder.path + "/ledger.jsonl")
        let earlier = ServingStart.ledger(&ledgerFile, logger)
        let configuration = EndpointConfiguration(loaded.settings)
        self.server = EndpointServer(
            configuration: configuration,
            access: AccessPolicy(loaded.settings, keys: keys),
            group: threads.endpoint,
            ledger: Ledger(earlier: earlier),
            inherited: options.inherited.duplicateSockets(for: configuration),
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
        let succession = self.succession
        self.core = ConsoleCore(
            server: self.server,
            keys: keys,
            facts: ConsoleFacts(
                version: ServingProcess.version,
                pid: getpid(),
                startedAt: Date(),
                stateDirectory: options.stateFolder.path,
                socketDirectory: claim.sockets.runtimeFolder,
                settingsFile: options.settingsFile,
                wentBack: options.inherited.returnedBecause
            ),
            store: store,
            keyFile: keyFile,
            loaded: loaded,
            log: log,
            journal: self.journal,
            napCat: board,
            changed: { changes.stateChanged() },
            stop: { succession.end() }
        )
        let core = self.core
        let pokes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let doorbell = DoorbellKeeper { pokes.continuation.yield() }
        let spoken = options.spokenLanguage
        let alarms = AlarmKeeper(
            settings: loaded.settings,
            language: spoken,
            group: threads.control,
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
                group: threads.control,
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
        // Before the bots come, who would have to be sent away where this fails.
        let screens = try await ScreenService(
            path: claim.sockets.attach,
            core: self.core,
            doctor: self.doctor,
            alarms: alarms,
            napCat: self.napCat,
            server: self.server,
            log: log,
            changes: changes,
            succession: succession,
            language: options.language
        )
        self.screens = screens
        let source = MetricsSource(core: core, doctor: self.doctor, terminals: { await screens.attached })
        let backend = ConsoleBackend(
            core: core,
            doctor: self.doctor,
            napCat: self.napCat,
            pages: MetricsPages { await MetricsPage(source.reading()).bytes },
            rehearsal: Rehearsal(
                folder: options.stateFolder,
                succession: succession,
                held: { [headless = options.headless] in await core.heldAddresses(forgivingFailures: !headless) },
                sockets: { await core.server.socketCount() },
                logger: logger
            )
        )
        do {
            try await ServingStart.listen(self.server, options: options, logger)
            // After that: what is asked here must not be answered by one that then cannot serve.
            self.control = try await ControlServer.bind(
                path: claim.sockets.control,
                backend: backend,
                group: threads.control,
                leavesTooFew: { DescriptorReserve(for: .operators).isAllThatIsLeft(beside: $0) },
                logger: log.logger(label: "control")
            )
        } catch {
            await screens.stop()
            await self.server.stop()
            throw error
        }
        self.metrics = MetricsListener(backend: backend, group: threads.control, logger: log.logger(label: "metrics"))
        await core.serveMetrics(with: self.metrics)
    }
}
