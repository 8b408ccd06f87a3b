import ArgumentParser
import Console

struct NapCat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "napcat",
        abstract: helpPhrases.napCat,
        subcommands: [Status.self, Setup.self]
    )

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.napCatStatus)

        @Flag(help: ArgumentHelp(helpPhrases.json))
        var json = false

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await NapCatCommand(self.common.context).status(asJSON: self.json))
        }
    }

    struct Setup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.napCatSetup)

        @Option(help: ArgumentHelp(helpPhrases.napCatURL, valueName: "url"))
        var url: String?

        @Flag(name: .shortAndLong, help: ArgumentHelp(helpPhrases.yes))
        var yes = false

        @Flag(help: ArgumentHelp(helpPhrases.dryRun))
        var dryRun = false

        @OptionGroup var common: CommonArguments

        func run() async throws {
            let command = NapCatCommand(self.common.context)
            try finish(await command.setup(url: self.url, isAgreed: self.yes, isTrial: self.dryRun))
        }
    }
}
