import Glibc
import Synchronization

/// What this process has from the program that ran in it before, until it is clear that this one can serve.
final class Inheritance: Sendable {
    let lock: CInt?
    private let descriptors: Mutex<InheritedDescriptors>

    /// - Parameter descriptors: Owned from now on.
    init(_ descriptors: InheritedDescriptors) {
        self.lock = descriptors.lock
        self.descriptors = Mutex(descriptors)
    }

    /// Second descriptors of the listening sockets, which the caller owns.
    func duplicateSockets() -> [CInt] {
        self.descriptors.withLock { $0.sockets.map { fcntl($0, F_DUPFD_CLOEXEC, 0) }.filter { $0 >= 0 } }
    }

    /// This program serves: there is no way back, and what was taken over has descriptors of its own.
    func settle() {
        self.descriptors.withLock { descriptors in
            descriptors.close()
            descriptors = .none
        }
    }

    /// Becomes the program again that ran before in this process, because this one cannot serve. Returns only when there
    /// was none, or that failed.
    ///
    /// - Parameter reason: For the log, which nobody writes any more.
    func goBack(because reason: String) {
        var handed = self.descriptors.withLock { $0 }
        guard let former = handed.former else { return }
        StandardStreams().notice(reason)
        handed.former = nil
        // The last of those that were inherited, so none of the others takes its number before it is opened by it.
        _ = Succession.become("/proc/self/fd/\(former)", handed)
    }
}
