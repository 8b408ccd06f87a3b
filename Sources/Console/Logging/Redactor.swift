package import OneBot
import Synchronization

/// The net under rule one of logging: keys are never given to a logger, and if one should be, it is replaced by its
/// mask before anything sees it.
package final class Redactor: Sendable {
    private struct State {
        /// Newest last; keys that were replaced stay, because an old one in a log is no better.
        var secrets: [Secret] = []
        /// The longest first: a key may hold another.
        var longestFirst: [Secret] = []
    }

    private let state = Mutex(State())

    /// More than an operator has and rotates in one life of the process: 64 keys may be in force at once.
    private static let maximum = 256
    /// Anything shorter would take ordinary words out of the log; no key is.
    private static let shortest = 6

    package init() {}

    /// Every registered secret, the longest first.
    package var secrets: [Secret] { self.state.withLock { $0.longestFirst } }

    /// From now on `secret` does not appear in the log.
    package func register(_ secret: Secret) {
        guard secret.count >= Self.shortest else { return }
        self.state.withLock { state in
            state.secrets.removeAll { $0 == secret }
            state.secrets.append(secret)
            if state.secrets.count > Self.maximum { state.secrets.removeFirst(state.secrets.count - Self.maximum) }
            state.longestFirst = state.secrets.sorted { $0.exposed.utf8.count > $1.exposed.utf8.count }
        }
    }

    /// `text` with the mask in place of every registered secret.
    package func redact(_ text: String) -> String {
        self.secrets.reduce(text) { text, secret in
            // Most of what is logged is shorter than any key, and a search is dear.
            guard text.utf8.count >= secret.exposed.utf8.count, text.contains(secret.exposed) else { return text }
            return text.replacing(secret.exposed, with: secret.masked)
        }
    }
}
