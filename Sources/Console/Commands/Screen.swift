import Snapshot
import Terminal
import TerminalIO

/// How a look at the screen of a console went.
package enum ScreenResult: Equatable, Sendable {
    /// It was shown until it ended; the exit code of that.
    case ended(Int32)
    /// It was not shown: the console that runs is of a version that does not speak with ours.
    case otherVersion(running: String)
}

/// The screen of a running console on this process's terminal.
struct Screen: Sendable {
    /// A screen that stood for so long comes back by itself when its connection breaks and the console is there.
    private static let longEnough = Duration.seconds(5)

    private let context: CommandContext
    private let folder: StateFolder
    private let isReadOnly: Bool
    private let patience: Duration

    /// - Parameters:
    ///   - isReadOnly: As an onlooker.
    ///   - patience: How long a console that is still starting may take until it takes terminals.
    init(
        _ context: CommandContext,
        _ folder: StateFolder,
        isReadOnly: Bool = false,
        patience: Duration = .seconds(15)
    ) {
        self.context = context
        self.folder = folder
        self.isReadOnly = isReadOnly
        self.patience = patience
    }

    /// Shows it until it ends; blocks the thread meanwhile, which in this process has nothing else to do.
    func show() async throws(CommandFailure) -> ScreenResult {
        var end = ContinuousClock.now + self.patience
        var isBack = false
        // Until then whoever takes the connection and drops it may be the console that is about to give way.
        var follows: ContinuousClock.Instant?
        while true {
            let began = ContinuousClock.now
            let outcome: AttachClient.Outcome
            do throws(AttachClient.Failure) {
                // The folder of the sockets may be named only now.
                guard let path = SocketPaths.existing(in: self.folder)?.attach else { throw .nobodyThere }
                let client = AttachClient(
                    socketPath: path,
                    program: ServingProcess.version,
                    language: self.context.options.language?.rawValue,
                    isReadOnly: self.isReadOnly,
                    environment: self.context.environment
                )
                outcome = try client.run()
            } catch {
                do throws(CommandFailure) {
                    try self.goOn(after: error, until: end)
                } catch  where isBack && error.exit == CommandExit.notRunning {
                    // It was about to end when it was looked for.
                    throw self.death
                }
                // Cancelled: the next look at it ends the loop.
                try? await Task.sleep(for: .milliseconds(20))
                continue
            }
            let now = ContinuousClock.now
            let isEarly = follows.map { now < $0 } ?? false
            let isWorthIt = outcome == .replaced || outcome == .died && (now - began > Self.longEnough || isEarly)
            guard isWorthIt, InstanceLock.holder(of: self.folder) != nil else { return try self.result(of: outcome) }
            if outcome == .replaced {
                self.context.output.notice(self.context.phrases.screenFollows())
                follows = now + self.patience
            }
            // Cancelled: the next look at it ends the loop.
            if isEarly { try? await Task.sleep(for: .milliseconds(20)) }
            // Else a terminal that took nothing for long was given up, and takes something again.
            isBack = outcome == .died
            if !isEarly { end = now + self.patience }
        }
    }

    private var death: CommandFailure {
        CommandFailure(self.context.phrases.screenDied(self.folder.logFile, self.folder.crashFile))
    }

    private func result(of outcome: AttachClient.Outcome) throws(CommandFailure) -> ScreenResult {
        let phrases = self.context.phrases
        switch outcome {
        case .detached: self.context.output.notice(phrases.detached())
        case .stopped, .replaced, .lostTerminal, .terminated: break
        case .refused(let sentence): throw CommandFailure(phrases.screenRefused(displaySafe(sentence)))
        case .otherVersion(let program): return .otherVersion(running: displaySafe(program, limit: 64))
        case .died: throw self.death
        }
        return .ended(CommandExit.done)
    }

    /// Returns when it is worth another try: somebody serves the folder and may take terminals soon.
    private func goOn(after failure: AttachClient.Failure, until end: ContinuousClock.Instant) throws(CommandFailure) {
        let phrases = self.context.phrases
        switch failure {
        case .noTerminal: throw CommandFailure(phrases.attachNeedsTerminal())
        case .system(let code): throw CommandFailure(phrases.screenUnreachable(code))
        case .nobodyThere:
            guard let holder = InstanceLock.holder(of: self.folder) else {
                throw self.context.notRunning(self.folder)
            }
            guard ContinuousClock.now < end, !Task.isCancelled else {
                throw CommandFailure(phrases.notAnswering(pid: holder.pid))
            }
        }
    }
}
