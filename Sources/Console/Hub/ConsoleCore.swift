import Control
import Endpoint
import Foundation
import Host
import Logging
import OneBot
import Settings
import Snapshot

/// The one place where settings, keys and the endpoint are changed, whoever asks: a screen, the command line or the
/// control socket. One change at a time; each is in force and saved, or nothing has changed.
actor ConsoleCore {
    let server: EndpointServer
    let keys: KeyRing
    let facts: ConsoleFacts
    let store: SettingsStore
    let keyFile: KeyHistoryFile
    let log: LogStore
    let logger: Logger
    /// Takes our keys out of texts.
    nonisolated var redactor: Redactor { self.log.redactor }
    let journal: JournalKeeper
    private let napCat: NapCatBoard
    let changed: @Sendable () -> Void
    private let stop: @Sendable () -> Void
    var loaded: LoadedSettings
    var lastChange: (path: String, previous: Secret)?
    private var rates = RateMeter()
    private var botRates: [String: RateMeter] = [:]
    private var portOwners = PortOwners()
    let settingsWatch = SettingsFileWatch()
    /// Nil until there is one.
    var metricsListener: MetricsListener?
    var hourlyRates = HourlyRates()
    /// Whether a change is under way: an actor lets others in wherever it waits.
    private var isChanging = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(
        server: EndpointServer,
        keys: KeyRing,
        facts: ConsoleFacts,
        store: SettingsStore,
        keyFile: KeyHistoryFile,
        loaded: LoadedSettings,
        log: LogStore,
        journal: JournalKeeper,
        napCat: NapCatBoard,
        changed: @escaping @Sendable () -> Void,
        stop: @escaping @Sendable () -> Void
    ) {
        self.server = server
        self.keys = keys
        self.facts = facts
        self.store = store
        self.keyFile = keyFile
        self.loaded = loaded
        self.log = log
        self.logger = log.logger(label: "settings")
        self.journal = journal
        self.napCat = napCat
        self.changed = changed
        self.stop = stop
    }

    var settingsInForce: LoadedSettings { self.loaded }

    // MARK: - Telling

    /// Everything as it is now.
    func snapshot() async -> Snapshot {
        await self.snapshot(of: await self.server.report())
    }

    func snapshot(of report: EndpointReport) async -> Snapshot {
        let live = report.links.reduce(report.past) { $0 + $1.counters }
        self.rates.look(live.events, at: report.wallTime)
        for bot in report.bots {
            let total = report.links.filter { $0.selfID == bot.selfID }.reduce(bot.past.events) {
                $0 + $1.counters.events
            }
            self.botRates[bot.selfID, default: RateMeter()].look(total, at: report.wallTime)
        }
        if self.botRates.count > report.bots.count {
            let known = Set(report.bots.map(\.selfID))
            self.botRates = self.botRates.filter { known.contains($0.key) }
        }
        let taken = report.listeners.compactMap { listener -> Int? in
            if case .inUse(let port) = listener.failure { port } else { nil }
        }
        self.portOwners.refresh(takenPorts: Set(taken))
        let journal = await self.journal.facts()
        return SnapshotBuilder(
            console: self.facts,
            report: report,
            loaded: self.loaded,
            keys: self.keys.current,
            log: self.log.lines,
            owners: self.portOwners.owners,
            rates: self.rates.rates(at: report.wallTime),
            botRates: self.botRates.mapValues { $0.mean(at: report.wallTime, seconds: 5) },
            journal: journal,
            napCat: self.napCat.look,
            secrets: self.redactor.secrets
        ).build()
    }

    // MARK: - Settings

    /// What a typed value is worth, a free port included.
    func judge(path: String, text: String, language: Language) async -> SettingJudgement.Verdict {
        let phrases = EffectPhrases(language: language)
        let change = SettingChange(path: path, text: text)
        let verdict = SettingChange.judge(change, in: self.loaded)
        switch verdict {
        case .refused(let problem):
            return .refused(problem.reason(SettingsLanguage(language)))
        case .warning(let note):
            return .acceptedWithWarning(note.sentence(SettingsLanguage(language)))
        case .accepted(unchanged: true):
            return .accepted(phrases.inForce)
        case .accepted(unchanged: false):
            break
        }
        if path == "metrics.listen" { return await self.judgeMetricsAddress(text, phrases) }
        if path.hasPrefix("endpoint.tls.") { return await self.judgeCertificate(change, phrases) }
        guard path == "endpoint.port" || path == "endpoint.host",
            let after = try? SettingChange.preview(change, in: self.loaded)  // judged good just now
        else { return .accepted("") }
        let host = after.settings.endpoint.host
        let port = after.settings.endpoint.port
        guard port != 0 else { return .accepted(phrases.anyFreePort) }
        // On our own port only the address can be in the way, and that is ours to move.
        if await self.server.listenerReports().contains(where: { $0.port == port && $0.failure == nil }) {
            return .accepted("")
        }
        return await Self.probe(host: host, port: port, phrases: phrases)
    }

    /// Looks at the port off this actor, since /proc may be slow.
    @concurrent
    static func probe(host: String, port: Int, phrases: EffectPhrases) async -> SettingJudgement.Verdict {
        switch BindProbe.check(host: host, port: port) {
        case .free: .accepted(phrases.free)
        case .inUse: .refused(phrases.inUse(port: port, by: PortOwners.owner(of: port)))
        case .notPermitted: .refused(phrases.notPermitted(port: port))
        case .addressNotHere: .refused(phrases.addressNotHere(host))
        case .other(let code): .refused(phrases.cannotListen(String(cString: strerror(code))))
        }
    }

    // MARK: - One change at a time

    func enter() async {
        while self.isChanging {
            await withCheckedContinuation { self.waiting.append($0) }
        }
        self.isChanging = true
    }

    func leave() {
        self.isChanging = false
        let next = self.waiting
        self.waiting = []
        for continuation in next { continuation.resume() }
    }

    func requestStop() {
        self.stop()
    }
}

extension SettingsLanguage {
    init(_ language: Language) {
        self = language == .chinese ? .chinese : .english
    }
}
