import Console
import Foundation

/// A console that says that it could serve, and then cannot.
@main
struct SuccessionProbe {
    static func main() async {
        ProcessSetup.prepare()
        let arguments = CommandLine.arguments
        let isRehearsal = arguments.contains("--rehearse")
        let held = arguments.indices.filter { arguments[$0] == "--held" }.map { arguments[$0 + 1] }
        let command = ServeCommand(
            CommandContext(options: CommandOptions(), environment: ProcessInfo.processInfo.environment),
            settings: [],
            headless: true,
            readyDescriptor: isRehearsal ? Launcher.readyDescriptor : nil,
            rehearsal: isRehearsal ? held : nil,
            serve: { _ in throw CommandFailure("This program is a probe.") }
        )
        exit(await command.run())
    }
}
