/// `attach`: the screen of the running console.
package struct AttachCommand: Sendable {
    private let context: CommandContext
    private let isReadOnly: Bool
    private let actions: RunCommand.Actions

    /// - Parameter isReadOnly: As an onlooker: nothing can be changed, and no key is shown or copied.
    package init(_ context: CommandContext, isReadOnly: Bool = false, actions: RunCommand.Actions) {
        self.context = context
        self.isReadOnly = isReadOnly
        self.actions = actions
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            guard self.actions.hasTerminal() else { throw CommandFailure(self.context.phrases.attachNeedsTerminal()) }
            return try await ScreenVisit(context: self.context, actions: self.actions, isReadOnly: self.isReadOnly)
                .show(running.folder)
        }
    }
}
