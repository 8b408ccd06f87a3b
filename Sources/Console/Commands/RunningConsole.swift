import Control
import Glibc
import NIOCore
import Settings

/// The console that runs for a state folder, as the commands see it.
struct RunningConsole {
    let folder: StateFolder
    let holder: InstanceLock.Holder
    let context: CommandContext

    /// How long a console that has just started may take until it answers, and one that ends until it is gone.
    private static let patience = Duration.seconds(5)

    /// - Returns: nil when none runs.
    static func find(_ context: CommandContext) throws(CommandFailure) -> RunningConsole? {
        guard let folder = try context.existingStateFolder(), let holder = InstanceLock.holder(of: folder) else {
            return nil
        }
        return RunningConsole(folder: folder, holder: holder, context: context)
    }

    /// - Throws: The sentence and exit code of "none runs".
    static func require(_ context: CommandContext) throws(CommandFailure) -> RunningConsole {
        guard let running = try Self.find(context) else {
            throw context.notRunning(StateFolder(path: try context.paths().stateFolder))
        }
        return running
    }

    /// Asks the console something; what goes wrong becomes the operator's sentence.
    ///
    /// - Parameter deadline: For the answer, once the console answers at all; nil: as the context says.
    func ask<Answer>(
        within deadline: TimeAmount? = nil,
        _ question: (ControlClient) async throws(ControlClientError) -> Answer
    ) async throws(CommandFailure) -> Answer {
        let end = ContinuousClock.now + Self.patience
        while true {
            do throws(ControlClientError) {
                // Looked up each time: a console that is just starting may not have named its sockets' folder yet.
                guard let path = SocketPaths.existing(in: self.folder)?.control else { throw .nobodyThere }
                return try await question(
                    ControlClient(
                        path: path,
                        language: self.context.language,
                        deadline: deadline ?? self.context.patience
                    )
                )
            } catch {
                guard error == .nobodyThere else { throw self.failure(error) }
                guard InstanceLock.holder(of: self.folder) != nil else {
                    throw self.context.notRunning(self.folder)
                }
                guard ContinuousClock.now < end, !Task.isCancelled else { throw self.failure(error) }
            }
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Ends the console in order and waits until it is gone.
    func stop(within patience: Duration) async throws(CommandFailure) {
        do throws(CommandFailure) {
            try await self.ask { client async throws(ControlClientError) in try await client.stop() }
        } catch  where error.exit == CommandExit.notRunning {
            // It was ending already, and has ended.
        }
        guard await self.waitUntilGone(patience) else {
            let seconds = Int(patience.components.seconds)
            throw CommandFailure(self.context.phrases.stillRunning(pid: self.holder.pid, seconds: seconds))
        }
    }

    /// Waits until no process serves the folder any more.
    ///
    /// - Returns: Whether that came true in time.
    func waitUntilGone(_ patience: Duration) async -> Bool {
        let end = ContinuousClock.now + patience
        while InstanceLock.holder(of: self.folder) != nil {
            guard ContinuousClock.now < end, !Task.isCancelled else { return false }
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    private func failure(_ error: ControlClientError) -> CommandFailure {
        let phrases = self.context.phrases
        let pid = InstanceLock.holder(of: self.folder)?.pid ?? self.holder.pid
        switch error {
        case .nobodyThere, .timedOut: return CommandFailure(phrases.notAnswering(pid: pid))
        case .notPermitted: return CommandFailure(phrases.notPermitted(self.folder.path))
        case .refused(_, let sentence): return CommandFailure(sentence)
        case .ended: return CommandFailure(phrases.endedWhileAnswering())
        case .badAnswer: return CommandFailure(phrases.badAnswer(pid: pid))
        }
    }
}
