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

/// The options of a start.
struct StartArguments: ParsableArguments {
    @Option(
        name: .customLong("set"),
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(helpPhrases.set, valueName: "key=value")
    )
    var settings: [String] = []
}
