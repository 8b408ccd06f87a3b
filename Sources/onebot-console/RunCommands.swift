import ArgumentParser
import Console

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.run)

    @Flag(help: ArgumentHelp(helpPhrases.headless))
    var headless = false

    @Option(name: .customLong("log-format"), help: ArgumentHelp(helpPhrases.logFormat, valueName: "format"))
    var logFormat: LogFormatChoice = .auto

    @Flag(name: .customLong("read-only"), help: ArgumentHelp(helpPhrases.readOnly))
    var isReadOnly = false

    @OptionGroup var start: StartArguments
    @OptionGroup var launcher: LauncherArguments
    @OptionGroup var common: CommonArguments

    func run() async throws {
        if let held = self.launcher.rehearsal {
            let rehearsal = ServeCommand(
                self.common.context,
                settings: self.start.settings,
                headless: true,
                readyDescriptor: self.launcher.readyDescriptor,
                rehearsal: held
            )
            return try finish(await rehearsal.run())
        }
        let command = RunCommand(
            self.common.context,
            headless: self.headless,
            logFormat: LogFormat(rawValue: self.logFormat.rawValue),
            isReadOnly: self.isReadOnly,
            settings: self.start.settings,
            actions: .live
        )
        try finish(await command.run())
    }
}

enum LogFormatChoice: String, CaseIterable, ExpressibleByArgument {
    case auto
    case text
    case journald
    case json
}

/// The serving process, as `run` starts it.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @OptionGroup var start: StartArguments
    @OptionGroup var launcher: LauncherArguments
    @OptionGroup var common: CommonArguments

    func run() async throws {
        let command = ServeCommand(
            self.common.context,
            settings: self.start.settings,
            headless: false,
            readyDescriptor: self.launcher.readyDescriptor,
            rehearsal: self.launcher.rehearsal
        )
        try finish(await command.run())
    }
}

struct Attach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.attach)

    @Flag(name: .customLong("read-only"), help: ArgumentHelp(helpPhrases.readOnly))
    var isReadOnly = false

    @OptionGroup var common: CommonArguments

    func run() async throws {
        try finish(await AttachCommand(self.common.context, isReadOnly: self.isReadOnly, actions: .live).run())
    }
}

struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.stop)

    @OptionGroup var common: CommonArguments

    func run() async throws {
        try finish(await StopCommand(self.common.context).run())
    }
}

struct Upgrade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.upgrade)

    @OptionGroup var common: CommonArguments

    func run() async throws {
        try finish(await UpgradeCommand(self.common.context).run())
    }
}

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.status)

    @Flag(name: .customLong("json"), help: ArgumentHelp(helpPhrases.json))
    var asJSON = false

    @OptionGroup var common: CommonArguments

    func run() async throws {
        try finish(await StatusCommand(self.common.context, asJSON: self.asJSON).run())
    }
}

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: helpPhrases.doctor)

    @Flag(name: .customLong("json"), help: ArgumentHelp(helpPhrases.json))
    var asJSON = false

    @OptionGroup var common: CommonArguments

    func run() async throws {
        try finish(await DoctorCommand(self.common.context, asJSON: self.asJSON).run())
    }
}
