import Control
import OneBot
import Settings
import Snapshot

import struct Foundation.Date

/// `key list`, `key add` and `key revoke`: the keys beside the access key.
extension KeyCommand {
    /// Prints every key by its mask, and who still uses one that was replaced.
    ///
    /// - Returns: The exit code.
    package func list(asJSON: Bool) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let document: KeysDocument
            if let running = try await SettingsOwner.find(self.context) {
                let json = try await running.ask { client async throws(ControlClientError) in
                    try await client.keysJSON()
                }
                guard let read = KeysDocument(json: json) else {
                    throw CommandFailure(self.context.phrases.badAnswer(pid: running.holder.pid))
                }
                if asJSON {
                    self.context.output.line(json.rendered)
                    return CommandExit.done
                }
                document = read
            } else {
                document = try self.keysInFile()
            }
            if asJSON {
                self.context.output.line(document.json.rendered)
            } else {
                KeysText(self.context.phrases, now: Date()).lines(document).forEach(self.context.output.line)
            }
            return CommandExit.done
        }
    }

    /// Adds a key and prints it alone, this once: through the running console, so that it is in force at once, or into
    /// the settings file.
    ///
    /// - Parameters:
    ///   - selfID: The only account it shall be good for; empty: any.
    ///   - from: Address ranges that it shall be good from; empty: any.
    ///   - readsKey: Whether the key is the first line of standard input; else one is made.
    /// - Returns: The exit code.
    package func add(_ name: String, selfID: String, from: [String], readsKey: Bool) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            var wish = KeyWish(name: name, selfID: selfID, from: from)
            if readsKey {
                guard let line = self.readLine() else {
                    throw CommandFailure(self.context.phrases.nothingOnStandardInput())
                }
                wish.key = Secret(line)
            }
            let made: MadeKey
            if let running = try await SettingsOwner.find(self.context) {
                made = try await running.ask { client async throws(ControlClientError) in
                    try await client.addKey(wish)
                }
            } else {
                made = try self.addToFile(wish)
            }
            if !readsKey { self.context.output.line(made.key.exposed) }
            let weaknesses = KeyStrength.weaknesses(of: made.key, accounts: [selfID])
            if !weaknesses.isEmpty {
                let note = SettingNote.weakKey(path: name, weaknesses)
                self.context.output.notice(note.sentence(self.context.settingsLanguage))
            }
            self.context.output.notice(self.context.phrases.keyAdded(made.name, isShown: !readsKey))
            return CommandExit.done
        }
    }

    /// Takes a key away; links that it opened are closed.
    ///
    /// - Parameter isAgreed: Whether the question is answered already.
    /// - Returns: The exit code.
    package func revoke(_ name: String, isAgreed: Bool) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let phrases = self.context.phrases
            guard let running = try await SettingsOwner.find(self.context) else {
                try self.revokeInFile(name, isAgreed: isAgreed)
                self.context.output.notice(phrases.keyRevoked(name, closedLinks: nil))
                return CommandExit.done
            }
            // A name that is none would not travel in a URL.
            guard KeyName.isGood(name) else {
                let problem = SettingProblem(.badKeyName, path: "name")
                throw CommandFailure(problem.sentence(self.context.settingsLanguage))
            }
            if !isAgreed {
                let keys = try await running.ask { client async throws(ControlClientError) in
                    try await client.keys()
                }
                if let key = keys.keys.first(where: { $0.name == name }) { try self.agree(name, links: key.links) }
            }
            let revoked = try await running.ask { client async throws(ControlClientError) in
                try await client.revokeKey(named: name)
            }
            self.context.output.notice(phrases.keyRevoked(revoked.name, closedLinks: revoked.closedLinks))
            return CommandExit.done
        }
    }

    /// Asks at the terminal.
    private func agree(_ name: String, links: Int?) throws(CommandFailure) {
        let phrases = self.context.phrases
        guard let answer = self.consent.ask(phrases.revokeQuestion(name, links: links)) else {
            throw CommandFailure(phrases.revokeNeedsYes())
        }
        guard answer else { throw CommandFailure(phrases.nothingChanged()) }
    }

    // MARK: - Without a console

    private func keysInFile() throws(CommandFailure) -> KeysDocument {
        let loaded = try self.context.loadedSettings(try self.context.settingsStore())
        let folder = try self.context.paths().stateFolder
        var history = KeyHistory()
        do throws(SettingProblem) {
            history = try KeyHistoryFile(stateFolder: folder).load()
        } catch {
            self.context.output.notice(error.sentence(self.context.settingsLanguage))
        }
        let now = Date()
        let tally = KeyTally(attempts: OfflineDoctor.attempts(stateFolder: folder), history: history, now: now)
        return KeysDocument(AccessFacts(loaded, history, tally, now: now), isRunning: false)
    }

    private func addToFile(_ wish: KeyWish) throws(CommandFailure) -> MadeKey {
        let store = try self.context.settingsStore()
        let key = try self.context.edit(store) { loaded throws(SettingProblem) in
            let key = try BoundKey(
                name: wish.name,
                key: wish.key ?? store.newKey(),
                selfID: wish.selfID,
                from: wish.from
            )
            _ = try store.addKey(key, to: loaded)
            return key
        }
        // Without a state folder there is no past that it could be of, and one that cannot be used is told of by a start.
        if let folder = try? self.context.existingStateFolder() {
            self.remember(KeyHistoryFile(stateFolder: folder.path)) { $0.forget(key.key) }
        }
        return MadeKey(name: key.name, key: key.key)
    }

    private func revokeInFile(_ name: String, isAgreed: Bool) throws(CommandFailure) {
        let store = try self.context.settingsStore()
        let loaded = try self.context.loadedSettings(store)
        if !isAgreed, loaded.settings.endpoint.keys.contains(where: { $0.name == name }) {
            try self.agree(name, links: nil)
        }
        let file = KeyHistoryFile(stateFolder: try self.context.changedStateFolder().path)
        let removed = try self.context.edit(store) { loaded throws(SettingProblem) in
            try store.removeKey(named: name, in: loaded).removed
        }
        self.remember(file) { $0.revoke(removed.key, name: name, now: Date()) }
    }

    /// The settings are changed by now; what goes wrong here costs only the name of a key when a bot comes with it later.
    private func remember(_ file: KeyHistoryFile, _ change: (inout KeyHistory) -> Void) {
        do throws(SettingProblem) {
            try file.update(change)
        } catch {
            self.context.output.notice(error.sentence(self.context.settingsLanguage))
        }
    }
}
