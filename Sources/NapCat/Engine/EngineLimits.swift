/// How long and how much of a container engine's answers is waited for and kept.
package struct EngineLimits: Equatable, Sendable {
    /// For a whole answer, from connecting to its last byte.
    package var answer: Duration
    /// For a restart, which waits for the program inside to end: the engines give it ten seconds before they kill it.
    package var restart: Duration

    package init(answer: Duration = .seconds(3), restart: Duration = .seconds(30)) {
        self.answer = answer
        self.restart = restart
    }

    /// Bytes of a list of containers; each takes two to four thousand.
    static let list = 8 << 20
    /// Bytes of what is told of one container.
    static let details = 2 << 20
    /// Bytes of an answer that says what went wrong.
    static let complaint = 16_384
    /// Bytes of a log that are kept, and those that are read at most to come to its end.
    static let log = 65_536
    static let logRead = 8 << 20
    static let logLines = 50
    /// Characters of one line of a log.
    static let logLine = 500
}
