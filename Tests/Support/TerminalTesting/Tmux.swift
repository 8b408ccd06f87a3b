import CPlatform
import Foundation
import Glibc
package import Terminal

/// A real terminal for tests: a tmux server of its own, without the user's configuration.
///
/// Gate tests that use it with `.enabled(if: Tmux.isInstalled)`, and end with ``close()``.
package final class Tmux {
    /// A tmux command failed; with what it said.
    package struct Failed: Error {
        package let text: String
    }

    package static let isInstalled = Tmux.program != nil
    private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The server's socket, for `tmux -S`.
    package let socket: String
    private let folder: URL

    /// Starts a server whose only window runs `command` (a shell command line).
    ///
    /// - Parameter options: Server options to set before the command starts: `("set-clipboard", "on")`.
    package init(
        _ command: String,
        size: Size = Size(columns: 80, rows: 24),
        options: [(name: String, value: String)] = []
    ) throws {
        // A short path: sockets have room for 107 bytes.
        self.folder = URL(fileURLWithPath: "/tmp/tmux-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        self.socket = self.folder.appendingPathComponent("s").path
        var arguments: [String] = []
        for option in options { arguments += ["set-option", "-s", option.name, option.value, ";"] }
        let size = ["-x", "\(size.columns)", "-y", "\(size.rows)"]
        try self.run(["start-server", ";"] + arguments + ["new-session", "-d"] + size + [command])
    }

    deinit { self.close() }

    /// Presses keys by tmux's names (`Enter`, `C-l`), or types them when `literally`.
    package func press(_ keys: String..., literally: Bool = false) throws {
        try self.run(["send-keys"] + (literally ? ["-l"] : []) + keys)
    }

    /// The screen's rows, trailing blanks stripped; with colours and attributes as sequences when `styled`.
    package func screen(styled: Bool = false) throws -> String {
        try self.run(["capture-pane", "-p"] + (styled ? ["-e"] : []))
    }

    package func resize(to size: Size) throws {
        try self.run(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
    }

    /// The newest paste buffer, or the one of that name: what the clipboard would hold.
    package func buffer(named name: String? = nil) throws -> String {
        try self.run(["show-buffer"] + (name.map { ["-b", $0] } ?? []))
    }

    /// Looks at the screen until it satisfies `condition`.
    package func wait(
        until what: String,
        deadline: Duration = .seconds(60),
        _ condition: (String) throws -> Bool
    ) async throws {
        var last = ""
        do {
            try await TerminalTesting.wait(until: what, deadline: deadline) {
                last = try self.screen()
                return try condition(last)
            }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); the screen is:\n\(last)")
        }
    }

    /// Any other command.
    ///
    /// - Returns: What it wrote.
    @discardableResult
    package func run(_ arguments: [String]) throws -> String {
        guard let program = Self.program else { throw Failed(text: "tmux is not installed") }
        // Not through a pipe: the first command becomes the server, which would hold it open.
        let file = self.folder.appendingPathComponent("output-\(UUID().uuidString)")
        let output = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw Failed(text: "no file for the output: error \(errno)") }
        defer {
            Glibc.close(output)
            unlink(file.path)
        }
        let shell = ["sh", "-c", "exec \"$@\" >&2", "sh"]
        let command = [program, "-S", self.socket, "-f", "/dev/null", "-u"] + arguments
        let process = withCStrings(shell + command) { arguments in
            withCStrings(["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "SHELL=/bin/sh"]) { variables in
                cp_spawn_detached("/bin/sh", arguments, variables, -1, output, nil)
            }
        }
        guard process > 0 else { throw Failed(text: "error \(-process)") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let text = try String(contentsOf: file, encoding: .utf8)
        guard status == 0 else { throw Failed(text: text) }
        return text
    }

    /// Ends the server and everything in it.
    package func close() {
        guard FileManager.default.fileExists(atPath: self.folder.path) else { return }
        // A server whose last window has ended is gone already.
        _ = try? self.run(["kill-server"])
        // Nothing follows from a folder that stays in the temporary one.
        try? FileManager.default.removeItem(at: self.folder)
    }
}
