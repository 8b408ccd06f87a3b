import Control
import Glibc
import NIOCore
import OneBot
import Snapshot
import Terminal

/// `napcat status` and `napcat setup`: the Connect panel without the screen.
package struct NapCatCommand: Sendable {
    /// Looking means asking NapCat several things, each with its own deadline.
    private static let looking = TimeAmount.seconds(30)
    /// Applying ends with waiting for the bot.
    private static let applying = TimeAmount.seconds(60)

    private let context: CommandContext
    private let consent: any Consent

    package init(_ context: CommandContext, consent: any Consent = TerminalConsent()) {
        self.context = context
        self.consent = consent
    }

    private var phrases: CommandPhrases { self.context.phrases }

    /// Prints the six steps, or everything as JSON.
    ///
    /// - Returns: The exit code.
    package func status(asJSON: Bool) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let json = try await self.look(RunningConsole.require(self.context))
            if asJSON {
                self.context.output.line(json.rendered)
            } else {
                NapCatText(self.phrases).lines(try self.read(json)).forEach(self.context.output.line)
            }
            return CommandExit.done
        }
    }

    /// Shows what would be changed in NapCat, asks, changes it, and tells whether the bot came.
    ///
    /// - Parameters:
    ///   - url: What the bot shall dial; nil leaves it to the console.
    ///   - isAgreed: Whether the question is answered already.
    ///   - isTrial: Whether it ends with the showing.
    /// - Returns: The exit code; 1 also when the bot has not come.
    package func setup(url: String?, isAgreed: Bool, isTrial: Bool) async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            let preview = try await running.ask(within: Self.looking) { client async throws(ControlClientError) in
                try await client.planConnection(url: url)
            }
            NapCatText(self.phrases).lines(preview).forEach(self.context.output.line)
            guard !isTrial else { return CommandExit.done }
            if !preview.lines.isEmpty, !isAgreed {
                guard let answer = self.consent.ask(self.phrases.applyQuestion()) else {
                    throw CommandFailure(self.phrases.setupNeedsYes())
                }
                guard answer else { throw CommandFailure(self.phrases.nothingChanged()) }
            }
            let applied = try await running.ask(within: Self.applying) { client async throws(ControlClientError) in
                try await client.applyConnection(number: preview.number)
            }
            guard applied.end != .awaited else { throw CommandFailure(applied.sentence) }
            self.context.output.line(displaySafe(applied.sentence, limit: 4000))
            return CommandExit.done
        }
    }

    private func look(_ running: RunningConsole) async throws(CommandFailure) -> JSONValue {
        try await running.ask(within: Self.looking) { client async throws(ControlClientError) in
            try await client.napCatJSON()
        }
    }

    private func read(_ json: JSONValue) throws(CommandFailure) -> NapCatReport {
        guard let report = NapCatReport(json: json) else { throw CommandFailure(self.phrases.napCatUnreadable()) }
        return report
    }
}

/// Asks whoever sits at the terminal.
package protocol Consent: Sendable {
    /// - Returns: Nil where nobody can be asked.
    func ask(_ question: String) -> Bool?
}

/// On standard error, answered on standard input.
package struct TerminalConsent: Consent {
    package init() {}

    package func ask(_ question: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        _ = SmallFile.writeAll(Array((question + " [y/N] ").utf8), to: STDERR_FILENO)
        guard let line = readLine() else { return false }
        return ["y", "yes", "是"].contains(line.lowercased().filter { !$0.isWhitespace })
    }
}
