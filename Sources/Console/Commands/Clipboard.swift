import CPlatform
import Glibc
package import OneBot
import Terminal

/// Puts a text on the clipboard of the operator's terminal.
package protocol Clipboard: Sendable {
    /// - Returns: The way it went; nil when there is no terminal.
    func copy(_ secret: Secret, environment: [String: String]) -> ClipboardRoute?
}

/// How a copy gets to a terminal.
package enum ClipboardRoute: Equatable, Sendable {
    case plain
    case tmux
    case screen

    /// By what the terminal's multiplexers leave in the environment. tmux comes first: it often runs with screen's name
    /// for a terminal.
    package init(environment: [String: String]) {
        if let tmux = environment["TMUX"], !tmux.isEmpty {
            self = .tmux
        } else if environment["STY"]?.isEmpty == false || environment["TERM"]?.hasPrefix("screen") == true {
            self = .screen
        } else {
            self = .plain
        }
    }
}

/// The controlling terminal of this process, by OSC 52; behind tmux, which drops that in its default settings, also by
/// its own command.
package struct TerminalClipboard: Clipboard {
    /// The buffer that a screen's copies go to as well, so that the next one takes the place of this.
    private static let tmuxBuffer = "onebot-console"

    package init() {}

    package func copy(_ secret: Secret, environment: [String: String]) -> ClipboardRoute? {
        let route = ClipboardRoute(environment: environment)
        let sequence =
            route == .screen
            ? ControlSequence.clipboardForScreen(secret.exposed) : ControlSequence.clipboard(secret.exposed)
        guard let sequence else { return nil }
        let terminal = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        if route == .tmux { self.loadTmuxBuffer(secret, environment) }
        return SmallFile.writeAll(sequence, to: terminal) ? route : nil
    }

    /// The key goes by standard input: arguments are for everybody to read. When tmux cannot be run, the sequence alone
    /// must do.
    private func loadTmuxBuffer(_ secret: Secret, _ environment: [String: String]) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        // A key always fits into an empty pipe, so this cannot block.
        let filled = secret.exposed.utf8.count <= 4096 && SmallFile.writeAll(Array(secret.exposed.utf8), to: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard filled else { return }
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let process = withCStrings(["tmux", "load-buffer", "-w", "-b", Self.tmuxBuffer, "-"]) { arguments in
            withCStrings(variables) { variables in cp_spawn_with_input("tmux", arguments, variables, ends[0]) }
        }
        guard process > 0 else { return }
        // A tmux that hangs is left to itself after two seconds.
        for _ in 0..<200 {
            var status: CInt = 0
            let result = waitpid(process, &status, WNOHANG)
            if result == process || (result < 0 && errno != EINTR) { return }
            usleep(10_000)
        }
    }
}
