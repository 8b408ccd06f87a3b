package import Logging
package import Snapshot
import Synchronization

import struct Foundation.Date

/// Where the console's log goes: the last lines in memory for the Log panel, a file, and standard error when headless.
///
/// Taking a line never waits for a disk or a pipe.
package final class LogStore: Sendable {
    private struct State {
        /// A ring: `oldest` is the place of the oldest line once it is full.
        var lines: [LogLine] = []
        var oldest = 0
        var number = 0
        var onChange: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let sinks: [LogSink]
    private let capacity: Int
    private let clock: @Sendable () -> Date
    /// Add each key here before anything could log it.
    package let redactor: Redactor

    /// - Parameters:
    ///   - file: The log file; nil writes none.
    ///   - standardError: Whether the lines go to standard error, too.
    ///   - format: How they are written there.
    ///   - capacity: Lines kept in memory.
    package convenience init(
        file: String?,
        standardError: Bool,
        format: LogFormat = .text,
        capacity: Int = 2000
    ) {
        var sinks: [LogSink] = []
        if let file { sinks.append(LogSink(FileLogTarget(path: file))) }
        if standardError { sinks.append(LogSink(StandardErrorTarget(), format: format)) }
        self.init(sinks: sinks, capacity: capacity, clock: { Date() })
    }

    init(sinks: [LogSink], capacity: Int, clock: @escaping @Sendable () -> Date) {
        self.sinks = sinks
        self.capacity = max(1, capacity)
        self.clock = clock
        self.redactor = Redactor()
    }

    /// The lines in memory, oldest first.
    package var lines: [LogLine] {
        self.state.withLock { Array($0.lines[$0.oldest...] + $0.lines[..<$0.oldest]) }
    }

    /// Rises with every line: cheap to ask whether ``lines`` has changed.
    package var lastNumber: Int { self.state.withLock { $0.number } }

    /// Calls `action` after every line, on whatever thread logged it; it must be quick and must not log.
    package func onChange(_ action: (@Sendable () -> Void)?) {
        self.state.withLock { $0.onChange = action }
    }

    /// A logger that writes here. The last part of the label is the line's subject.
    package func logger(label: String, level: Logger.Level = .info) -> Logger {
        Logger(label: label) { label in ConsoleLogHandler(store: self, label: label, level: level) }
    }

    /// Waits until what was logged so far is written, at most as long as `patience`.
    package func flush(patience: Duration = .seconds(2)) async {
        let end = ContinuousClock.now + patience
        while self.sinks.contains(where: \.isBusy), ContinuousClock.now < end, !Task.isCancelled {
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Has the file opened anew by its name, for whoever has moved it away.
    func reopen() {
        for sink in self.sinks { sink.reopen() }
    }

    func append(level: LogLine.Level, subject: String, text: String) {
        let subject = LogText.oneLine(self.redactor.redact(subject))
        let text = LogText.oneLine(self.redactor.redact(text))
        // The sinks take the line under the lock, so that all have the same order.
        let onChange = self.state.withLock { state in
            state.number &+= 1
            let line = LogLine(number: state.number, time: self.clock(), level: level, subject: subject, text: text)
            if state.lines.count < self.capacity {
                state.lines.append(line)
            } else {
                state.lines[state.oldest] = line
                state.oldest = (state.oldest + 1) % self.capacity
            }
            for sink in self.sinks { sink.take(line) }
            return state.onChange
        }
        onChange?()
    }
}
