import Foundation

/// The built console as a process of its own, on this process's core, with a home folder that goes with it.
final class ConsoleProcess {
    struct Failed: Error {
        var step: String
    }

    let port: Int
    let program: String
    /// What it was started with.
    let environment: [String: String]
    private let process = Process()
    private let folder: String

    /// Starts `run --headless` and waits until it listens.
    init() throws {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("onebot-console")
        self.folder = "/tmp/obc-bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: self.folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        self.program = program.path
        self.environment = [
            "HOME": self.folder, "XDG_CONFIG_HOME": self.folder + "/config", "XDG_STATE_HOME": self.folder + "/state",
            "ONEBOT_CONSOLE_ENDPOINT_PORT": "0", "ONEBOT_CONSOLE_ENDPOINT_HOST": "127.0.0.1",
            "ONEBOT_ACCESS_TOKEN": EndpointBench.key, "ONEBOT_CONSOLE_ENDPOINT_MAX_CONNECTIONS": "20000",
        ]
        let errors = Pipe()
        self.process.executableURL = program
        self.process.arguments = ["run", "--headless"]
        self.process.environment = self.environment
        self.process.standardError = errors
        try self.process.run()
        var text = ""
        while !text.contains("/onebot/v11/ws\n") {
            let more = errors.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failed(step: "start: \(text)") }
            text += String(decoding: more, as: UTF8.self)
        }
        // What it logs from here on is of no interest, but must not fill the pipe.
        errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        let line = text.split(separator: "\n").first { $0.contains("ws://") } ?? ""
        guard let port = line.split(separator: ":").last?.split(separator: "/").first.flatMap({ Int($0) }) else {
            throw Failed(step: "start: \(line)")
        }
        self.port = port
    }

    var controlSocket: String { self.folder + "/state/onebot-console/control.sock" }
    var journal: String { self.folder + "/state/onebot-console/journal.sqlite" }

    /// Ends it and waits.
    func stop() {
        self.process.terminate()
        self.process.waitUntilExit()
    }

    /// Takes the home folder away.
    func remove() {
        // Left behind in /tmp at worst.
        try? FileManager.default.removeItem(atPath: self.folder)
    }
}
