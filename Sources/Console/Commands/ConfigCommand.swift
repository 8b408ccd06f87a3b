import Control
import Glibc
import OneBot
import Settings

/// `config path`, `config get`, `config set` and `config check`: settings without the screen.
package struct ConfigCommand: Sendable {
    private let context: CommandContext
    private let readLine: @Sendable () -> String?

    /// - Parameter readLine: Reads a line from standard input.
    package init(_ context: CommandContext, readLine: @escaping @Sendable () -> String? = { Swift.readLine() }) {
        self.context = context
        self.readLine = readLine
    }

    /// Prints where the settings file is, or will be.
    ///
    /// - Returns: The exit code.
    package func path() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            self.context.output.line(try self.context.paths().settingsFile)
            return CommandExit.done
        }
    }

    /// Prints one value; a secret is its mask. With a console running it is the value in force there.
    ///
    /// - Returns: The exit code.
    package func get(_ path: String) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let value: String?
            if let running = try await SettingsOwner.find(self.context) {
                let json = try await running.ask { client async throws(ControlClientError) in
                    try await client.settingsJSON()
                }
                value = json[path]?["value"].flatMap(Self.text)
            } else {
                let store = try self.context.settingsStore()
                value = try self.context.loadedSettings(store).value(at: path)?.shownText
            }
            guard let value else {
                let isList = SettingKey.structuredPaths.contains(path)
                let phrases = self.context.phrases
                throw CommandFailure(isList ? phrases.listSetting(path) : phrases.noSuchSetting(path))
            }
            self.context.output.line(value)
            return CommandExit.done
        }
    }

    /// Changes one value: through the running console, so that it is in force at once, or in the file.
    ///
    /// - Parameter value: `-` stands for a line of standard input, which keeps a key out of the process list.
    /// - Returns: The exit code.
    package func set(_ path: String, _ value: String) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let text = try self.value(value)
            if let running = try await SettingsOwner.find(self.context) {
                let applied: [AppliedSetting]
                do throws(CommandFailure) {
                    applied = try await running.ask { client async throws(ControlClientError) in
                        try await client.change(path: path, text: text)
                    }
                } catch {
                    // The console answers as a form field would, which stands beside its name.
                    throw CommandFailure(self.context.phrases.about(path, error.sentence), exit: error.exit)
                }
                for setting in applied where !setting.text.isEmpty { self.context.output.notice(setting.text) }
            } else {
                try self.change(SettingChange(path: path, text: text))
            }
            return CommandExit.done
        }
    }

    /// Reads a settings file as a start would and tells everything that is wrong with it.
    ///
    /// - Parameter file: nil for the one a start would use, with what the environment says on top.
    /// - Returns: The exit code.
    package func check(_ file: String?) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let store =
                if let file {
                    SettingsStore(file: Paths.absolute(file, self.context.environment), environment: [:])
                } else {
                    try self.context.settingsStore()
                }
            let loaded = try self.context.loadedSettings(store)
            guard loaded.hasFile else { throw CommandFailure(self.context.phrases.settingsFileMissing(store.file)) }
            for note in loaded.notes { self.context.output.notice(note.sentence(self.context.settingsLanguage)) }
            self.context.output.line(self.context.phrases.settingsGood(store.file))
            return CommandExit.done
        }
    }

    private func value(_ text: String) throws(CommandFailure) -> String {
        guard text == "-" else { return text }
        guard let line = self.readLine() else { throw CommandFailure(self.context.phrases.nothingOnStandardInput()) }
        return line
    }

    private func change(_ change: SettingChange) throws(CommandFailure) {
        let store = try self.context.settingsStore()
        let note = try self.context.edit(store) { loaded throws(SettingProblem) -> SettingNote? in
            _ = try store.apply([change], to: loaded)
            if case .warning(let note) = SettingChange.judge(change, in: loaded) { return note }
            return nil
        }
        if let note { self.context.output.notice(note.sentence(self.context.settingsLanguage)) }
    }

    /// The value as ``SettingValue`` shows it.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): SettingValue.integer(number).shownText
        case .boolean(let flag): SettingValue.flag(flag).shownText
        case .array: value.all(\.string).map { SettingValue.list($0).shownText }
        case .literal, .null, .object: nil
        }
    }
}
