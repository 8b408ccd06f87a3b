import Control
import OneBot

import struct Foundation.Date

/// `status`: the running console's state.
package struct StatusCommand: Sendable {
    private let context: CommandContext
    private let asJSON: Bool

    /// - Parameter asJSON: As scripts read it, in one line.
    package init(_ context: CommandContext, asJSON: Bool) {
        self.context = context
        self.asJSON = asJSON
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            if self.asJSON {
                let json = try await running.ask { client async throws(ControlClientError) in
                    try await client.statusJSON()
                }
                self.context.output.line(json.rendered)
            } else {
                let status = try await running.ask { client async throws(ControlClientError) in
                    try await client.status()
                }
                StatusText(self.context.phrases, now: Date()).lines(status).forEach(self.context.output.line)
            }
            return CommandExit.done
        }
    }
}
