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
            try await running.stop(within: self.patience)
            self.context.output.line(self.context.phrases.stopped(pid: running.holder.pid))
            if self.context.service.owns(running.folder), self.context.service.isInstalled {
                self.context.output.line(self.context.phrases.serviceStartsAgain(sudo: self.context.sudo))
            }
            return CommandExit.done
        }
    }
}
