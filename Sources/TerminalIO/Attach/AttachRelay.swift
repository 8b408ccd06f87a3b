import CPlatform
import Glibc
import Terminal

/// The loop of a terminal client: waits for keys, messages and signals, and passes them on.
struct AttachRelay {
    private enum Step {
        case goOn
        case end(AttachClient.Outcome)
    }

    private let terminal: RawTerminal
    private let socket: Int32
    private let signals: Int32
    private let environment: [String: String]
    private var decoder = AttachDecoder()
    private var children: [TmuxBuffer] = []

    init(terminal: RawTerminal, socket: Int32, signals: Int32, environment: [String: String]) {
        self.terminal = terminal
        self.socket = socket
        self.signals = signals
        self.environment = environment
    }

    mutating func run(hello: AttachHello) -> AttachClient.Outcome {
        guard self.send(.hello(hello)) else { return .died }
        while true {
            var waits = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: self.socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: self.signals, events: Int16(POLLIN), revents: 0),
            ]
            // Without children there is nothing to look after but what comes in.
            let count = poll(&waits, nfds_t(waits.count), self.children.isEmpty ? -1 : 500)
            self.children.removeAll { $0.hasEnded }
            if count < 0 {
                guard errno == EINTR else { return .lostTerminal }
                continue
            }
            // What the server says comes first: its reason for an end is the one to tell.
            if waits[1].revents != 0, case .end(let outcome) = self.readSocket() { return outcome }
            if waits[2].revents != 0, case .end(let outcome) = self.readSignals() { return outcome }
            if waits[0].revents != 0, case .end(let outcome) = self.readKeys(waits[0].revents) { return outcome }
        }
    }

    private mutating func readKeys(_ events: Int16) -> Step {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 { return self.send(.input(Array(bytes[..<count]))) ? .goOn : .end(.died) }
        // A terminal that is gone gives end of file or an error at once, for ever.
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? .goOn : .end(.lostTerminal)
    }

    private mutating func readSocket() -> Step {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(self.socket, &bytes, bytes.count)
        guard count > 0 else { return count < 0 && errno == EINTR ? .goOn : .end(.died) }
        guard let messages = try? self.decoder.consume(bytes[..<count]) else { return .end(.died) }  // not our server
        for message in messages {
            switch message {
            case .output(let frame):
                let isOver = { self.inbox.collect().contains { Self.endings[$0] != nil } }
                guard self.terminal.write(frame, unless: isOver) else {
                    return .end(self.ending ?? .lostTerminal)
                }
            case .clipboard(let text):
                if let buffer = TmuxBuffer(text, environment: self.environment) { self.children.append(buffer) }
            case .suspend:
                guard self.suspend() else { return .end(.died) }
            case .end(.detached): return .end(.detached)
            case .end(.stopped): return .end(.stopped)
            case .end(.refused(let sentence)): return .end(.refused(sentence))
            case .hello, .input, .resized, .resumed: return .end(.died)
            }
        }
        return .goOn
    }

    private mutating func readSignals() -> Step {
        var numbers = [UInt8](repeating: 0, count: 64)
        let count = read(self.signals, &numbers, numbers.count)
        guard count > 0 else { return .goOn }
        let seen = Set(numbers[..<count].map(Int32.init))
        if seen.contains(SIGHUP) { return .end(.lostTerminal) }
        if seen.contains(SIGTERM) || seen.contains(SIGINT) || seen.contains(SIGQUIT) { return .end(.terminated) }
        if seen.contains(SIGTSTP) { return self.suspend() ? .goOn : .end(.died) }
        if seen.contains(SIGCONT) {
            self.terminal.enter()
            return self.send(.resized(self.terminal.size)) && self.send(.resumed) ? .goOn : .end(.died)
        }
        // A drag sends dozens; the size is read once for all that came together.
        if seen.contains(SIGWINCH) { return self.send(.resized(self.terminal.size)) ? .goOn : .end(.died) }
        return .goOn
    }

    /// Gives the terminal back and stops with the shell's job control; goes on when the shell says so.
    private mutating func suspend() -> Bool {
        self.terminal.leave()
        // The whole group: a parent that waits for us would otherwise be left with a dead terminal.
        kill(0, SIGSTOP)
        self.terminal.enter()
        return self.send(.resized(self.terminal.size)) && self.send(.resumed)
    }

    private func send(_ message: AttachMessage) -> Bool {
        let bytes = message.bytes
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(self.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
