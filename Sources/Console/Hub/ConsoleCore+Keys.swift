import Control
import Endpoint
import Foundation
import Logging
import OneBot
import Settings
import Snapshot

/// The keys beside the access key: added and revoked at once, and saved.
extension ConsoleCore {
    /// Adds a key; it is good from now on, and nobody who is connected notices.
    func addKey(_ wish: KeyWish, language: Language) async throws(KeyRefusal) -> MadeKey {
        await self.enter()
        defer { self.leave() }
        let key: BoundKey
        do throws(SettingProblem) {
            key = try BoundKey(
                name: wish.name,
                key: wish.key ?? self.store.newKey(),
                selfID: wish.selfID,
                from: wish.from
            )
            let (store, before) = (self.store, self.loaded)
            self.loaded = try await Self.saving { () throws(SettingProblem) in try store.addKey(key, to: before) }
        } catch {
            throw KeyRefusal(error, language)
        }
        self.redactor.register(key.key)
        await self.journal.apply(self.loaded.settings)
        var history = self.keys.current
        history.forget(key.key)
        if history != self.keys.current { await self.keep(history) }
        self.server.update(AccessPolicy(self.loaded.settings, keys: self.keys))
        self.lastChange = nil
        self.logger.info("key added", metadata: ["key": "\(key.name)"])
        self.changed()
        return MadeKey(name: key.name, key: key.key)
    }

    /// Takes a key away: it is refused from now on, and the links that it opened are closed.
    func revokeKey(named name: String, language: Language) async throws(KeyRefusal) -> RevokedKey {
        await self.enter()
        defer { self.leave() }
        let removed: BoundKey
        do throws(SettingProblem) {
            let (store, before) = (self.store, self.loaded)
            let change = try await Self.saving { () throws(SettingProblem) in
                try store.removeKey(named: name, in: before)
            }
            self.loaded = change.settings
            removed = change.removed
        } catch {
            throw KeyRefusal(error, language)
        }
        var history = self.keys.current
        history.revoke(removed.key, name: name, now: Date())
        await self.keep(history)
        self.server.update(AccessPolicy(self.loaded.settings, keys: self.keys))
        let closed = await self.server.closeRevoked()
        self.lastChange = nil
        self.logger.info("key revoked", metadata: ["key": "\(name)", "links_closed": "\(closed)"])
        self.changed()
        return RevokedKey(name: name, closedLinks: closed)
    }
}

extension KeyRefusal {
    init(_ problem: SettingProblem, _ language: Language) {
        let kind: Kind =
            switch problem.cause {
            case .keyNameTaken, .keyTaken: .taken
            case .noSuchKey: .missing
            case .badKeyName, .badAccount, .badAddressRange, .tooManyEntries, .keyTooShort, .keyTooLong, .keyEmpty,
                .keyHasBlank, .keyHasForbiddenCharacter, .keyQuoted, .keyHasScheme:
                .invalid
            default: .failed
            }
        self.init(kind, problem.sentence(SettingsLanguage(language)))
    }
}
