import CPlatform
import Glibc

/// The terminal client: raw mode, bytes both ways, size changes, and the terminal given back on every way out.
///
/// It draws nothing and knows nothing; the serving process does both. Runs on the thread that calls it and blocks.
package struct AttachClient {
    /// How a screen ended.
    package enum Outcome: Equatable, Sendable {
        case detached
        case stopped
        /// Another program follows in the serving process, and takes terminals soon.
        case replaced
        /// The serving process refused this terminal; the sentence is its own.
        case refused(String)
        /// The console is of a version that does not speak with ours.
        case otherVersion(program: String)
        /// The serving process is gone without a word.
        case died
        /// The terminal is gone: nobody is left to tell.
        case lostTerminal
        /// This process was asked to end (SIGTERM, SIGINT from outside).
        case terminated
    }

    package enum Failure: Error, Equatable, Sendable {
        /// Standard input or output is no terminal.
        case noTerminal
        /// Nobody listens on the socket.
        case nobodyThere
        case system(Int32)
    }

    private let socketPath: String
    private let program: String
    private let language: String?
    private let isReadOnly: Bool
    private let environment: [String: String]

    /// - Parameters:
    ///   - program: Our version, told to the server.
    ///   - language: `--lang`, when given.
    ///   - isReadOnly: As an onlooker.
    ///   - environment: This process's.
    package init(
        socketPath: String,
        program: String,
        language: String?,
        isReadOnly: Bool = false,
        environment: [String: String]
    ) {
        self.socketPath = socketPath
        self.program = program
        self.language = language
        self.isReadOnly = isReadOnly
        self.environment = environment
    }

    /// Shows the screen until it ends; the terminal is then as it was before.
    package func run() throws(Failure) -> Outcome {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        let socket = try self.connect()
        defer { close(socket) }
        let numbers = [SIGWINCH, SIGCONT, SIGTSTP]
        let endings = [SIGHUP, SIGTERM, SIGINT, SIGQUIT]
        let signals = cp_open_signal_pipe(numbers, numbers.count, endings, endings.count)
        guard signals >= 0 else { throw .system(-signals) }
        defer { cp_close_signal_pipe() }
        // Giving back a terminal that is no longer ours must not stop us; a closed socket is seen in its error.
        signal(SIGTTOU, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        guard let terminal = RawTerminal() else { throw .noTerminal }
        defer { terminal.leave() }
        var relay = AttachRelay(terminal: terminal, socket: socket, signals: signals, environment: self.environment)
        return relay.run(
            hello: AttachHello(
                program: self.program,
                terminal: self.environment["TERM"] ?? "",
                size: terminal.size,
                language: self.language,
                utcOffset: Self.utcOffset,
                isReadOnly: self.isReadOnly,
                confirmsFrames: true,
                hasShell: JobControl.isPresent,
                environment: self.environment
            )
        )
    }

    /// Seconds east of UTC, by this process's TZ.
    private static var utcOffset: Int {
        var now = time(nil)
        var local = tm()
        return localtime_r(&now, &local) == nil ? 0 : local.tm_gmtoff
    }

    private func connect() throws(Failure) -> Int32 {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .system(errno) }
        guard UnixAddress.with(self.socketPath, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw code == ENOENT || code == ECONNREFUSED ? .nobodyThere : .system(code)
        }
        return descriptor
    }
}
