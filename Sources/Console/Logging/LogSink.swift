import Dispatch
import Snapshot
import Synchronization

/// Where lines are written, one at a time, on the sink's own queue.
protocol LogTarget: Sendable {
    func write(_ text: String)
}

/// Takes lines without ever waiting and writes them in order on a queue of its own. When the disk or the pipe is that
/// slow, lines are left out, and how many is said.
final class LogSink: Sendable {
    private struct State {
        var waiting: [LogLine] = []
        var dropped = 0
        var isWriting = false
    }

    private let state = Mutex(State())
    private let target: any LogTarget
    private let queue = DispatchQueue(label: "console.log")
    private let capacity: Int

    /// - Parameter capacity: Lines that may wait.
    init(_ target: any LogTarget, capacity: Int = 4096) {
        self.target = target
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

    private func drain() {
        while true {
            let (lines, dropped) = self.state.withLock { state in
                defer {
                    state.waiting = []
                    state.dropped = 0
                }
                if state.waiting.isEmpty { state.isWriting = false }
                return (state.waiting, state.dropped)
            }
            guard !lines.isEmpty else { return }
            var text = lines.map(LogText.fileLine).joined()
            if dropped > 0 { text += "… \(dropped) lines could not be written\n" }
            self.target.write(text)
        }
    }
}
