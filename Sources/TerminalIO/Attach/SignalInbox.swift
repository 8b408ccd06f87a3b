import CPlatform
import Glibc

/// The signals that have come to a terminal client, read from the pipe that their handlers write into.
final class SignalInbox {
    /// For `poll`.
    let descriptor: Int32
    private var pending: Set<Int32> = []

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// All that came since the last call, each once: a drag of a window sends dozens.
    func take() -> Set<Int32> {
        self.collect()
        defer { self.pending = [] }
        return self.pending
    }

    /// How the client has to end because of a signal that has come, nil when it need not. Signals stay for ``take()``.
    var ending: AttachClient.Outcome? {
        self.collect()
        if self.pending.contains(SIGHUP) { return .lostTerminal }
        return self.pending.isDisjoint(with: [SIGTERM, SIGINT, SIGQUIT]) ? nil : .terminated
    }

    /// Stops this process's group and returns when SIGCONT has come, or another signal that ends the client.
    ///
    /// Where there are several threads the one that asks for the stop runs on for a moment: until SIGCONT it must not
    /// touch the terminal, which is the shell's.
    func stopUntilContinued() {
        self.collect()
        self.pending.remove(SIGCONT)
        kill(0, SIGSTOP)
        while true {
            self.collect()
            if self.pending.remove(SIGCONT) != nil || self.ending != nil { return }
            var wait = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
            // Cut short by the very signal that is waited for.
            _ = poll(&wait, 1, -1)
        }
    }

    private func collect() {
        var numbers = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(self.descriptor, &numbers, numbers.count)
            guard count > 0 else { return }
            self.pending.formUnion(numbers[..<count].map(Int32.init))
        }
    }
}
