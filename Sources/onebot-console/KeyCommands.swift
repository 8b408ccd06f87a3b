import ArgumentParser
import Console

struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: helpPhrases.key,
        subcommands: [Show.self, Copy.self, Rotate.self]
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyShow)

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await KeyCommand(self.common.context).show())
        }
    }

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyCopy)

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await KeyCommand(self.common.context).copy())
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyRotate)

        @Option(
            help: ArgumentHelp(helpPhrases.grace, valueName: "duration"),
            transform: { text in
                guard let seconds = DurationText.seconds(text) else {
                    throw ValidationError(helpPhrases.badGrace(text))
                }
                return seconds
            }
        )
        var grace: Int?

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await KeyCommand(self.common.context).rotate(graceSeconds: self.grace))
        }
    }
}
