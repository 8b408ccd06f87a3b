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
    private let inbox: SignalInbox
    private let environment: [String: String]
    private var decoder = AttachDecoder()
    private var children: [TmuxBuffer] = []
    private var copies = 0

    init(terminal: RawTerminal, socket: Int32, signals: Int32, environment: [String: String]) {
        self.terminal = terminal
        self.socket = socket
        self.inbox = SignalInbox(descriptor: signals)
        self.environment = environment
    }

    mutating func run(hello: AttachHello) -> AttachClient.Outcome {
        let outcome = self.relay(hello)
        // A signal that cut a wait short is the reason, not what the wait was for.
        return outcome == .died || outcome == .lostTerminal ? self.inbox.ending ?? outcome : outcome
    }

    private mutating func relay(_ hello: AttachHello) -> AttachClient.Outcome {
        guard self.send(.hello(hello)) else { return self.lastWord() }
        while true {
            var waits = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: self.socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: self.inbox.descriptor, events: Int16(POLLIN), revents: 0),
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

    /// What a server that takes nothing more has left to read: the reason, if it gave one.
    private mutating func lastWord() -> AttachClient.Outcome {
        while self.inbox.ending == nil {
            if case .end(let outcome) = self.readSocket() { return outcome }
        }
        return .died
    }

    private mutating func readKeys(_ events: Int16) -> Step {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 { return self.send(.input(Array(bytes[..<count]))) ? .goOn : .end(self.lastWord()) }
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
                let inbox = self.inbox
                guard self.terminal.write(frame, unless: { inbox.ending != nil }) else { return .end(.lostTerminal) }
            case .frame(let frame):
                let inbox = self.inbox
                guard self.terminal.write(frame, unless: { inbox.ending != nil }) else { return .end(.lostTerminal) }
                // A server that takes nothing more has said why behind this frame.
                _ = self.send(.shown)
            case .clipboard(let text):
                self.copies += 1
                let buffer = TmuxBuffer(text, number: self.copies, environment: self.environment)
                if let buffer { self.children.append(buffer) }
            case .suspend:
                guard self.suspend() else { return .end(self.lastWord()) }
            case .end(.detached): return .end(.detached)
            case .end(.stopped): return .end(.stopped)
            case .end(.replaced): return .end(.replaced)
            case .end(.refused(let sentence)): return .end(.refused(sentence))
            case .end(.otherVersion(let program)): return .end(.otherVersion(program: program))
            case .hello, .input, .resized, .resumed, .shown: return .end(.died)
            }
        }
        return .goOn
    }

    private mutating func readSignals() -> Step {
        if let ending = self.inbox.ending { return .end(ending) }
        let seen = self.inbox.take()
        if seen.contains(SIGTSTP) { return self.suspend() ? .goOn : .end(self.lastWord()) }
        if seen.contains(SIGCONT) {
            self.terminal.retake()
            return self.send(.resized(self.terminal.size)) && self.send(.resumed) ? .goOn : .end(self.lastWord())
        }
        // A drag sends dozens; the size is read once for all that came together.
        if seen.contains(SIGWINCH) { return self.send(.resized(self.terminal.size)) ? .goOn : .end(self.lastWord()) }
        return .goOn
    }

    /// Gives the terminal back and stops with the shell's job control; goes on when the shell says so. Where there is no
    /// shell it stays: the server hears of that in the hello, and asks for it only if it is older than that.
    private mutating func suspend() -> Bool {
        guard JobControl.isPresent else { return self.send(.resumed) }
        self.terminal.leave()
        // The whole group: a parent that waits for us would otherwise be left with a dead terminal.
        self.inbox.stopUntilContinued()
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
            } else if errno != EINTR || self.inbox.ending != nil {
                return false
            }
        }
        return true
    }
}
