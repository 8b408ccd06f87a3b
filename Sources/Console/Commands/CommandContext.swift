import Control
import Glibc
package import NIOCore
import Settings
package import Snapshot

/// What the commands work with: the options, the environment, where to write, and in which language.
package struct CommandContext: Sendable {
    package let options: CommandOptions
    package let environment: [String: String]
    package let output: any CommandOutput
    package let language: Language
    /// How long a running console may take until it answers, unless a command says otherwise.
    let patience: TimeAmount

    package init(
        options: CommandOptions,
        environment: [String: String],
        output: any CommandOutput = StandardStreams(),
        patience: TimeAmount = .seconds(5)
    ) {
        self.options = options
        self.environment = environment
        self.output = output
        self.language = options.language ?? Language(environment: environment)
        self.patience = patience
    }

    /// The same with another place to write to.
    func writing(to output: any CommandOutput) -> CommandContext {
        CommandContext(options: self.options, environment: self.environment, output: output)
    }

    /// The sentences in the operator's language.
    package var phrases: CommandPhrases { CommandPhrases(self.language) }

    var settingsLanguage: SettingsLanguage {
        switch self.language {
        case .english: .english
        case .chinese: .chinese
        }
    }

    /// Does the work, and tells the operator on standard error when it fails.
    ///
    /// - Returns: The exit code.
    func run(_ work: () async throws(CommandFailure) -> Int32) async -> Int32 {
        do throws(CommandFailure) {
            return try await work()
        } catch {
            self.output.notice(error.sentence)
            return error.exit
        }
    }

    // MARK: - Files

    /// Where settings file and state folder are, both absolute: the serving process has another working folder.
    func paths() throws(CommandFailure) -> SettingsPaths {
        do throws(SettingProblem) {
            return try SettingsPaths(
                environment: self.environment,
                settingsFile: self.options.settingsFile.map { Paths.absolute($0, self.environment) },
                stateFolder: self.options.stateFolder.map { Paths.absolute($0, self.environment) }
            )
        } catch {
            throw CommandFailure(error.sentence(self.settingsLanguage))
        }
    }

    func settingsStore() throws(CommandFailure) -> SettingsStore {
        SettingsStore(file: try self.paths().settingsFile, environment: self.environment)
    }

    /// The settings as a start would have them, without making or changing anything.
    func loadedSettings(_ store: SettingsStore) throws(CommandFailure) -> LoadedSettings {
        do throws(SettingsRefusal) {
            return try store.load()
        } catch {
            throw CommandFailure(error.sentences(self.settingsLanguage).joined(separator: "\n"))
        }
    }

    /// The state folder, made where it is missing.
    func preparedStateFolder() throws(CommandFailure) -> StateFolder {
        let path = try self.paths().stateFolder
        do throws(StateFolderProblem) {
            return try StateFolder.prepare(at: path)
        } catch {
            throw CommandFailure(self.phrases.stateFolderProblem(error))
        }
    }

    /// The state folder as it stands; nil where there is none.
    func existingStateFolder() throws(CommandFailure) -> StateFolder? {
        let path = try self.paths().stateFolder
        do throws(StateFolderProblem) {
            return try StateFolder.existing(at: path)
        } catch {
            throw CommandFailure(self.phrases.stateFolderProblem(error))
        }
    }
}
