import Control
import OneBot

import struct Foundation.Date

/// `doctor`: what is wrong, what proves it, and what to do.
package struct DoctorCommand: Sendable {
    private let context: CommandContext
    private let asJSON: Bool

    /// - Parameter asJSON: As scripts read it, in one line.
    package init(_ context: CommandContext, asJSON: Bool) {
        self.context = context
        self.asJSON = asJSON
    }

    /// - Returns: 0 when nothing is wrong, 1 for warnings, 2 for errors.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let document = try await self.ask()
            if self.asJSON {
                self.context.output.line(document.json.rendered)
            } else {
                DoctorText(self.context.phrases).lines(document).forEach(self.context.output.line)
            }
            return Self.exit(document)
        }
    }

    private func ask() async throws(CommandFailure) -> DoctorDocument {
        guard let running = try RunningConsole.find(self.context) else {
            return try await OfflineDoctor(self.context).document()
        }
        return try await running.ask { client async throws(ControlClientError) in
            try await client.doctor(testing: true)
        }
    }

    private static func exit(_ document: DoctorDocument) -> Int32 {
        let severities = document.findings.map(\.severity)
        if severities.contains(.error) { return 2 }
        return severities.contains(.warning) ? 1 : CommandExit.done
    }
}
