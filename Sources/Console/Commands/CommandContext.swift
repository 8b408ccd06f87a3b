import Control
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
    /// Where the system service is.
    let service: SystemService

    package init(
        options: CommandOptions,
        environment: [String: String],
        output: any CommandOutput = StandardStreams(),
        patience: TimeAmount = .seconds(5)
    ) {
        self.init(
            options: options,
            environment: environment,
            output: output,
            patience: patience,
            service: .installed
        )
    }

    init(
        options: CommandOptions,
        environment: [String: String],
        output: any CommandOutput,
        patience: TimeAmount = .seconds(5),
        service: SystemService
    ) {
        self.options = options
        self.environment = environment
        self.output = output
        self.language = options.language ?? Language(environment: environment)
        self.patience = patience
        self.service = service
    }

    /// The same with another place to write to.
    func writing(to output: any CommandOutput) -> CommandContext {
        CommandContext(
            options: self.options,
            environment: self.environment,
            output: output,
            patience: self.patience,
            service: self.service
        )
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

    /// Where settings file and state folder are of the console that this command is about.
    func paths() throws(CommandFailure) -> SettingsPaths {
        var paths = try self.ownPaths()
        if self.meansService {
            paths.settingsFile = self.service.settingsFile
            paths.stateFolder = self.service.stateFolder
        }
        return paths
    }

    /// Where settings file and state folder of a console that is started here are, both absolute: the serving process
    /// has another working folder.
    func ownPaths() throws(CommandFailure) -> SettingsPaths {
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
        // The service's own environment has nothing of ours.
        let environment = self.meansService ? [:] : self.environment
        return SettingsStore(file: try self.paths().settingsFile, environment: environment)
    }

    /// The settings as a start would have them, without making or changing anything.
    func loadedSettings(_ store: SettingsStore) throws(CommandFailure) -> LoadedSettings {
        do throws(SettingsRefusal) {
            return try store.load()
        } catch {
            throw CommandFailure(error.sentences(self.settingsLanguage).joined(separator: "\n"))
        }
    }

    /// Changes a settings file that no console works with, from what it says at that moment: begun again where somebody
    /// else has changed it in between.
    func edit<Result>(
        _ store: SettingsStore,
        _ change: (LoadedSettings) throws(SettingProblem) -> Result
    ) throws(CommandFailure) -> Result {
        try self.checkChange(of: store)
        var triesLeft = 16
        while true {
            let loaded = try self.loadedSettings(store)
            do throws(SettingProblem) {
                return try change(loaded)
            } catch {
                triesLeft -= 1
                guard case .changedMeanwhile = error.cause, triesLeft > 0 else {
                    throw CommandFailure(error.sentence(self.settingsLanguage))
                }
            }
        }
    }

    /// The state folder of a console that is started here, made where it is missing.
    func preparedStateFolder() throws(CommandFailure) -> StateFolder {
        let path = try self.ownPaths().stateFolder
        do throws(StateFolderProblem) {
            return try StateFolder.prepare(at: path)
        } catch {
            throw CommandFailure(self.phrases.stateFolderProblem(error))
        }
    }

    /// The state folder as it stands; nil where there is none.
    func existingStateFolder() throws(CommandFailure) -> StateFolder? {
        switch self.serviceStanding() {
        case .runs(let folder): return folder
        case .stopped(let folder): return folder
        case .notMeant: break
        }
        let path = try self.ownPaths().stateFolder
        do throws(StateFolderProblem) {
            return try StateFolder.existing(at: path)
        } catch {
            throw CommandFailure(self.phrases.stateFolderProblem(error))
        }
    }
}
