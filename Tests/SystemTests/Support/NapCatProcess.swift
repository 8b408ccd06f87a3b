import Foundation
import Glibc
import TerminalTesting
import Testing

/// A stand-in of NapCat in a process of its own, with its config folder in a home's folder. It ends with the home.
final class NapCatProcess {
    /// The WebUI's token unless a test says otherwise.
    static let token = "standin2026token"

    let command: RunningCommand
    /// NapCat's config folder: `webui.json`, `onebot11_<account>.json`.
    let folder: String
    private let input: Int32

    /// Starts one and waits until it listens.
    ///
    /// - Parameters:
    ///   - arguments: As its `--help` tells; the port is any that is free.
    ///   - token: Reaches it in its environment, not on its command line.
    ///   - files: Texts by name, in its config folder before it starts.
    static func start(
        _ home: ConsoleHome,
        _ arguments: [String] = [],
        token: String = NapCatProcess.token,
        files: [String: String] = [:]
    ) async throws -> NapCatProcess {
        let napcat = try NapCatProcess(home, arguments, token, files)
        // Not needed by name any more, it still has to run.
        home.keep(napcat)
        try await napcat.wait(for: "listening on ")
        return napcat
    }

    private init(_ home: ConsoleHome, _ arguments: [String], _ token: String, _ files: [String: String]) throws {
        let program = try #require(BuiltProgram.path("NapCatStandIn"), "the stand-in is not built")
        let name = "\(home.folder)/napcat-\(UUID().uuidString.prefix(8))"
        self.folder = name
        try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: true)
        for (file, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(name)/\(file)")) }
        let pipe = name + ".in"
        try #require(mkfifo(pipe, 0o600) == 0, "errno \(errno)")
        // For both directions: opening it for one waits for somebody at the other.
        self.input = open(pipe, O_RDWR | O_CLOEXEC)
        try #require(self.input >= 0, "errno \(errno)")
        // A program that is started gets /dev/null as its input; the shell opens another.
        let shell = ["-c", "in=$1; shift; exec \"$@\" <\"$in\"", "sh", pipe, program]
        self.command = try home.start(
            "/bin/sh",
            shell + ["--port", "0", "--folder", name] + arguments,
            environment: ["NAPCAT_WEBUI_SECRET_KEY": token]
        )
    }

    deinit {
        // Its input ends, and it with it.
        close(self.input)
    }

    /// What it has printed, line by line.
    var lines: [String] { self.command.output.split(separator: "\n").map(String.init) }

    /// Where the WebUI listens; after a restart perhaps elsewhere than before.
    var port: Int {
        let line = self.lines.last { $0.hasPrefix("listening on ") } ?? ""
        return line.firstMatch(of: #/:(\d+)/webui$/#).flatMap { Int($0.1) } ?? 0
    }

    /// The text of the QR code that was shown last.
    var qrCode: String? {
        let start = "QQ waits for a scan: "
        return self.lines.last { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }

    /// Lines that hold this text.
    func count(of text: String) -> Int { self.lines.count { $0.contains(text) } }

    /// Gives it a command, as `scan`.
    func send(_ command: String) {
        let line = Array((command + "\n").utf8)
        // A pipe has room for more than any command.
        _ = line.withUnsafeBytes { write(self.input, $0.baseAddress, $0.count) }
    }

    /// Waits until so many lines hold this text.
    func wait(for text: String, count: Int = 1) async throws {
        do {
            try await TerminalTesting.wait(until: "the stand-in says \(text)") {
                self.count(of: text) >= count || self.command.hasEnded
            }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); it wrote:\n\(self.command.output)\n\(self.command.errors)")
        }
        guard self.count(of: text) >= count else {
            throw TookTooLong("it ended before \(text):\n\(self.command.output)\n\(self.command.errors)")
        }
    }
}
