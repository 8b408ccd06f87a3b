import Snapshot
import Terminal
import TerminalIO

/// The screen of a running console on this process's terminal.
struct Screen: Sendable {
    private let context: CommandContext
    private let folder: StateFolder
    private let patience: Duration

    /// - Parameter patience: How long a console that is still starting may take until it takes terminals.
    init(_ context: CommandContext, _ folder: StateFolder, patience: Duration = .seconds(15)) {
        self.context = context
        self.folder = folder
        self.patience = patience
    }

    /// Shows it until it ends; blocks the thread meanwhile, which in this process has nothing else to do.
    ///
    /// - Returns: The exit code.
    func show() async throws(CommandFailure) -> Int32 {
        let end = ContinuousClock.now + self.patience
        while true {
            let outcome: AttachClient.Outcome
            do throws(AttachClient.Failure) {
                // The folder of the sockets may be named only now.
                guard let path = SocketPaths.existing(in: self.folder)?.attach else { throw .nobodyThere }
                let client = AttachClient(
                    socketPath: path,
                    program: ServingProcess.version,
                    language: self.context.options.language?.rawValue,
                    environment: self.context.environment
                )
                outcome = try client.run()
            } catch {
                try self.goOn(after: error, until: end)
                // Cancelled: the next look at it ends the loop.
                try? await Task.sleep(for: .milliseconds(20))
                continue
            }
            return try self.result(of: outcome)
        }
    }

    private func result(of outcome: AttachClient.Outcome) throws(CommandFailure) -> Int32 {
        let phrases = self.context.phrases
        switch outcome {
        case .detached: self.context.output.notice(phrases.detached())
        case .stopped, .lostTerminal, .terminated: break
        case .refused(let sentence): throw CommandFailure(phrases.screenRefused(displaySafe(sentence)))
        case .died: throw CommandFailure(phrases.screenDied(self.folder.logFile, self.folder.crashFile))
        }
        return CommandExit.done
    }

    /// Returns when it is worth another try: somebody serves the folder and may take terminals soon.
    private func goOn(after failure: AttachClient.Failure, until end: ContinuousClock.Instant) throws(CommandFailure) {
        let phrases = self.context.phrases
        switch failure {
        case .noTerminal: throw CommandFailure(phrases.attachNeedsTerminal())
        case .system(let code): throw CommandFailure(phrases.screenUnreachable(code))
        case .nobodyThere:
            guard let holder = InstanceLock.holder(of: self.folder) else {
                throw CommandFailure(phrases.notRunning(self.folder.path), exit: CommandExit.notRunning)
            }
            guard ContinuousClock.now < end, !Task.isCancelled else {
                throw CommandFailure(phrases.notAnswering(pid: holder.pid))
            }
        }
    }
}
