import CPlatform
import Glibc
import Terminal

/// The operator's terminal on descriptors 0 and 1: taken raw, given back as it was.
final class RawTerminal {
    /// What was set before we came.
    private var saved = termios()
    private var isRaw = false

    /// Takes the terminal; nil when there is none.
    init?() {
        guard tcgetattr(STDIN_FILENO, &self.saved) == 0 else { return nil }
        self.enter()
    }

    func enter() {
        guard !self.isRaw else { return }
        let leave = ControlSequence.leave
        // In this order: a crash between the two finds the guard with the settings that are to be put back.
        _ = cp_install_crash_guard(STDOUT_FILENO, leave, leave.count)
        _ = cp_make_raw(STDIN_FILENO, &self.saved)
        self.isRaw = true
    }

    /// Takes the terminal again after the process was stopped from outside: a shell has its own settings by then.
    func retake() {
        self.isRaw = false
        self.enter()
    }

    /// Switches off every mode we may have switched on and puts the settings back; harmless on a dead terminal.
    func leave() {
        guard self.isRaw else { return }
        self.isRaw = false
        // A terminal that takes nothing would hold us for ever; what it has not shown by now it need not show.
        var room = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        if poll(&room, 1, 200) == 0 { tcflush(STDOUT_FILENO, TCOFLUSH) }
        _ = self.write(ControlSequence.leave)
        tcflush(STDIN_FILENO, TCIFLUSH)
        _ = cp_restore_terminal(STDIN_FILENO, &self.saved)
        cp_remove_crash_guard()
    }

    var size: Size {
        var columns: UInt16 = 0
        var rows: UInt16 = 0
        _ = cp_window_size(STDIN_FILENO, &columns, &rows)
        return AttachMessage.size(columns: Int(columns), rows: Int(rows))
    }

    /// Writes everything; it may block, and nobody but this process waits for it.
    ///
    /// - Parameter isOver: Asked when a signal cuts the wait short: whether to give up.
    /// - Returns: Whether all is written; if not, the terminal is gone or the wait was given up.
    func write(_ bytes: [UInt8], unless isOver: () -> Bool = { false }) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                sent += count
                // A signal cuts a long write short as well.
                if sent < bytes.count, isOver() { return false }
            } else if errno == EAGAIN {
                var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                guard poll(&wait, 1, 30_000) > 0, wait.revents & Int16(POLLHUP | POLLERR) == 0 else { return false }
            } else if errno != EINTR || isOver() {
                return false
            }
        }
        return true
    }
}
