import ArgumentParser
import Glibc
import NapCatTesting
import UnixSignals

/// A NapCat that is none, for tests of whole programs and for people: prints a line for each thing worth waiting for,
/// takes commands on standard input.
@main
struct NapCatStandIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "NapCatStandIn",
        abstract: "Acts as NapCat: its WebUI, its files, and its reverse WebSocket clients.",
        discussion: InputCommand.help
    )

    @OptionGroup var options: StandInOptions

    func run() async throws {
        let configuration = try self.options.configuration(environment: Self.environment)
        let napcat = try await StandInNapCat.start(
            configuration,
            listener: self.options.showsLog ? Self.printLog : nil,
            observer: Self.print
        )
        let control = napcat.control
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await Self.firstSignal() }
            if !self.options.ignoresInput {
                tasks.addTask {
                    for await line in InputLines.stream() where !Self.carryOut(line, control) { return }
                }
            }
            if let pause = self.options.scanAfter {
                // Only the two above end the program.
                Task {
                    try await Task.sleep(for: .seconds(pause))
                    control.scan()
                }
            }
            await tasks.next()
            tasks.cancelAll()
        }
        await napcat.stop()
    }

    /// - Returns: false when the program is to end.
    private static func carryOut(_ line: String, _ control: StandInControl) -> Bool {
        guard !line.isEmpty else { return true }
        guard let command = InputCommand(line) else {
            Self.print("unknown command: \(line)")
            return true
        }
        if command == .quit { return false }
        if !command.carryOut(control) { Self.print("nothing to scan") }
        return true
    }

    private static var environment: [String: String] {
        // What NapCat reads, too.
        let name = StandInOptions.secretKeyName
        return getenv(name).map { [name: String(cString: $0)] } ?? [:]
    }

    private static func firstSignal() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }

    @Sendable
    private static func printLog(_ line: String) {
        Self.print("log: " + line)
    }

    @Sendable
    private static func print(_ happening: StandInHappening) {
        Self.print(happening.line)
    }

    /// A line at once: what `print` writes to a pipe waits in a buffer.
    private static func print(_ line: String) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
