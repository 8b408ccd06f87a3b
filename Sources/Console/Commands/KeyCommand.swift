import Control
import OneBot
import Settings

import struct Foundation.Date

/// `key show`, `key copy` and `key rotate`; the further keys stand in an extension.
package struct KeyCommand: Sendable {
    let context: CommandContext
    private let clipboard: any Clipboard
    let consent: any Consent
    let readLine: @Sendable () -> String?

    /// - Parameter readLine: Reads a line from standard input.
    package init(
        _ context: CommandContext,
        clipboard: any Clipboard = TerminalClipboard(),
        consent: any Consent = TerminalConsent(),
        readLine: @escaping @Sendable () -> String? = { Swift.readLine() }
    ) {
        self.context = context
        self.clipboard = clipboard
        self.consent = consent
        self.readLine = readLine
    }

    /// Prints the access key alone, whether a console runs or not.
    ///
    /// - Returns: The exit code.
    package func show() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            self.context.output.line(try self.currentKey().exposed)
            return CommandExit.done
        }
    }

    /// Sends the access key to the clipboard of the operator's terminal.
    ///
    /// - Returns: The exit code.
    package func copy() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let key = try self.currentKey()
            guard let route = self.clipboard.copy(key, environment: self.context.environment) else {
                throw CommandFailure(self.context.phrases.copyNeedsTerminal())
            }
            self.context.output.notice(self.context.phrases.copied(key.masked, throughTmux: route == .tmux))
            return CommandExit.done
        }
    }

    /// Makes a new access key: through the running console, so that it is in force at once, or in the settings file.
    ///
    /// - Parameter graceSeconds: How long the old key is still accepted; nil refuses it at once.
    /// - Returns: The exit code.
    package func rotate(graceSeconds: Int?) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let rotated: RotatedKey
            if let running = try await SettingsOwner.find(self.context) {
                rotated = try await running.ask { client async throws(ControlClientError) in
                    try await client.rotateKey(graceSeconds: graceSeconds)
                }
            } else {
                rotated = try self.rotateFile(graceSeconds: graceSeconds)
            }
            self.context.output.line(rotated.key.exposed)
            self.context.output.notice(
                rotated.graceEndsAt.map { self.context.phrases.rotatedWithGrace(until: LocalTime.text($0)) }
                    ?? self.context.phrases.rotatedAtOnce()
            )
            return CommandExit.done
        }
    }

    private func currentKey() throws(CommandFailure) -> Secret {
        let store = try self.context.settingsStore()
        let key = try self.context.loadedSettings(store).settings.endpoint.accessKey
        guard !key.isEmpty else {
            throw CommandFailure(self.context.phrases.noKeyYet(store.file, start: self.context.startLine))
        }
        return key
    }

    private func rotateFile(graceSeconds: Int?) throws(CommandFailure) -> RotatedKey {
        let store = try self.context.settingsStore()
        let folder = try self.context.changedStateFolder()
        let (settings, retired) = try self.context.edit(store) { loaded throws(SettingProblem) in
            try store.rotateKey(in: loaded)
        }
        let now = Date()
        let saved = self.remember(retired, graceSeconds, now, KeyHistoryFile(stateFolder: folder.path))
        let end = saved && !retired.isEmpty ? graceSeconds.map { now.addingTimeInterval(Double($0)) } : nil
        return RotatedKey(key: settings.settings.endpoint.accessKey, graceEndsAt: end)
    }

    /// The new key is saved by now, so what goes wrong here is told and not thrown.
    private func remember(_ key: Secret, _ graceSeconds: Int?, _ now: Date, _ file: KeyHistoryFile) -> Bool {
        do throws(SettingProblem) {
            try file.update { $0.retire(key, grace: graceSeconds.map { .seconds($0) }, now: now) }
            return true
        } catch {
            let sentence = error.sentence(self.context.settingsLanguage)
            self.context.output.notice(self.context.phrases.historyNotSaved(sentence))
            return false
        }
    }
}
