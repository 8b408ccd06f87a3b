package import Settings
import Synchronization

/// The replaced keys, asked by event loops when a key is not the present one, changed by the operator's acts.
package final class KeyRing: Sendable {
    private let history: Mutex<KeyHistory>

    package init(_ history: KeyHistory) {
        self.history = Mutex(history)
    }

    package var current: KeyHistory { self.history.withLock { $0 } }

    package func replace(_ history: KeyHistory) {
        self.history.withLock { $0 = history }
    }

    package func recognise(_ bytes: [UInt8]) -> RetiredKey? {
        self.history.withLock { $0.recognise(bytes) }
    }
}
