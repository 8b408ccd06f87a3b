import CPlatform
import Glibc
import Snapshot

/// How the start of a serving process went.
package enum LaunchOutcome: Equatable, Sendable {
    case ready
    /// Another start was faster: the folder is served, or will be in a moment.
    case alreadyServed(pid: Int32?)
    case failed(sentence: String, exit: Int32)
    /// It ended without a word; its standard error is in the crash file.
    case died
    case timedOut
    /// The system did not start it.
    case notStarted(errno: Int32)
}

/// Starts the serving process: this program again, in a session of its own, so that no lost terminal takes it along.
package struct Launcher: Sendable {
    /// The descriptor on which the child finds its end of the pipe.
    package static let readyDescriptor: Int32 = 3

    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let crashFile: CrashFile
    private let workingFolder: String?
    private let deadline: Duration

    /// - Parameters:
    ///   - program: What is started; this very program, even if its file has been replaced since.
    ///   - arguments: All of them, the program's name first.
    ///   - environment: Of the child.
    ///   - folder: Where its standard error goes.
    ///   - workingFolder: Of the child; nil for that of this process.
    ///   - deadline: How long it may take to say how it went.
    package init(
        program: String = "/proc/self/exe",
        arguments: [String],
        environment: [String: String],
        folder: StateFolder,
        workingFolder: String? = "/",
        deadline: Duration = .seconds(15)
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.crashFile = CrashFile(path: folder.crashFile)
        self.workingFolder = workingFolder
        self.deadline = deadline
    }

    /// The arguments of a serving process without what concerns only its first start.
    static func withoutReadiness(_ arguments: [String]) -> [String] {
        guard let index = arguments.firstIndex(of: Self.readyOption) else { return arguments }
        return Array(arguments[..<index] + arguments[(index + 1)...].dropFirst())
    }

    /// The arguments of a serving process as for a first start, whose launcher waits for a report.
    static func withReadiness(_ arguments: [String]) -> [String] {
        var arguments = self.withoutReadiness(arguments)
        arguments.insert(contentsOf: [self.readyOption, String(self.readyDescriptor)], at: min(2, arguments.count))
        return arguments
    }

    private static let readyOption = "--ready-fd"

    /// The arguments of a serving process as for a start that is only tried.
    ///
    /// - Parameters:
    ///   - arguments: Of a start that is meant.
    ///   - held: Addresses that the process would be given, `host:port`.
    ///   - language: Of what it reports.
    static func rehearsal(of arguments: [String], held: [String], _ language: Language) -> [String] {
        self.withoutReadiness(arguments) + [self.readyOption, String(self.readyDescriptor), "--rehearse"]
            + held.flatMap { ["--held", $0] } + ["--lang", language.rawValue]
    }

    /// The arguments that make this program serve with `options`.
    package static func arguments(for options: ServeOptions) -> [String] {
        var arguments = ["onebot-console", "serve", Self.readyOption, String(Self.readyDescriptor)]
        arguments += ["--config", options.settingsFile, "--state-dir", options.stateFolder.path]
        if let language = options.language { arguments += ["--lang", language.rawValue] }
        for (path, text) in options.settings.sorted(by: { $0.key < $1.key }) {
            arguments += ["--set", "\(path)=\(text)"]
        }
        return arguments
    }

    /// Starts the process and waits until it has said how it went. It lives on whatever becomes of the caller.
    package func launch() async -> LaunchOutcome { await self.start().outcome }

    /// The same for a process that ends by itself once it has said that; it has ended when this returns.
    func rehearse() async -> LaunchOutcome {
        let (outcome, process) = await self.start()
        // What has been waited for long enough is not waited for again.
        if let process { await Self.end(process, within: outcome == .timedOut ? .zero : Self.farewell) }
        return outcome
    }

    /// For a process to end after its report.
    private static let farewell = Duration.seconds(2)

    /// Waits for the end of a process and of its session, which is ended by force after `patience`.
    private static func end(_ process: pid_t, within patience: Duration) async {
        // Not cut short where the caller is cancelled: a process that has ended must be waited for.
        await Task {
            let end = ContinuousClock.now + patience
            var isKilled = false
            while waitpid(process, nil, WNOHANG) == 0 {
                if !isKilled, ContinuousClock.now >= end {
                    // Whatever it has started is of its group.
                    kill(-process, SIGKILL)
                    isKilled = true
                }
                // This task is never cancelled.
                try? await Task.sleep(for: .milliseconds(5))
            }
        }.value
    }

    private func start() async -> (outcome: LaunchOutcome, process: pid_t?) {
        var ends: [CInt] = [-1, -1]
        // Whatever is spawned meanwhile gets no descriptors but its own, so these need no mark.
        guard pipe(&ends) == 0 else { return (.notStarted(errno: errno), nil) }
        let reading = ends[0]
        defer { close(reading) }
        let result = self.spawn(ready: ends[1])
        close(ends[1])
        guard result > 0 else { return (.notStarted(errno: -result), nil) }
        guard fcntl(reading, F_SETFL, O_NONBLOCK) == 0 else { return (.notStarted(errno: errno), result) }
        return (await self.report(from: reading), result)
    }

    /// - Returns: The process, or -errno.
    private func spawn(ready: CInt) -> Int32 {
        let errors = self.crashFile.open()
        guard errors >= 0 else { return errors }
        defer { close(errors) }
        var environment = self.environment
        // The runtime would wait for an answer that nobody can give, instead of letting the process end.
        environment["SWIFT_BACKTRACE"] = "interactive=no,color=no"
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return withCStrings(self.arguments) { arguments in
            withCStrings(variables) { variables in
                cp_spawn_detached(self.program, arguments, variables, ready, errors, self.workingFolder)
            }
        }
    }

    private func report(from descriptor: CInt) async -> LaunchOutcome {
        let end = ContinuousClock.now + self.deadline
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while ContinuousClock.now < end, !Task.isCancelled, line.count < 65_536 {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                line.append(contentsOf: buffer[..<count])
            } else if count == 0 {
                return ReadinessReport(line: line).map(LaunchOutcome.init) ?? .died
            } else if errno != EAGAIN, errno != EINTR {
                return .died
            } else {
                // Cancelled: the loop's own check ends it.
                try? await Task.sleep(for: .milliseconds(5))
            }
        }
        return .timedOut
    }
}

extension LaunchOutcome {
    fileprivate init(_ report: ReadinessReport) {
        switch report {
        case .ready: self = .ready
        case .alreadyServed(let pid): self = .alreadyServed(pid: pid)
        case .failed(let sentence, let exit): self = .failed(sentence: sentence, exit: exit)
        }
    }
}
