import Synchronization

/// What the stand-in writes, with NapCat's words, oldest first, and what happens to it.
final class StandInLog: Sendable {
    /// The oldest lines go first beyond this.
    private static let most = 10_000

    private let content = Mutex<[String]>([])
    private let listener: (@Sendable (String) -> Void)?
    private let observer: (@Sendable (StandInHappening) -> Void)?

    /// - Parameters:
    ///   - listener: Is told each line.
    ///   - observer: Is told each happening.
    init(
        listener: (@Sendable (String) -> Void)? = nil,
        observer: (@Sendable (StandInHappening) -> Void)? = nil
    ) {
        self.listener = listener
        self.observer = observer
    }

    var lines: [String] { self.content.withLock { $0 } }

    func write(_ line: String) {
        self.content.withLock { lines in
            lines.append(line)
            if lines.count > Self.most { lines.removeFirst() }
        }
        self.listener?(line)
    }

    func tell(_ happening: StandInHappening) {
        self.observer?(happening)
    }
}
