import Logging
import NIOCore
import Synchronization

/// Gives signs of life as long as everything answers that a working console needs: each event loop and the main actor.
/// When one of them hangs, the signs stop, and the service manager ends the process and starts it again.
struct Watchdog: Sendable {
    /// Something that must answer.
    struct Witness: Sendable {
        var name: String
        /// Asks, and calls `answered` from where the answer is due. Must not wait.
        var ask: @Sendable (_ answered: @escaping @Sendable () -> Void) -> Void
    }

    private let interval: Duration
    private let witnesses: [Witness]
    private let alive: @Sendable () -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - interval: Between two signs.
    ///   - alive: Gives a sign; called by the last witness to answer.
    init(interval: Duration, witnesses: [Witness], logger: Logger, alive: @escaping @Sendable () -> Void) {
        self.interval = interval
        self.witnesses = witnesses
        self.alive = alive
        self.logger = logger
    }

    /// Asks again and again until the task is cancelled; who still owes an answer is not asked again.
    func run() async {
        var round = Round(self.witnesses, alive: self.alive)
        // Cancelled: the console ends.
        while (try? await Task.sleep(for: self.interval)) != nil {
            let silent = round.silent
            if silent.isEmpty {
                round = Round(self.witnesses, alive: self.alive)
            } else {
                self.logger.error("no answer", metadata: ["from": "\(silent.joined(separator: ", "))"])
            }
        }
    }

    /// One question to all.
    private final class Round: Sendable {
        private let owing: Mutex<Set<String>>

        init(_ witnesses: [Witness], alive: @escaping @Sendable () -> Void) {
            self.owing = Mutex(Set(witnesses.map(\.name)))
            for witness in witnesses {
                let name = witness.name
                witness.ask {
                    let isLast = self.owing.withLock { $0.remove(name) != nil && $0.isEmpty }
                    if isLast { alive() }
                }
            }
        }

        var silent: [String] { self.owing.withLock { $0.sorted() } }
    }
}

extension Watchdog.Witness {
    /// The threads of a group.
    static func loops(of group: any EventLoopGroup, _ name: String) -> [Self] {
        group.makeIterator().enumerated().map { index, loop in
            Self(name: "\(name) loop \(index)") { answered in loop.execute(answered) }
        }
    }

    /// Where the screens are built.
    static let mainActor = Self(name: "main actor") { answered in
        Task { @MainActor in answered() }
    }
}
