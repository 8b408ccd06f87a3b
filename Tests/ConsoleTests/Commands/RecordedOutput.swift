import Console
import Synchronization

/// Keeps what a command writes.
final class RecordedOutput: CommandOutput {
    private let state = Mutex((lines: [String](), notices: [String]()))

    var lines: [String] { self.state.withLock { $0.lines } }
    var notices: [String] { self.state.withLock { $0.notices } }

    func line(_ text: String) { self.state.withLock { $0.lines.append(text) } }
    func write(_ line: [UInt8]) -> Bool {
        self.line(String(decoding: line, as: UTF8.self))
        return true
    }

    func notice(_ text: String) { self.state.withLock { $0.notices.append(text) } }
}
