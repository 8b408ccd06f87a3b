package import Snapshot
package import Terminal

/// What is known of one attached terminal, told by its client when it attached.
package struct TerminalFacts: Equatable, Sendable {
    /// How a copy reaches the operator's clipboard from this terminal.
    package enum ClipboardRoute: Equatable, Sendable {
        case plain
        case tmux
        case screen
    }

    package var size: Size
    package var language: Language
    /// Whether the locale is UTF-8; plain ASCII stands in for signs and borders where it is not.
    package var unicode: Bool
    package var clipboard: ClipboardRoute
    /// The address of this server that the operator's SSH connection goes to, from `SSH_CONNECTION`.
    package var reachedAt: String?
    /// Seconds east of UTC of the operator's time zone: times on the screen are local.
    package var utcOffset: Int
    /// An onlooker's: it sees everything but keys, and changes nothing but its own view.
    package var isReadOnly: Bool
    /// The version of the client's program where it is not the console's.
    package var otherProgram: String?
    /// Whether there is a shell to go back to for a while, which can bring the client back.
    package var hasShell: Bool

    package init(
        size: Size,
        language: Language,
        unicode: Bool = true,
        clipboard: ClipboardRoute = .plain,
        reachedAt: String? = nil,
        utcOffset: Int = 0,
        isReadOnly: Bool = false,
        otherProgram: String? = nil,
        hasShell: Bool = true
    ) {
        self.size = size
        self.language = language
        self.unicode = unicode
        self.clipboard = clipboard
        self.reachedAt = reachedAt
        self.utcOffset = utcOffset
        self.isReadOnly = isReadOnly
        self.otherProgram = otherProgram
        self.hasShell = hasShell
    }
}
