import Endpoint
import Logging
import Settings
import Snapshot

import struct Foundation.Date

/// How reading the settings again went.
enum SettingsReload: Equatable, Sendable {
    case done
    /// The old ones stay in force: why, with line and column where the file says it.
    case refused(String)
}

extension ConsoleCore {
    /// Reads the settings file again and puts it in force as a change on the screen would; all of it or nothing.
    func reload() async -> SettingsReload {
        await self.enter()
        defer { self.leave() }
        let before = self.loaded
        let after: LoadedSettings
        do throws(SettingsRefusal) {
            after = try self.store.load()
        } catch {
            return self.refuse(error.sentences(.english).joined(separator: " "))
        }
        let phrases = EffectPhrases(language: .english)
        if before.hasFile, !after.hasFile {
            return self.refuse(CommandPhrases(.english).settingsFileMissing(self.store.file))
        }
        if after.lacksKey {
            let path = "endpoint.access_key"
            return self.refuse(SettingProblem(.keyEmpty, path: path).sentence(.english))
        }
        let changes = Self.differences(before.settings, after.settings)
        if !changes.isEmpty {
            do {
                try await self.putInForce(after.settings, instead: before.settings)
            } catch {
                return self.refuse(phrases.problem(await Self.problem(error)))
            }
        } else {
            // The files may have changed where the settings have not.
            await self.reloadCertificates()
        }
        self.loaded = after
        self.lastChange = nil
        if before.settings.endpoint.accessKey != after.settings.endpoint.accessKey {
            await self.retire(before.settings.endpoint.accessKey, grace: nil)
        }
        await self.follow(before.settings.endpoint.keys, after.settings)
        for note in after.notes { self.logger.warning("\(note.sentence(.english))") }
        self.logger.info("settings read again", metadata: ["changed": "\(changes.joined(separator: " "))"])
        if before.settings.alarms != after.settings.alarms {
            self.logger.warning("the alarms are read at the start: restart the console for the new ones")
        }
        self.changed()
        return .done
    }

    /// Of the further keys, those that are gone count as revoked, and those that came are no former keys. The links that
    /// they opened are judged anew: a key may be bound to others now.
    private func follow(_ old: [BoundKey], _ settings: Settings) async {
        let new = settings.endpoint.keys
        guard old != new else { return }
        let inForce = Set(new.map(\.key) + [settings.endpoint.accessKey])
        let gone = old.filter { !inForce.contains($0.key) }
        var history = self.keys.current
        for former in gone { history.revoke(former.key, name: former.name, now: Date()) }
        for key in new { history.forget(key.key) }
        if history != self.keys.current { await self.keep(history) }
        self.server.update(AccessPolicy(settings, keys: self.keys))
        let closed = await self.server.closeRevoked()
        self.logger.info("keys changed", metadata: ["revoked": "\(gone.count)", "links_closed": "\(closed)"])
    }

    private func refuse(_ sentence: String) -> SettingsReload {
        self.logger.error("settings not read again, the old ones stay in force", metadata: ["reason": "\(sentence)"])
        return .refused(sentence)
    }

    /// The paths whose values differ; no values, since some are keys.
    private static func differences(_ old: Settings, _ new: Settings) -> [String] {
        let single = SettingKey.all.filter { $0.value(in: old) != $0.value(in: new) }.map(\.path)
        let lists = [
            ("endpoint.keys", old.endpoint.keys == new.endpoint.keys),
            ("endpoint.extra_listeners", old.endpoint.extraListeners == new.endpoint.extraListeners),
            ("apps", old.apps == new.apps), ("alarms", old.alarms == new.alarms),
        ]
        return single + lists.filter { !$0.1 }.map(\.0)
    }
}
