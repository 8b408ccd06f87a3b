import ArgumentParser
import Console
import Foundation

/// The command line. Everything is done in `Console`; here stands only how it is written.
@main
struct OneBotConsole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onebot-console",
        abstract: helpPhrases.console,
        version: ServingProcess.version,
        subcommands: [
            Run.self, Attach.self, Stop.self, Upgrade.self, Status.self, Doctor.self, Call.self, Events.self,
            Simulate.self, Key.self, Config.self, TLS.self, NapCat.self, Metrics.self, Service.self, Serve.self,
        ],
        defaultSubcommand: Run.self
    )

    static func main() async {
        ProcessSetup.prepare()
        await self.main(nil)
    }
}

/// Read once; nothing of ours changes it.
let processEnvironment = ProcessInfo.processInfo.environment

/// The help in the operator's language.
let helpPhrases = HelpPhrases(environment: processEnvironment)

/// Ends the command with the code that was given.
func finish(_ code: Int32) throws {
    guard code == CommandExit.done else { throw ExitCode(code) }
}
