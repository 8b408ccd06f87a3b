import ArgumentParser
import Console

/// The options that every command takes.
struct CommonArguments: ParsableArguments {
    enum LanguageCode: String, CaseIterable, ExpressibleByArgument {
        case en
        case zh
    }

    @Option(name: .customLong("config"), help: ArgumentHelp(helpPhrases.settingsFile, valueName: "file"))
    var settingsFile: String?

    @Option(name: .customLong("state-dir"), help: ArgumentHelp(helpPhrases.stateFolder, valueName: "dir"))
    var stateFolder: String?

    @Option(name: .customLong("lang"), help: ArgumentHelp(helpPhrases.language, valueName: "lang"))
    var language: LanguageCode?

    var context: CommandContext {
        CommandContext(
            options: CommandOptions(
                settingsFile: self.settingsFile,
                stateFolder: self.stateFolder,
                languageCode: self.language?.rawValue
            ),
            environment: processEnvironment
        )
    }
}

/// What a console says to a process of this program that it starts.
struct LauncherArguments: ParsableArguments {
    @Option(name: .customLong("ready-fd"), help: .hidden)
    var readyDescriptor: Int32?

    @Flag(name: .customLong("rehearse"), help: .hidden)
    var isRehearsal = false

    @Option(name: .customLong("held"), parsing: .unconditionalSingleValue, help: .hidden)
    var held: [String] = []

    /// What is handed over to a start that is only tried; nil for one that is meant.
    var rehearsal: [String]? { self.isRehearsal ? self.held : nil }
}

/// The options of a start.
struct StartArguments: ParsableArguments {
    @Option(
        name: .customLong("set"),
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(helpPhrases.set, valueName: "key=value")
    )
    var settings: [String] = []
}
