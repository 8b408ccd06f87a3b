import CPlatform
import Glibc
import Synchronization

/// A log file of bounded size, readable by its owner alone. When it is full it becomes `NAME.1`, that becomes `NAME.2`,
/// and so on; the oldest goes. Each step is a rename, so whoever reads sees whole files.
final class FileLogTarget: LogTarget {
    private struct State {
        var descriptor: CInt = -1

        /// In bytes; asked each time, since others may cut the file (logrotate's `copytruncate`).
        var size: Int {
            var facts = cp_file_facts()
            return cp_look_at_descriptor(self.descriptor, &facts) == 0 ? Int(facts.size) : 0
        }
    }

    private let path: String
    private let maximumSize: Int
    private let olderFiles: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - maximumSize: In bytes, of each file.
    ///   - olderFiles: How many full ones are kept beside it.
    init(path: String, maximumSize: Int = 4 * 1024 * 1024, olderFiles: Int = 2) {
        self.path = path
        self.maximumSize = maximumSize
        self.olderFiles = max(1, olderFiles)
    }

    deinit {
        self.state.withLock { Self.close(&$0) }
    }

    /// What cannot be written (a full disk) is lost, and the file ends with a whole line all the same; nothing may stop
    /// for it. The next lines are tried again.
    @discardableResult
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return self.state.withLock { state in
            if state.descriptor < 0 { self.open(&state) }
            var size = state.size
            if size > 0, size + bytes.count > self.maximumSize {
                self.rotate(&state)
                size = state.size
            }
            guard state.descriptor >= 0 else { return false }
            guard SmallFile.writeAll(bytes, to: state.descriptor) else {
                // Half a line would be taken for a whole one. Where this fails the next line stands behind it.
                if state.size > size { _ = ftruncate(state.descriptor, off_t(size)) }
                return false
            }
            return true
        }
    }

    /// The next line opens the file by its name: somebody else may have moved it away.
    func reopen() {
        self.state.withLock { Self.close(&$0) }
    }

    private static func close(_ state: inout State) {
        if state.descriptor >= 0 { Glibc.close(state.descriptor) }
        state = State()
    }

    private func open(_ state: inout State) {
        state.descriptor = Glibc.open(self.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard state.descriptor >= 0 else { return }
        fchmod(state.descriptor, 0o600)
    }

    private func rotate(_ state: inout State) {
        Self.close(&state)
        for number in stride(from: self.olderFiles, to: 1, by: -1) {
            rename("\(self.path).\(number - 1)", "\(self.path).\(number)")
        }
        // In a folder that takes no new names the file begins anew, since it must not grow without end.
        if rename(self.path, self.path + ".1") != 0, errno != ENOENT { truncate(self.path, 0) }
        self.open(&state)
    }
}
