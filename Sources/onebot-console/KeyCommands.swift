import ArgumentParser
import Console

struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: helpPhrases.key,
        subcommands: [Show.self, Copy.self, Rotate.self, List.self, Add.self, Revoke.self]
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

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyList)

        @Flag(help: ArgumentHelp(helpPhrases.json))
        var json = false

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await KeyCommand(self.common.context).list(asJSON: self.json))
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyAdd)

        @Argument(help: ArgumentHelp(helpPhrases.keyName))
        var name: String

        @Option(name: .customLong("self-id"), help: ArgumentHelp(helpPhrases.keySelfID, valueName: "qq"))
        var selfID: String = ""

        @Option(parsing: .singleValue, help: ArgumentHelp(helpPhrases.keyFrom, valueName: "range"))
        var from: [String] = []

        @Option(help: ArgumentHelp(helpPhrases.keyFromInput, valueName: "-"))
        var key: String?

        @OptionGroup var common: CommonArguments

        func validate() throws {
            guard self.key == nil || self.key == "-" else { throw ValidationError(helpPhrases.keyOnCommandLine) }
        }

        func run() async throws {
            try finish(
                await KeyCommand(self.common.context).add(
                    self.name,
                    selfID: self.selfID,
                    from: self.from,
                    readsKey: self.key != nil
                )
            )
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: helpPhrases.keyRevoke)

        @Argument(help: ArgumentHelp(helpPhrases.keyName))
        var name: String

        @Flag(name: .shortAndLong, help: ArgumentHelp(helpPhrases.yes))
        var yes = false

        @OptionGroup var common: CommonArguments

        func run() async throws {
            try finish(await KeyCommand(self.common.context).revoke(self.name, isAgreed: self.yes))
        }
    }
}
