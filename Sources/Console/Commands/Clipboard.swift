import Glibc
package import OneBot
import Terminal
import TerminalIO

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

    private func loadTmuxBuffer(_ secret: Secret, _ environment: [String: String]) {
        // When tmux cannot be run, the sequence alone must do.
        guard let buffer = TmuxBuffer(Array(secret.exposed.utf8), number: 0, environment: environment) else { return }
        // A tmux that hangs is left to itself after two seconds.
        for _ in 0..<200 {
            if buffer.hasEnded { return }
            usleep(10_000)
        }
    }
}
