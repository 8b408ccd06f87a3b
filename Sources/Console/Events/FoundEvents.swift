import OneBot
import Synchronization

/// Carries what a reading of the journal has found out of its handler.
final class FoundEvents: Sendable {
    private let kept = Mutex<[EventRecord]>([])

    var records: [EventRecord] { self.kept.withLock { $0 } }

    func keep(_ records: [EventRecord]) {
        self.kept.withLock { $0 = records }
    }
}
