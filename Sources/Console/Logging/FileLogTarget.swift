import Glibc
import Synchronization

/// A log file of bounded size, readable by its owner alone. When it is full it becomes `NAME.1`, and the file that had
/// that name goes.
final class FileLogTarget: LogTarget {
    private struct State {
        var descriptor: CInt = -1
        var size = 0
    }

    private let path: String
    private let maximumSize: Int
    private let state = Mutex(State())

    /// - Parameter maximumSize: In bytes; two files of this size can stand on the disk.
    init(path: String, maximumSize: Int = 4 * 1024 * 1024) {
        self.path = path
        self.maximumSize = maximumSize
    }

    deinit {
        self.state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
    }

    /// What cannot be written (a full disk) is lost: there is no place left to say so, and nothing may stop for it.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        self.state.withLock { state in
            if state.descriptor < 0 { self.open(&state) }
            if state.size > 0, state.size + bytes.count > self.maximumSize { self.rotate(&state) }
            guard state.descriptor >= 0, SmallFile.writeAll(bytes, to: state.descriptor) else { return }
            state.size += bytes.count
        }
    }

    private func open(_ state: inout State) {
        state.descriptor = Glibc.open(self.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard state.descriptor >= 0 else { return }
        fchmod(state.descriptor, 0o600)
        state.size = FileFacts(path: self.path)?.size ?? 0
    }

    private func rotate(_ state: inout State) {
        if state.descriptor >= 0 { close(state.descriptor) }
        state = State()
        rename(self.path, self.path + ".1")
        self.open(&state)
    }
}

/// The standard error of this process.
struct StandardErrorTarget: LogTarget {
    func write(_ text: String) {
        // With nobody reading it any more there is nobody to tell.
        _ = SmallFile.writeAll(Array(text.utf8), to: STDERR_FILENO)
    }
}
