import Console
import Foundation

/// A console that says that it could serve, and then cannot.
@main
struct SuccessionProbe {
    static func main() async {
        ProcessSetup.prepare()
        let isRehearsal = CommandLine.arguments.contains("--rehearse")
        let command = ServeCommand(
            CommandContext(options: CommandOptions(), environment: ProcessInfo.processInfo.environment),
            settings: [],
            headless: true,
            readyDescriptor: isRehearsal ? Launcher.readyDescriptor : nil,
            isRehearsal: isRehearsal,
            serve: { _ in throw CommandFailure("This program is a probe.") }
        )
        exit(await command.run())
    }
}
