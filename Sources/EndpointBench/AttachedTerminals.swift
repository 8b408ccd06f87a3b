import CPlatform
import Foundation
import Glibc
import Synchronization

/// Operators' terminals: the built program's `attach`, each in a pseudo terminal of its own, all read by one thread.
final class AttachedTerminals: Sendable {
    struct Failed: Error {
        var step: String
    }

    private struct State {
        var bytes = 0
        var isOver = false
    }

    private let terminals: [CInt]
    private let processes: [CInt]
    private let state = Mutex(State())

    /// Starts `count` of them and waits until each has shown something.
    init(count: Int, columns: UInt16 = 200, rows: UInt16 = 60, of console: ConsoleProcess) throws {
        var terminals: [CInt] = []
        var processes: [CInt] = []
        for _ in 0..<count {
            var name = [CChar](repeating: 0, count: 128)
            let terminal = cp_open_pty(columns, rows, &name, name.count)
            guard terminal >= 0 else { throw Failed(step: "terminal: errno \(-terminal)") }
            _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
            let process = Self.start(console, on: name)
            guard process > 0 else { throw Failed(step: "attach: errno \(-process)") }
            terminals.append(terminal)
            processes.append(process)
        }
        self.terminals = terminals
        self.processes = processes
        Thread.detachNewThread { self.read() }
        let end = ContinuousClock.now + .seconds(20)
        while self.state.withLock({ $0.bytes }) < 1000 * count {
            guard ContinuousClock.now < end else { throw Failed(step: "no screen") }
            usleep(10_000)
        }
    }

    /// What they have shown so far, in bytes.
    var bytes: Int { self.state.withLock { $0.bytes } }

    func type(_ text: String) {
        for terminal in self.terminals { _ = text.withCString { write(terminal, $0, strlen($0)) } }
    }

    /// Stops the first, as a network does that takes nothing more.
    func stopFirst() {
        if let first = self.processes.first { kill(first, SIGSTOP) }
    }

    /// Ends them and waits.
    func close() {
        for process in self.processes {
            kill(process, SIGKILL)
            var status: CInt = 0
            waitpid(process, &status, 0)
        }
        self.state.withLock { $0.isOver = true }
    }

    private func read() {
        var waits = self.terminals.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !self.state.withLock({ $0.isOver }) {
            guard poll(&waits, nfds_t(waits.count), 100) > 0 else { continue }
            for index in waits.indices where waits[index].revents != 0 {
                let count = Glibc.read(waits[index].fd, &chunk, chunk.count)
                if count > 0 { self.state.withLock { $0.bytes += count } }
            }
        }
        for terminal in self.terminals { Glibc.close(terminal) }
    }

    private static func start(_ console: ConsoleProcess, on terminal: [CChar]) -> CInt {
        var variables = console.environment
        variables["TERM"] = "xterm-256color"
        variables["LANG"] = "C.UTF-8"
        let words = [console.program, "attach"]
        let pairs = variables.map { "\($0.key)=\($0.value)" }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (text: String) in strdup(text) }
        var environment: [UnsafeMutablePointer<CChar>?] = pairs.map { (text: String) in strdup(text) }
        arguments.append(nil)
        environment.append(nil)
        defer { for text in arguments + environment { free(text) } }
        return cp_spawn_on_terminal(console.program, &arguments, &environment, terminal, nil)
    }
}
