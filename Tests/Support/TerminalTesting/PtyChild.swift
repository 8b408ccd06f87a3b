import CPlatform
import Glibc
package import Terminal

/// A program that runs in a pseudo terminal of its own, as a session leader with that as its controlling terminal.
///
/// What it writes goes into ``screen`` and ``output`` whenever the test waits for something. End with ``close()``:
/// it kills what is left and frees all descriptors.
package final class PtyChild {
    /// Why the program could not be started.
    package struct Failed: Error {
        package let code: Int32
    }

    package private(set) var process: Int32 = -1
    /// What an operator would see.
    package private(set) var screen: VirtualTerminal
    /// All bytes so far.
    package private(set) var output: [UInt8] = []
    /// What `waitpid` told, once it did.
    package private(set) var status: Int32?

    /// The settings of its terminal before the program ran.
    package private(set) var settingsBefore: [UInt32] = []

    private var terminal: Int32
    /// Kept open so that the settings can be read after the program has ended.
    private var other: Int32

    /// - Parameters:
    ///   - environment: All of it; nothing is inherited.
    package init(
        _ path: String,
        _ arguments: [String] = [],
        environment: [String: String] = ["TERM": "xterm-256color", "LANG": "C.UTF-8"],
        size: Size = Size(columns: 80, rows: 24),
        folder: String? = nil
    ) throws {
        var name = [CChar](repeating: 0, count: 128)
        let terminal = cp_open_pty(UInt16(clamping: size.columns), UInt16(clamping: size.rows), &name, name.count)
        guard terminal >= 0 else { throw Failed(code: -terminal) }
        self.terminal = terminal
        self.other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        self.screen = VirtualTerminal(size: size)
        _ = fcntl(terminal, F_SETFL, fcntl(terminal, F_GETFL) | O_NONBLOCK)
        self.settingsBefore = Self.settings(of: self.other)
        let variables = environment.map { "\($0.key)=\($0.value)" }
        self.process = withCStrings([path] + arguments) { arguments in
            withCStrings(variables) { variables in
                cp_spawn_on_terminal(path, arguments, variables, name, folder)
            }
        }
        guard self.process > 0 else {
            Glibc.close(terminal)
            Glibc.close(self.other)
            self.terminal = -1
            throw Failed(code: -self.process)
        }
    }

    deinit { self.close() }

    // MARK: - The operator's side

    package func type(_ text: String) { self.send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(self.terminal, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    package func resize(to size: Size) {
        self.screen.resize(to: size)
        _ = cp_set_window_size(self.terminal, UInt16(clamping: size.columns), UInt16(clamping: size.rows))
    }

    /// Changes the terminal's size and leaves ``screen`` as it is: for sizes that no screen is looked at in.
    package func setSize(_ size: Size) {
        _ = cp_set_window_size(self.terminal, UInt16(clamping: size.columns), UInt16(clamping: size.rows))
    }

    /// Takes what has been written so far; without it the program's terminal fills up and stalls.
    package func read() {
        guard self.terminal >= 0 else { return }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(self.terminal, &chunk, chunk.count)
            guard count > 0 else { return }
            self.output += chunk[..<count]
            self.screen.feed(chunk[..<count])
        }
    }

    /// The line drops: the program gets SIGHUP and its terminal gives errors from then on.
    package func hangUp() {
        guard self.terminal >= 0 else { return }
        self.read()
        Glibc.close(self.terminal)
        self.terminal = -1
    }

    // MARK: - Looking

    /// Reads until `condition` holds of the child.
    package func wait(
        until what: String,
        deadline: Duration = .seconds(60),
        _ condition: (PtyChild) throws -> Bool
    ) async throws {
        do {
            try await TerminalTesting.wait(until: what, deadline: deadline) {
                self.read()
                return try condition(self)
            }
        } catch let late as TookTooLong {
            throw TookTooLong("\(late.description); the screen is:\n\(self.screen.text)")
        }
    }

    /// Waits until the program has ended.
    ///
    /// - Returns: Its exit code, or the number of the signal that ended it, negative.
    package func exit(deadline: Duration = .seconds(60)) async throws -> Int32 {
        try await self.wait(until: "the program ends", deadline: deadline) { $0.hasEnded }
        self.read()
        let status = self.status ?? 0
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : -signal
    }

    /// Whether the program has ended; a program that was stopped has not.
    package var hasEnded: Bool {
        if self.status != nil { return true }
        var status: Int32 = 0
        guard waitpid(self.process, &status, WNOHANG) == self.process else { return false }
        self.status = status
        return true
    }

    /// The process group that its terminal listens to: the program's own, or one that it has started as a job.
    package var foreground: Int32 { tcgetpgrp(self.terminal) }

    /// Whether job control has stopped the program.
    package var isStopped: Bool { self.state == "T" }

    /// The program's state letter (proc(5)).
    private var state: Character? {
        guard let file = fopen("/proc/\(self.process)/stat", "re") else { return nil }
        defer { fclose(file) }
        var line = [UInt8](repeating: 0, count: 512)
        let count = fread(&line, 1, line.count, file)
        let text = String(decoding: line[..<count], as: UTF8.self)
        return text.split(separator: ")").last?.dropFirst().first
    }

    /// The settings of its terminal, in a form that can be compared.
    package var settings: [UInt32] { Self.settings(of: self.other) }

    private static func settings(of terminal: Int32) -> [UInt32] {
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { return [] }
        let controls = withUnsafeBytes(of: settings.c_cc) { $0.map(UInt32.init) }
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag] + controls
    }

    /// What a shell does to the terminal of a program that it has stopped: line by line, with echo.
    package func makeSane() {
        var settings = termios()
        guard tcgetattr(self.other, &settings) == 0 else { return }
        settings.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
        settings.c_iflag |= tcflag_t(ICRNL)
        settings.c_oflag |= tcflag_t(OPOST)
        tcsetattr(self.other, TCSANOW, &settings)
    }

    package func signal(_ number: Int32) { kill(self.process, number) }

    /// Kills what is left and frees everything.
    package func close() {
        if self.process > 0, !self.hasEnded {
            kill(self.process, SIGKILL)
            var status: Int32 = 0
            waitpid(self.process, &status, 0)
            self.status = status
        }
        if self.terminal >= 0 { Glibc.close(self.terminal) }
        if self.other >= 0 { Glibc.close(self.other) }
        self.terminal = -1
        self.other = -1
    }
}

/// Calls `body` with texts as C takes argument lists.
package func withCStrings<Result>(
    _ texts: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return try body(pointers + [nil])
}
