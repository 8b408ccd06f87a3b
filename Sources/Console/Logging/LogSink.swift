import Dispatch
import Snapshot
import Synchronization

/// Takes lines without ever waiting and writes them in order on a queue of its own. When the disk or the pipe is that
/// slow, or takes nothing, lines are left out, and how many is said.
final class LogSink: Sendable {
    private struct State {
        var waiting: [LogLine] = []
        var dropped = 0
        var isWriting = false
    }

    private let state = Mutex(State())
    private let target: any LogTarget
    private let format: LogFormat
    private let queue = DispatchQueue(label: "console.log")
    private let capacity: Int

    /// - Parameters:
    ///   - format: How a line is written.
    ///   - capacity: Lines that may wait.
    init(_ target: any LogTarget, format: LogFormat = .text, capacity: Int = 4096) {
        self.target = target
        self.format = format
        self.capacity = capacity
    }

    /// Whether something is still to be written.
    var isBusy: Bool { self.state.withLock { $0.isWriting } }

    func take(_ line: LogLine) {
        let mustStart = self.state.withLock { state in
            guard state.waiting.count < self.capacity else {
                state.dropped += 1
                return false
            }
            state.waiting.append(line)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustStart { self.queue.async { self.drain() } }
    }

    /// Has the target begin anew, behind the lines taken so far.
    func reopen() {
        self.queue.async { self.target.reopen() }
    }

    private func drain() {
        while true {
            let (lines, dropped) = self.state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.isWriting = false
                    return ([LogLine](), 0)
                }
                defer {
                    state.waiting = []
                    state.dropped = 0
                }
                return (state.waiting, state.dropped)
            }
            guard !lines.isEmpty else { return }
            var text = lines.map(self.format.record).joined()
            if dropped > 0 { text += self.format.sentence("… \(dropped) lines could not be written", .warning) }
            // What a full disk did not take is counted, too, and told with the next lines that it takes.
            if !self.target.write(text) { self.state.withLock { $0.dropped += lines.count + dropped } }
        }
    }
}
