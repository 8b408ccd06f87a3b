import CPlatform
import Foundation
import Glibc
import Snapshot
import Synchronization

/// Standard error of a serving process without a terminal: whatever a library writes there stands in the log, and so in
/// the Log panel. The crash file gets it too, at once, because that is what outlives a crash.
final class ErrorStream: Sendable {
    /// Bytes of the crash file; beyond them it begins anew.
    private static let longestFile = 256 * 1024

    private let reading: CInt
    private let former: CInt
    private let hasEnded = Mutex(false)

    /// Nil where the system has no descriptor left: then standard error stays what it was.
    init?(into log: LogStore) {
        var reading: CInt = -1
        var former: CInt = -1
        guard cp_capture_errors(&reading, &former) == 0 else { return nil }
        self.reading = reading
        self.former = former
        let thread = Thread { [self] in self.read(into: log) }
        thread.name = "standard error"
        thread.start()
    }

    /// Puts the former standard error back, and waits for what is on its way; at most as long as `patience`, because a
    /// child may hold the pipe open.
    func release(patience: Duration = .milliseconds(500)) async {
        cp_release_errors(self.former)
        let end = ContinuousClock.now + patience
        while !self.hasEnded.withLock({ $0 }), ContinuousClock.now < end, !Task.isCancelled {
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func read(into log: LogStore) {
        var lines = ErrorLines(at: .now)
        var bytes = [UInt8](repeating: 0, count: 16_384)
        while true {
            var wait = pollfd(fd: self.reading, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wait, 1, lines.isWaiting ? 1000 : -1)
            if ready == 0 {
                self.tell(lines.pause(at: .now), log)
                continue
            }
            let count = Glibc.read(self.reading, &bytes, bytes.count)
            if count > 0 {
                self.keep(bytes[..<count])
                self.tell(lines.take(bytes[..<count], at: .now), log)
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                break
            }
        }
        self.tell(lines.pause(at: .now), log)
        close(self.reading)
        self.hasEnded.withLock { $0 = true }
    }

    private func tell(_ lines: [String], _ log: LogStore) {
        for line in lines { log.append(level: .warning, subject: "stderr", text: line) }
    }

    private func keep(_ bytes: ArraySlice<UInt8>) {
        var facts = cp_file_facts()
        if cp_look_at_descriptor(self.former, &facts) == 0, facts.mode & S_IFMT == S_IFREG,
            facts.size > Self.longestFile
        {
            _ = ftruncate(self.former, 0)
        }
        // On a full disk there is no place left for them.
        _ = SmallFile.writeAll(Array(bytes), to: self.former)
    }
}
