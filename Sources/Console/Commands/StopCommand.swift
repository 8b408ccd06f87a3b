import Control

/// `stop`: ends the running console gracefully and waits for its end.
package struct StopCommand: Sendable {
    private let context: CommandContext
    private let patience: Duration

    /// - Parameter patience: How long the end may take before that counts as a failure.
    package init(_ context: CommandContext, patience: Duration = .seconds(10)) {
        self.context = context
        self.patience = patience
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            let pid = running.holder.pid
            do throws(CommandFailure) {
                try await running.ask { client async throws(ControlClientError) in try await client.stop() }
            } catch  where error.exit == CommandExit.notRunning {
                // It was ending already, and has ended.
            }
            guard await running.waitUntilGone(self.patience) else {
                let seconds = Int(self.patience.components.seconds)
                throw CommandFailure(self.context.phrases.stillRunning(pid: pid, seconds: seconds))
            }
            self.context.output.line(self.context.phrases.stopped(pid: pid))
            return CommandExit.done
        }
    }
}
