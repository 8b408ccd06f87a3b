import Control
import OneBot

package import struct Foundation.Date

/// `events`: what arrived, from the display rings or the journal.
package struct EventsCommand: Sendable {
    /// Which events, and how they are written.
    package struct Wishes: Equatable, Sendable {
        package var follow = false
        package var asJSON = false
        package var selfID: String?
        /// A filter as in the Events panel: `kind:`, `group:`, `user:` and text.
        package var filter: String?
        package var since: Date?
        package var until: Date?
        package var tail: Int?

        package init() {}
    }

    private let context: CommandContext
    private let wishes: Wishes

    package init(_ context: CommandContext, _ wishes: Wishes) {
        self.context = context
        self.wishes = wishes
    }

    /// Prints one event a line; with `follow` until it is ended or nobody reads any more.
    ///
    /// - Returns: The exit code.
    package func run() async -> Int32 {
        await self.context.run { () async throws(CommandFailure) in
            let running = try RunningConsole.require(self.context)
            let text = EventLineText(self.context.language)
            let printing = Printing(self.context, asJSON: self.wishes.asJSON, text: text)
            try await running.ask { client async throws(ControlClientError) in
                try await client.events(query: self.query) { printing.print($0) }
            }
            return CommandExit.done
        }
    }

    private var query: [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if self.wishes.follow { query.append(("follow", "1")) }
        if let selfID = self.wishes.selfID { query.append(("self_id", selfID)) }
        if let filter = self.wishes.filter { query.append(("filter", filter)) }
        // A search without a time means all that is remembered; the newest few are those held in memory.
        let isSearch = self.wishes.filter != nil && !self.wishes.follow && self.wishes.tail == nil
        if let since = self.wishes.since ?? (isSearch ? Date(timeIntervalSince1970: 0) : nil) {
            query.append(("since", Timestamp.text(since)))
        }
        if let until = self.wishes.until { query.append(("until", Timestamp.text(until))) }
        if let tail = self.wishes.tail { query.append(("tail", String(tail))) }
        return query
    }
}

/// Writes line after line as it comes.
private final class Printing: Sendable {
    private let context: CommandContext
    private let asJSON: Bool
    private let text: EventLineText

    init(_ context: CommandContext, asJSON: Bool, text: EventLineText) {
        self.context = context
        self.asJSON = asJSON
        self.text = text
    }

    /// - Returns: Whether anybody still reads.
    func print(_ line: [UInt8]) -> Bool {
        let envelope = EnvelopeScanner.scan(line)
        guard envelope.kind == .event else {
            if let skipped = (try? JSONParser.parse(line))?["skipped"]?.integer {  // anything else is nothing of ours
                self.context.output.notice(self.context.phrases.eventsSkipped(skipped))
            }
            return true
        }
        return self.context.output.write(
            self.asJSON ? TerminalJSON.safe(line) : Array(self.text.line(line, envelope).utf8)
        )
    }
}
