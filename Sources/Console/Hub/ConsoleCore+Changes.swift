import Control
import Endpoint
import Foundation
import Host
import Logging
import OneBot
import Settings
import Snapshot

/// Changes of settings: in force at once, and saved.
extension ConsoleCore {
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
        let store = self.store
        do throws(SettingProblem) {
            // What would be refused when it is saved need not be put in force first.
            try await Self.saving { () throws(SettingProblem) in try store.check(before) }
        } catch {
            return .refused(error.reason(SettingsLanguage(language)), path: nil)
        }
        do {
            try await self.putInForce(after.settings, instead: before.settings)
        } catch {
            return .refused(phrases.problem(await Self.problem(error)), path: nil)
        }
        do throws(SettingProblem) {
            self.loaded = try await Self.saving { () throws(SettingProblem) in try store.apply(changes, to: before) }
        } catch {
            await self.putBack(before.settings, instead: after.settings)
            return .refused(error.reason(SettingsLanguage(language)), path: error.path)
        }
        if before.settings.endpoint.accessKey != after.settings.endpoint.accessKey {
            await self.retire(before.settings.endpoint.accessKey, grace: nil)
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
        await self.follow(settings)
    }

    /// Goes back to what the file says, each part as far as it can be had: what cannot is told as after a start, and tried
    /// again.
    func putBack(_ settings: Settings, instead new: Settings) async {
        let former = EndpointConfiguration(settings)
        if former != EndpointConfiguration(new) { await self.restore(former) }
        if settings.metrics != new.metrics { await self.metricsListener?.start(on: settings.metrics.listen) }
        await self.follow(settings)
    }

    /// Listens as before.
    func restore(_ former: EndpointConfiguration) async {
        do {
            try await self.server.restore(former)
        } catch {
            let reason = EffectPhrases(language: .english).problem(await Self.problem(error))
            self.logger.error("not everything listens as before", metadata: ["reason": "\(reason)"])
        }
    }

    /// Saves something off this actor: another process may hold the file for a moment.
    static func saving<Value: Sendable>(
        _ work: @escaping @Sendable () throws(SettingProblem) -> Value
    ) async throws(SettingProblem) -> Value {
        try await Offload.run { Result { () throws(SettingProblem) in try work() } }.get()
    }

    /// What needs no address.
    private func follow(_ settings: Settings) async {
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
}
