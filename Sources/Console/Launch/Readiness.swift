import Control
import Glibc
import OneBot
import Synchronization

/// Where a serving process says once that it serves, or why it cannot, to whoever started it and waits.
package final class Readiness: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Parameter descriptor: Owned from now on; nil when nobody waits (`run --headless`).
    package init(descriptor: Int32?) {
        if let descriptor {
            // Not for the programs that we start; where that fails they are spawned without it anyway.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        self.descriptor = Mutex(descriptor)
    }

    /// Says how it went. Only the first report counts; one that nobody reads harms nobody (SIGPIPE is ignored in a
    /// serving process).
    package func report(_ report: ReadinessReport) {
        let descriptor = self.descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let descriptor else { return }
        // Who started us may be gone, and then nobody wants to know.
        _ = SmallFile.writeAll(Array((report.json.rendered + "\n").utf8), to: descriptor)
        close(descriptor)
    }
}
