import ArgumentParser
import Console
import Foundation

struct Call: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.call)

    @Argument(help: ArgumentHelp(helpPhrases.selfID, valueName: "self-id"))
    var selfID: String

    @Argument(help: ArgumentHelp(helpPhrases.action, valueName: "action"))
    var action: String

    @Argument(help: ArgumentHelp(helpPhrases.parameters, valueName: "json"))
    var parameters: String?

    @OptionGroup var common: CommonArguments

    func run() async throws {
        let command = CallCommand(
            self.common.context,
            selfID: self.selfID,
            action: self.action,
            parameters: self.parameters
        )
        try finish(await command.run())
    }
}

struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.events)

    @Flag(name: .shortAndLong, help: ArgumentHelp(helpPhrases.follow))
    var follow = false

    @Flag(help: ArgumentHelp(helpPhrases.json))
    var json = false

    @Option(name: .customLong("self-id"), help: ArgumentHelp(helpPhrases.eventsOf, valueName: "n"))
    var selfID: UInt64?

    @Option(help: ArgumentHelp(helpPhrases.since, valueName: "time"), transform: moment)
    var since: Date?

    @Option(help: ArgumentHelp(helpPhrases.until, valueName: "time"), transform: moment)
    var until: Date?

    @Option(help: ArgumentHelp(helpPhrases.grep, valueName: "filter"))
    var grep: String?

    @Option(help: ArgumentHelp(helpPhrases.tail, valueName: "n"))
    var tail: Int?

    @OptionGroup var common: CommonArguments

    func validate() throws {
        guard let tail = self.tail else { return }
        guard tail >= 0 else { throw ValidationError("--tail \(tail)") }
        guard self.since == nil, self.until == nil else { throw ValidationError(helpPhrases.tailOfJournal) }
    }

    func run() async throws {
        var wishes = EventsCommand.Wishes()
        wishes.follow = self.follow
        wishes.asJSON = self.json
        wishes.selfID = self.selfID.map(String.init)
        wishes.filter = self.grep
        wishes.since = self.since
        wishes.until = self.until
        wishes.tail = self.tail
        try finish(await EventsCommand(self.common.context, wishes).run())
    }
}

private func moment(_ text: String) throws -> Date {
    guard let date = MomentText.date(text, now: Date()) else { throw ValidationError(helpPhrases.badMoment(text)) }
    return date
}
