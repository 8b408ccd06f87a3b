import Control
import Endpoint
import Foundation
import Host
import Logging
import OneBot
import Settings
import Snapshot

/// The access key's rotation, and what is remembered of former keys.
extension ConsoleCore {
    func rotateKey(graceSeconds: Int?, language: Language) async -> KeyRotationOutcome {
        await self.enter()
        defer { self.leave() }
        do throws(SettingProblem) {
            let (store, before) = (self.store, self.loaded)
            let (settings, retired) = try await Self.saving { () throws(SettingProblem) in
                try store.rotateKey(in: before)
            }
            self.loaded = settings
            self.log.redactor.register(settings.settings.endpoint.accessKey)
            await self.journal.apply(settings.settings)
            await self.retire(retired, grace: graceSeconds)
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
    func retire(_ key: Secret, grace: Int?) async {
        guard !key.isEmpty else { return }
        var history = self.keys.current
        history.retire(key, grace: grace.map { .seconds($0) }, now: Date())
        // Whoever takes an earlier key again has it in force.
        history.forget(self.loaded.settings.endpoint.accessKey)
        await self.keep(history)
    }

    func keep(_ history: KeyHistory) async {
        self.keys.replace(history)
        let file = self.keyFile
        do throws(SettingProblem) {
            try await Self.saving { () throws(SettingProblem) in try file.save(history) }
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
        await self.keep(history)
        self.server.update(AccessPolicy(self.loaded.settings, keys: self.keys))
        self.logger.info("previous key accepted again", metadata: ["for_s": "\(seconds)"])
        self.changed()
        return end
    }
}
