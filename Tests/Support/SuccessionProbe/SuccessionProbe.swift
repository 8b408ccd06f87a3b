import Console
import Foundation
import Glibc

/// A console that says that it could serve, and then cannot: at once, or where `SUCCESSION_PROBE` names one of its
/// sockets, because that cannot be made.
@main
struct SuccessionProbe {
    static func main() async {
        ProcessSetup.prepare()
        let arguments = CommandLine.arguments
        let environment = ProcessInfo.processInfo.environment
        let isRehearsal = arguments.contains("--rehearse")
        let held = arguments.indices.filter { arguments[$0] == "--held" }.map { arguments[$0 + 1] }
        let socket = environment["SUCCESSION_PROBE"]
        let command = ServeCommand(
            CommandContext(options: CommandOptions(), environment: environment),
            settings: [],
            headless: true,
            readyDescriptor: isRehearsal ? Launcher.readyDescriptor : nil,
            rehearsal: isRehearsal ? held : nil,
            serve: { options in
                guard let socket else { throw CommandFailure("This program is a probe.") }
                try await Self.serve(options, without: socket)
            }
        )
        exit(await command.run())
    }

    private static func serve(_ options: ServeOptions, without socket: String) async throws -> Never {
        let obstacle = options.stateFolder.path + "/" + socket
        _ = mkdir(obstacle, 0o700)
        // Any failure will do: what is left after it is the question.
        let exit = try? await ServingProcess.run(options)
        rmdir(obstacle)
        guard exit == nil else { throw CommandFailure("This program has served in spite of \(obstacle).") }
        throw CommandFailure("This program is a probe; \(Self.eventLoops) event loops are left.")
    }

    /// Threads of NIO, by their names.
    private static var eventLoops: Int {
        let tasks = "/proc/self/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.filter { thread in
            // One that has ended meanwhile is none.
            (try? String(contentsOfFile: "\(tasks)/\(thread)/comm", encoding: .utf8))?.hasPrefix("NIO-ELT") == true
        }.count
    }
}
