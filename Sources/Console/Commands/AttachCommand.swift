/// `attach`: the screen of the running console.
package struct AttachCommand: Sendable {
    private let context: CommandContext
    private let actions: RunCommand.Actions

    package init(_ context: CommandContext, actions: RunCommand.Actions) {
        self.context = context
        self.actions = actions
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            guard self.actions.hasTerminal() else { throw CommandFailure(self.context.phrases.attachNeedsTerminal()) }
            return try await self.actions.attach(self.context, running.folder)
        }
    }
}
