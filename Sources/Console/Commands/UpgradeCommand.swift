import Control
import NIOCore
import Snapshot
import Terminal

/// `upgrade`: the running console goes on as the program that lies on disk now; its sockets listen all the while.
package struct UpgradeCommand: Sendable {
    private let context: CommandContext
    private let patience: Duration
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameters:
    ///   - patience: How long it may take until the new one answers, from when the running one has agreed to end.
    ///   - now: The time.
    package init(
        _ context: CommandContext,
        patience: Duration = .seconds(20),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.context = context
        self.patience = patience
        self.now = now
    }

    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            let phrases = SuccessionPhrases(self.context.language)
            let former = try await running.ask { client async throws(ControlClientError) in try await client.status() }
            let start = self.now()
            // The program that is on disk is tried first.
            try await running.ask(within: .seconds(20)) { client async throws(ControlClientError) in
                try await client.replace()
            }
            // Trying it has taken its own time.
            let deadline = self.now() + self.patience
            guard let present = await self.successor(running, since: start, until: deadline) else {
                let logFile = running.folder.logFile
                // The lock goes from one program to the next: without it there is neither.
                guard InstanceLock.holder(of: running.folder) != nil else {
                    let start = self.context.service.startLine(of: running.folder, sudo: self.context.sudo)
                    throw CommandFailure(phrases.hasEnded(logFile: logFile, start: start))
                }
                throw CommandFailure(
                    phrases.notBack(seconds: Int(self.patience.components.seconds), logFile: logFile)
                )
            }
            if let reason = present.wentBack {
                throw CommandFailure(phrases.wentBack(to: present.version, because: displaySafe(reason)))
            }
            let parts = (self.now() - start).components
            let tenths = parts.seconds * 10 + parts.attoseconds / 100_000_000_000_000_000
            let seconds = "\(tenths / 10).\(tenths % 10)"
            let lost = present.addressesLost(since: former).map { displaySafe($0) }
            self.context.output.line(
                lost.isEmpty
                    ? phrases.replaced(from: former.version, to: present.version, seconds: seconds)
                    : phrases.replacedElsewhere(
                        from: former.version,
                        to: present.version,
                        seconds: seconds,
                        lost: lost
                    )
            )
            return CommandExit.done
        }
    }

    /// The state of the one that has begun after `start`; nil when none answers in time, or the process has ended.
    private func successor(
        _ running: RunningConsole,
        since start: ContinuousClock.Instant,
        until deadline: ContinuousClock.Instant
    ) async -> StatusDocument? {
        while self.now() < deadline, !Task.isCancelled,
            InstanceLock.holder(of: running.folder) != nil
        {
            let status = try? await running.ask { client async throws(ControlClientError) in try await client.status() }
            let elapsed = (self.now() - start).components
            if let status, status.uptimeSeconds < Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18 {
                return status
            }
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }
}
