import Foundation
import Glibc
import Testing

/// Another time of day for the programs of a test, by libfaketime. What measures durations is not touched, as it is not
/// when somebody sets the clock of a machine.
final class FakeClock {
    /// Where Debian's package faketime puts it.
    private static let library: String? = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        return folders.map { "/usr/lib/\($0)/faketime/libfaketime.so.1" }.first {
            FileManager.default.fileExists(atPath: $0)
        }
    }()

    private let home: ConsoleHome
    private let file: String
    private let library: String
    private var processes: [Int32] = []

    /// - Parameter offset: From the true time: `+20d`, `-1h`, `+0`.
    init(_ home: ConsoleHome, _ offset: String) throws {
        self.library = try #require(Self.library, "libfaketime is missing (Debian package faketime)")
        self.home = home
        self.file = "\(home.folder)/clock-\(UUID().uuidString.prefix(8))"
        try self.set(offset)
    }

    deinit {
        // The library makes them for the shell that becomes the program, and nobody else removes them.
        for process in self.processes {
            for name in ["faketime_shm_", "sem.faketime_sem_"] { unlink("/dev/shm/\(name)\(process)") }
        }
    }

    /// Sets the clock of what runs by it.
    func set(_ offset: String) throws {
        try offset.write(toFile: self.file + ".new", atomically: false, encoding: .utf8)
        // Read at any moment: never a part.
        #expect(rename(self.file + ".new", self.file) == 0)
    }

    /// Starts a command of the console by this clock.
    func start(_ arguments: String...) throws -> RunningCommand {
        let variables = [
            "LD_PRELOAD": self.library, "FAKETIME_TIMESTAMP_FILE": self.file, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]
        // By way of that shell: in the first process the library changes the environment, beside which Swift looks for the
        // arguments.
        let command = try self.home.start(self.home.program, arguments, environment: variables)
        self.processes.append(command.process)
        return command
    }

    /// Starts `run --headless` by this clock and waits until it says that it listens.
    func serve() async throws -> RunningCommand {
        let command = try self.start("run", "--headless")
        try await command.wait(forErrors: "listening") { $0.contains("listening on ws") }
        _ = try await self.home.key()
        return command
    }
}
