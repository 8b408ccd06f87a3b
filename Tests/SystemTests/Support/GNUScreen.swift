import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// A shell in GNU screen, with sockets of its own and without the user's configuration, shown on a pseudo terminal.
/// End with ``close()``.
final class GNUScreen {
    private static let program = "/usr/bin/screen"

    /// Where its sockets are: one while it runs.
    let folder: String
    private let home: ConsoleHome
    private let name = "obc-\(UUID().uuidString.prefix(8))"
    private let environment: [String: String]
    private(set) var display: PtyChild

    /// Starts it, attached, with `sh` in its window.
    init(_ home: ConsoleHome) throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.program),
            "GNU screen is missing (Debian package screen)"
        )
        self.home = home
        self.folder = "\(home.folder)/screen"
        try FileManager.default.createDirectory(
            atPath: self.folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        let programs = URL(fileURLWithPath: home.program).deletingLastPathComponent().path
        self.environment = home.environment.merging([
            "SCREENDIR": self.folder, "PATH": "\(programs):/usr/local/bin:/usr/bin:/bin", "PS1": "$ ",
            "SHELL": "/bin/sh",
        ]) { $1 }
        self.display = try Self.show(["-S", self.name, "-c", "/dev/null", "-ln", "-U", "sh"], self.environment, home)
    }

    deinit { self.close() }

    private static func show(
        _ arguments: [String],
        _ environment: [String: String],
        _ home: ConsoleHome
    ) throws -> PtyChild {
        try PtyChild(Self.program, arguments, environment: environment, folder: home.folder)
    }

    /// The front goes, by the keys for it; what runs inside does not notice.
    func detach() async throws {
        self.display.send([1])
        self.display.type("d")
        #expect(try await self.display.exit() == 0)
        self.display.close()
    }

    /// Another terminal takes it up again.
    func attach() throws {
        self.display = try Self.show(["-U", "-r", self.name], self.environment, self.home)
    }

    /// What its window shows; screen writes the last byte alone of a letter that is none of ASCII.
    func hardcopy() async throws -> String {
        self.display.read()
        let file = "\(self.folder)-\(UUID().uuidString.prefix(8))"
        defer { unlink(file) }
        // It may just be starting.
        try await TerminalTesting.wait(until: "screen takes commands") {
            self.display.read()
            return try await self.run("hardcopy", file)
        }
        // Written by the other process, after the command has ended.
        var text = ""
        try await TerminalTesting.wait(until: "the hardcopy") {
            self.display.read()
            text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split(separator: "\n", omittingEmptySubsequences: false).count > 24
        }
        return text
    }

    /// Looks at the window until it satisfies `condition`.
    func wait(until what: String, _ condition: (String) -> Bool) async throws {
        var last = ""
        do {
            try await TerminalTesting.wait(until: what) {
                last = try await self.hardcopy()
                return condition(last)
            }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); the window is:\n\(last)")
        }
    }

    /// Ends it and waits until nothing of it is left.
    func quit() async throws {
        let process = self.process
        #expect(try await self.run("quit"))
        try await TerminalTesting.wait(until: "screen ends") {
            self.display.read()
            return self.process == nil && process.map(ConsoleHome.isRunning) != true
        }
        _ = try await self.display.exit()
    }

    /// Ends it in any case.
    func close() {
        self.display.close()
        if let process = self.process, ConsoleHome.isRunning(process) { kill(process, SIGKILL) }
    }

    /// - Returns: Whether it took the command.
    private func run(_ words: String...) async throws -> Bool {
        let arguments = ["-S", self.name, "-p", "0", "-X"] + words
        return try await self.home.start(Self.program, arguments, environment: self.environment).result().exit == 0
    }

    /// The process that keeps the window, by the name of its socket.
    private var process: Int32? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: self.folder)) ?? []
        return names.first { $0.hasSuffix(".\(self.name)") }.flatMap { Int32($0.prefix { $0 != "." }) }
    }
}
