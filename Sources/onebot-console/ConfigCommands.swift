import ArgumentParser
import Console

struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: helpPhrases.config,
        subcommands: [Path.self, Get.self, Set.self, Check.self]
    )

    struct Path: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.configPath)

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await ConfigCommand(self.common.context).path())
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.configGet)

        @Argument(help: ArgumentHelp(helpPhrases.settingPath))
        var key: String

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await ConfigCommand(self.common.context).get(self.key))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.configSet)

        @Argument(help: ArgumentHelp(helpPhrases.settingPath))
        var key: String

        @Argument(help: ArgumentHelp(helpPhrases.settingValue))
        var value: String

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await ConfigCommand(self.common.context).set(self.key, self.value))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.configCheck)

        @Argument(help: ArgumentHelp(helpPhrases.checkedFile))
        var file: String?

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await ConfigCommand(self.common.context).check(self.file))
        }
    }
}
