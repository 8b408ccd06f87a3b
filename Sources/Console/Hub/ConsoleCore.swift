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
    private let keyFile: KeyHistoryFile
    private let log: LogStore
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

    /// Puts a value in force, then saves it; a failure at any step leaves the old one in force and in the file.
    ///
    /// - Parameter canBeUndone: False for what belongs to a change elsewhere, which would not be taken back with it.
    func change(
        path: String,
        text: String,
        language: Language,
        canBeUndone: Bool = true
    ) async -> SettingChangeOutcome {
        await self.enter()
        defer { self.leave() }
        let previous = self.editableText(path)
        switch await self.apply([SettingChange(path: path, text: text)], language: language) {
        case .applied(let text):
            self.lastChange = canBeUndone ? previous.map { (path, $0) } : nil
            return .applied(text)
        case .refused(let sentence, _): return .refused(sentence)
        }
    }

    /// The same for values that belong together. Several are not taken back by ``undo(language:)``.
    func change(_ wishes: [SettingWish], language: Language) async -> SettingChangesOutcome {
        if wishes.count == 1, let wish = wishes.first {
            switch await self.change(path: wish.path, text: wish.text, language: language) {
            case .applied(let text): return .applied(text)
            case .refused(let sentence): return .refused(sentence, path: wish.path)
            }
        }
        await self.enter()
        defer { self.leave() }
        let outcome = await self.apply(wishes.map { SettingChange(path: $0.path, text: $0.text) }, language: language)
        if case .applied = outcome { self.lastChange = nil }
        return outcome
    }

    /// Takes the last change back.
    func undo(language: Language) async -> (path: String, outcome: SettingChangeOutcome)? {
        await self.enter()
        defer { self.leave() }
        guard let last = self.lastChange else { return nil }
        let change = SettingChange(path: last.path, text: last.previous.exposed)
        switch await self.apply([change], language: language) {
        case .applied(let text):
            self.lastChange = nil
            return (last.path, .applied(text))
        case .refused(let sentence, _): return (last.path, .refused(sentence))
        }
    }

    private func editableText(_ path: String) -> Secret? {
        if path == WebUIPort.path { return WebUIPort.port(in: self.loaded.settings).map { Secret(String($0)) } }
        return self.loaded.value(at: path)?.editableText
    }

    private func apply(_ changes: [SettingChange], language: Language) async -> SettingChangesOutcome {
        let phrases = EffectPhrases(language: language)
        let before = self.loaded
        let after: LoadedSettings
        do throws(SettingProblem) {
            after = try SettingChange.preview(changes, in: before)
        } catch {
            return .refused(error.reason(SettingsLanguage(language)), path: error.path)
        }
        let report = await self.server.report()
        let bots = Set(report.links.map { $0.selfID ?? "\($0.id)" }).count
        let movesPort =
            after.settings.endpoint.port != before.settings.endpoint.port
            || after.settings.endpoint.host != before.settings.endpoint.host
        let oldPort = report.listeners.first?.port
        do {
            try await self.putInForce(after.settings, instead: before.settings)
        } catch {
            return .refused(phrases.problem(await Self.problem(error)), path: nil)
        }
        do throws(SettingProblem) {
            self.loaded = try self.store.apply(changes, to: before)
        } catch {
            // Back to what the file says. The old address was ours a moment ago.
            try? await self.putInForce(before.settings, instead: after.settings)
            return .refused(error.reason(SettingsLanguage(language)), path: error.path)
        }
        if before.settings.endpoint.accessKey != after.settings.endpoint.accessKey {
            self.retire(before.settings.endpoint.accessKey, grace: nil)
        }
        for change in changes { self.logger.info("setting changed", metadata: ["setting": "\(change.path)"]) }
        self.changed()
        let tls = after.settings.endpoint.tls.enabled
        if tls != before.settings.endpoint.tls.enabled { return .applied(phrases.appliedTLS(on: tls, bots: bots)) }
        return .applied(phrases.applied(bots: bots, oldPort: movesPort ? oldPort : nil))
    }

    /// - Throws: What stands against it; then everything is as it was.
    func putInForce(_ settings: Settings, instead old: Settings) async throws {
        try await self.listen(as: settings, instead: old)
        await self.reloadCertificates()
        self.log.redactor.register(secretsOf: settings)
        await self.journal.apply(settings)
        self.server.update(AccessPolicy(settings, keys: self.keys))
    }

    /// Tries again to listen where it failed: the program that had the port may have ended.
    func listenAgain() async {
        await self.serveMetricsAgain()
        let failing = await self.server.listenerReports().filter { $0.failure != nil }
        guard !failing.isEmpty else { return }
        await self.enter()
        defer { self.leave() }
        // What fails still is shown as before.
        try? await self.server.start()
        for listener in await self.server.listenerReports() where listener.failure == nil {
            guard failing.contains(where: { $0.host == listener.host && $0.port == listener.port }) else { continue }
            self.logger.info("listening at last", metadata: ["host": "\(listener.host)", "port": "\(listener.port)"])
        }
        self.changed()
    }

    @concurrent
    static func problem(_ error: any Error) async -> ListenProblem {
        switch error as? ListenFailure {
        case .inUse(let port): .inUse(port: port, owner: PortOwners.owner(of: port))
        case .notPermitted(let port): .notPermitted(port: port)
        case .addressNotHere(let host): .addressNotHere(host: host)
        case .certificate(let problem): .certificate(CertificateTrouble(problem))
        case .other(let text): .other(text)
        case nil: .other("\(error)")
        }
    }

    // MARK: - Key

    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        await self.enter()
        defer { self.leave() }
        do throws(SettingProblem) {
            let (settings, retired) = try self.store.rotateKey(in: self.loaded)
            self.loaded = settings
            self.log.redactor.register(settings.settings.endpoint.accessKey)
            await self.journal.apply(settings.settings)
            self.retire(retired, grace: graceSeconds)
            self.server.update(AccessPolicy(settings.settings, keys: self.keys))
            self.lastChange = nil
            self.logger.info("access key rotated", metadata: ["grace_s": "\(graceSeconds ?? 0)"])
            self.changed()
            return .rotated(
                key: settings.settings.endpoint.accessKey,
                graceEndsAt: graceSeconds.map { Date().addingTimeInterval(Double($0)) }
            )
        } catch {
            let sentence = error.reason(SettingsLanguage(language))
            if case .pinned = error.cause { return .pinned(sentence) }
            return .failed(sentence)
        }
    }

    /// Remembers a replaced key by its hash. That this cannot be written is told in the log; the new key is in force
    /// all the same.
    func retire(_ key: Secret, grace: Int?) {
        guard !key.isEmpty else { return }
        var history = self.keys.current
        history.retire(key, grace: grace.map { .seconds($0) }, now: Date())
        // Whoever takes an earlier key again has it in force.
        history.forget(self.loaded.settings.endpoint.accessKey)
        self.keep(history)
    }

    func keep(_ history: KeyHistory) {
        self.keys.replace(history)
        do throws(SettingProblem) {
            try self.keyFile.save(history)
        } catch {
            self.logger.warning("retired key not remembered", metadata: ["reason": "\(error.sentence(.english))"])
        }
    }

    /// Accepts the key that was replaced last for some time more.
    ///
    /// - Returns: Until when; nil when no key was ever replaced.
    func acceptPreviousKey(for seconds: Int) async -> Date? {
        await self.enter()
        defer { self.leave() }
        var history = self.keys.current
        let end = Date().addingTimeInterval(Double(seconds))
        guard let last = history.lastAccessKey, history.setGrace(of: last.id, until: end) else { return nil }
        self.keep(history)
        self.server.update(AccessPolicy(self.loaded.settings, keys: self.keys))
        self.logger.info("previous key accepted again", metadata: ["for_s": "\(seconds)"])
        self.changed()
        return end
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
