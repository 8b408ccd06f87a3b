import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// Runs `body` with a home folder of its own for the built program, and takes everything away at the end, also when
/// `body` fails: what still serves is killed. Before that no key may be found where keys must not be.
///
/// - Parameters:
///   - settings: The settings file as the operator wrote it; none when nil.
///   - environment: Further variables of every command.
func withConsoleHome(
    settings: String? = ConsoleHome.settings,
    environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (ConsoleHome) async throws -> Void
) async throws {
    let home = try ConsoleHome(settings: settings, environment: environment)
    defer { home.close() }
    try await body(home)
    home.expectNoKeyOutside(sourceLocation: sourceLocation)
}

/// A home folder with the console's settings and state in it, and what a test has started there.
final class ConsoleHome {
    /// On any free port of this machine alone, with comments that an edit must keep.
    static let settings = """
        # what the operator wrote here stays 保留
        endpoint:
          host: 127.0.0.1  # nobody else
          port: 0          # any free one

        """

    let folder: String
    let program: String
    private let more: [String: String]
    private var keys: Set<String> = []
    private var commands: [RunningCommand] = []
    private var terminals: [PtyChild] = []
    private var multiplexers: [Tmux] = []
    private var kept: [AnyObject] = []

    init(settings: String?, environment: [String: String]) throws {
        self.program = try #require(BuiltProgram.path("onebot-console"), "the program is not built")
        // A short path: sockets have room for 107 bytes.
        self.folder = "/tmp/obc-\(UUID().uuidString.prefix(8))"
        self.more = environment
        for part in ["config/onebot-console", "state", "run"] {
            try FileManager.default.createDirectory(
                atPath: "\(self.folder)/\(part)",
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        if let settings { try self.writeSettings(settings) }
    }

    deinit { self.close() }

    // MARK: - Files

    /// What `tls self-signed` makes.
    var certificateFile: String { "\(self.folder)/config/onebot-console/tls/certificate.pem" }
    var privateKeyFile: String { "\(self.folder)/config/onebot-console/tls/private_key.pem" }
    var settingsFile: String { "\(self.folder)/config/onebot-console/config.yaml" }
    var stateFolder: String { "\(self.folder)/state/onebot-console" }
    var sockets: [String] { ["attach.sock", "control.sock"].map { "\(self.stateFolder)/\($0)" } }

    func writeSettings(_ text: String) throws {
        try text.write(toFile: self.settingsFile, atomically: false, encoding: .utf8)
    }

    func settingsText() throws -> String { try String(contentsOfFile: self.settingsFile, encoding: .utf8) }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    // MARK: - Starting

    /// What every program here gets; nothing is inherited.
    var environment: [String: String] {
        let own = [
            "HOME": self.folder, "XDG_CONFIG_HOME": "\(self.folder)/config", "XDG_STATE_HOME": "\(self.folder)/state",
            "XDG_RUNTIME_DIR": "\(self.folder)/run", "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC",
            "LANG": "C.UTF-8", "TERM": "xterm-256color",
        ]
        return own.merging(self.more) { $1 }
    }

    /// Starts a command of the console.
    func start(_ arguments: String..., environment: [String: String] = [:]) throws -> RunningCommand {
        try self.start(self.program, arguments, environment: environment)
    }

    /// Starts any program.
    func start(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws -> RunningCommand {
        let command = try RunningCommand(
            path,
            arguments,
            environment: self.environment.merging(environment) { $1 },
            folder: self.folder
        )
        self.commands.append(command)
        return command
    }

    /// Keeps something alive that must not end before this home.
    func keep(_ object: AnyObject) { self.kept.append(object) }

    /// Runs a command of the console to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> RunningCommand.Result {
        try await self.start(self.program, arguments, environment: environment).result()
    }

    /// Starts `run --headless` and waits until it says that it listens.
    func serve(environment: [String: String] = [:]) async throws -> RunningCommand {
        let command = try self.start("run", "--headless", environment: environment)
        try await command.wait(forErrors: "listening") { $0.contains("listening on ws") }
        _ = try await self.key()
        return command
    }

    /// Starts a command in a pseudo terminal.
    func terminal(
        _ arguments: String...,
        environment: [String: String] = [:],
        size: Size = Size(columns: 80, rows: 24)
    ) throws -> PtyChild {
        let child = try PtyChild(
            self.program,
            arguments,
            environment: self.environment.merging(environment) { $1 },
            size: size,
            folder: self.folder
        )
        self.terminals.append(child)
        return child
    }

    /// Starts `run` in a pseudo terminal and waits for the Overview.
    func screen(_ arguments: String..., environment: [String: String] = [:]) async throws -> PtyChild {
        let child = try PtyChild(
            self.program,
            ["run"] + arguments,
            environment: self.environment.merging(environment) { $1 },
            folder: self.folder
        )
        self.terminals.append(child)
        // The last line is drawn last.
        try await child.wait(until: "the screen") {
            $0.screen.text.contains("ws://127.0.0.1:") && $0.screen.text.contains("? help")
        }
        _ = try await self.key()
        return child
    }

    /// A shell in a tmux of its own, where `onebot-console` can be typed.
    func tmux(
        environment: [String: String] = [:],
        size: Size = Size(columns: 80, rows: 24),
        options: [(name: String, value: String)] = []
    ) throws -> Tmux {
        var variables = self.environment.merging(environment) { $1 }
        // tmux knows best what terminal it is.
        variables["TERM"] = nil
        let folder = URL(fileURLWithPath: self.program).deletingLastPathComponent().path
        variables["PATH"] = "\(folder):/usr/local/bin:/usr/bin:/bin"
        variables["PS1"] = "$ "
        let words = variables.map { "'\($0.key)=\($0.value)'" }.joined(separator: " ")
        let tmux = try Tmux("env -u LC_ALL \(words) sh", size: size, options: options)
        self.multiplexers.append(tmux)
        return tmux
    }

    // MARK: - Asking

    /// The access key, by `key show`.
    func key() async throws -> String {
        let result = try await self.run("key", "show")
        try #require(result.exit == 0, "\(result.errors)")
        let key = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        try #require(key.count >= 8)
        self.keys.insert(key)
        return key
    }

    func status() async throws -> StatusReport {
        let result = try await self.run("status", "--json")
        try #require(result.exit == 0, "\(result.errors)")
        return try JSONDecoder().decode(StatusReport.self, from: Data(result.output.utf8))
    }

    /// Asks for the status until it satisfies `condition`.
    @discardableResult
    func status(until what: String, _ condition: (StatusReport) -> Bool) async throws -> StatusReport {
        var last: StatusReport?
        do {
            try await wait(until: what) {
                let report = try await self.status()
                last = report
                return condition(report)
            }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); the status is \(last.map { "\($0)" } ?? "not known")")
        }
        return try #require(last)
    }

    /// The port that the endpoint listens on.
    func port() async throws -> Int { try #require(try await self.status().ports.first) }

    /// The process that serves this home's state folder, by the lock's file.
    var servingProcess: Int32? {
        guard let text = try? String(contentsOfFile: "\(self.stateFolder)/lock", encoding: .utf8),
            let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 0,
            Self.isRunning(process), self.isOurs(process)
        else { return nil }
        return process
    }

    /// Whether a process exists and is more than a name in the table.
    static func isRunning(_ process: Int32) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        let state = stat.split(separator: ")").last?.dropFirst().first
        return state != "Z" && state != "X"
    }

    /// A number that is in use again may be anybody's.
    private func isOurs(_ process: Int32) -> Bool {
        // Gone or another user's: not ours.
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
        return data.split(separator: 0).contains(Data("HOME=\(self.folder)".utf8))
    }

    // MARK: - The end

    /// From now on this text must not be found either.
    func treatAsKey(_ text: String) { self.keys.insert(text) }

    /// Records an issue for each key that stands in a file of the state folder, in what a command wrote to standard
    /// error, or on a command line.
    func expectNoKeyOutside(sourceLocation: SourceLocation) {
        let files = FileManager.default.enumerator(atPath: self.stateFolder)?.compactMap { $0 as? String } ?? []
        var texts = files.map { name in
            (name, FileManager.default.contents(atPath: "\(self.stateFolder)/\(name)") ?? Data())
        }
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes where Int32(process) != nil {
            // A process that ends meanwhile has no command line any more.
            texts.append(
                (
                    "command line of \(process)",
                    FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
                )
            )
        }
        for command in self.commands { texts.append(("standard error", Data(command.errors.utf8))) }
        for key in self.keys {
            for (name, data) in texts where data.range(of: Data(key.utf8)) != nil {
                Issue.record("the access key stands in: \(name)", sourceLocation: sourceLocation)
            }
        }
    }

    /// Ends everything and removes the folder.
    func close() {
        guard self.exists(self.folder) else { return }
        for terminal in self.terminals { terminal.close() }
        for multiplexer in self.multiplexers { multiplexer.close() }
        for command in self.commands { command.kill() }
        if let process = self.servingProcess {
            kill(process, SIGKILL)
            let end = ContinuousClock.now + .seconds(5)
            while Self.isRunning(process), ContinuousClock.now < end { usleep(2_000) }
        }
        // Nothing follows from a folder that stays in the temporary one.
        try? FileManager.default.removeItem(atPath: self.folder)
    }
}
