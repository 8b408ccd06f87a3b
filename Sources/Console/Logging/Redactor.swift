package import OneBot
import Synchronization

/// The net under rule one of logging: keys are never given to a logger, and if one should be, it is replaced by its
/// mask before anything sees it.
package final class Redactor: Sendable {
    /// Newest last; keys that were replaced stay, because an old one in a log is no better.
    private let secrets = Mutex<[Secret]>([])

    /// More than an operator rotates in one life of the process.
    private static let maximum = 64
    /// Anything shorter would take ordinary words out of the log; no key is.
    private static let shortest = 6

    package init() {}

    /// From now on `secret` does not appear in the log.
    package func register(_ secret: Secret) {
        guard secret.count >= Self.shortest else { return }
        self.secrets.withLock { secrets in
            secrets.removeAll { $0 == secret }
            secrets.append(secret)
            if secrets.count > Self.maximum { secrets.removeFirst(secrets.count - Self.maximum) }
        }
    }

    /// `text` with the mask in place of every registered secret.
    package func redact(_ text: String) -> String {
        let secrets = self.secrets.withLock { $0 }
        // The longest first: a key may hold another.
        return secrets.sorted { $0.count > $1.count }.reduce(text) { text, secret in
            text.contains(secret.exposed) ? text.replacing(secret.exposed, with: secret.masked) : text
        }
    }
}
