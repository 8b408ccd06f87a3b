import ArgumentParser
import Console

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.simulate)

    @Option(help: ArgumentHelp(helpPhrases.simulatedURL, valueName: "url"))
    var url: String?

    @Option(parsing: .unconditional, help: ArgumentHelp(helpPhrases.simulatedKey, valueName: "key"))
    var key: String?

    @Option(help: ArgumentHelp(helpPhrases.simulatedBots, valueName: "n"))
    var bots = 1

    @Option(help: ArgumentHelp(helpPhrases.simulatedRate, valueName: "per-second"))
    var rate = 1.0

    @Option(help: ArgumentHelp(helpPhrases.simulatedSize, valueName: "bytes"))
    var size: Int?

    @Option(name: .customLong("as"), help: ArgumentHelp(helpPhrases.simulatedImplementation, valueName: "name"))
    var implementation = "napcat"

    @Option(name: .customLong("self-id"), help: ArgumentHelp(helpPhrases.simulatedSelfID, valueName: "number"))
    var selfID: Int64 = 1_000_010_001

    @Option(help: ArgumentHelp(helpPhrases.simulatedHeartbeat, valueName: "seconds"))
    var heartbeat: Double?

    @Option(name: .customLong("for"), help: ArgumentHelp(helpPhrases.simulatedTime, valueName: "duration"))
    var runTime: String?

    @Option(help: ArgumentHelp(helpPhrases.simulatedCount, valueName: "n"))
    var count: Int?

    @Option(help: ArgumentHelp(helpPhrases.simulatedSeed, valueName: "n"))
    var seed: UInt64?

    @Option(
        name: .customLong("fault"),
        parsing: .singleValue,
        help: ArgumentHelp(helpPhrases.simulatedFault, valueName: "name")
    )
    var faults: [String] = []

    @Flag(name: .customLong("json"), help: ArgumentHelp(helpPhrases.json))
    var asJSON = false

    @Flag(help: ArgumentHelp(helpPhrases.simulatedQuiet))
    var quiet = false

    @Flag(help: ArgumentHelp(helpPhrases.simulatedInsecure))
    var insecure = false

    @OptionGroup var common: CommonArguments

    func run() async throws {
        var options = SimulateOptions()
        options.url = self.url
        options.key = self.key
        options.bots = self.bots
        options.rate = self.rate
        options.size = self.size
        options.implementation = self.implementation
        options.selfID = self.selfID
        options.heartbeat = self.heartbeat
        options.runTime = self.runTime
        options.count = self.count
        options.seed = self.seed
        options.faults = self.faults
        options.asJSON = self.asJSON
        options.quiet = self.quiet
        options.insecure = self.insecure
        try finish(await SimulateCommand(self.common.context, options).run())
    }
}
