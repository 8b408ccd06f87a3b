import Control
import Journal
import Logging
import OneBot

import struct Foundation.Date

/// Events of the journal from old to new, a page at a time, and then, when wanted, those that arrive.
actor JournalEvents: EventSource {
    /// Ends a reading of the journal that has found enough.
    private struct Enough: Error {}

    private let journal: Journal
    private let query: JournalQuery
    private let filter: EventFilter
    private let rest: RingEvents?
    private let logger: Logger
    private var after: Int64?
    private var isDone = false

    /// - Parameter rest: What follows when the journal's newest event is reached.
    init(
        journal: Journal,
        filter: EventFilter,
        since: Date?,
        until: Date?,
        rest: RingEvents?,
        logger: Logger
    ) {
        self.journal = journal
        self.query = JournalQuery(filter, since: since, until: until)
        self.filter = filter
        self.rest = rest
        self.logger = logger
    }

    func next() async -> EventPage? {
        if !self.isDone, let page = await self.read() { return page }
        self.isDone = true
        return await self.rest?.next()
    }

    private func read() async -> EventPage? {
        let found = FoundEvents()
        do {
            let filter = self.filter
            let predicate: @Sendable (EventRecord) -> Bool = { filter.isEmpty || filter.matches($0) }
            let keep: @Sendable ([EventRecord]) async throws -> Void = { records in
                found.keep(records)
                throw Enough()
            }
            try await self.journal.events(
                matching: self.query,
                where: predicate,
                after: self.after,
                handler: keep
            )
        } catch is Enough {
            // A page is full.
        } catch {
            // What was read before has gone out already; the end comes early and the log says why.
            self.logger.warning("journal not read to its end", metadata: ["reason": "\(error)"])
            return nil
        }
        guard let last = found.records.last else { return nil }
        self.after = last.number
        return EventPage(records: found.records)
    }
}
