package import Terminal

/// The `:` line while it is open.
package struct CommandLineState: Equatable, Sendable {
    package var editor = LineEditor(maximumLength: 4096)
    package var problem: CommandProblem?
    /// Place in the history while the operator goes through it, 0 the newest.
    package var historyIndex: Int?
    /// What Tab goes through, and where it is.
    package var candidates: [String] = []
    package var candidate: Int?
}
