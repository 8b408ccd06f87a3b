import Synchronization

/// Bytes gathered from another thread.
final class NIOLockedBytes: Sendable {
    private let storage = Mutex<[UInt8]>([])

    func append(_ bytes: [UInt8]) {
        self.storage.withLock { $0 += bytes }
    }

    var bytes: [UInt8] { self.storage.withLock { $0 } }
}
