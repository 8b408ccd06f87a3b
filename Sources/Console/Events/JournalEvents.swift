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
    /// How many of the newest begin it; nil once that is settled, or for all.
    private var tail: Int?
    private var after: Int64?
    private var isDone = false

    /// - Parameters:
    ///   - tail: How many of the newest events begin it; nil for all.
    ///   - rest: What follows when the journal's newest event is reached.
    init(
        journal: Journal,
        filter: EventFilter,
        since: Date?,
        until: Date?,
        tail: Int?,
        rest: RingEvents?,
        logger: Logger
    ) {
        self.journal = journal
        self.query = JournalQuery(filter, since: since, until: until)
        self.filter = filter
        self.tail = tail
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
            if let tail = self.tail {
                self.after = try await self.place(before: tail)
                self.tail = nil
            }
            let keep: @Sendable ([EventRecord]) async throws -> Void = { records in
                found.keep(records)
                throw Enough()
            }
            try await self.journal.events(
                matching: self.query,
                where: self.predicate,
                after: self.after,
                handler: keep
            )
        } catch is Enough {
            // A page is full.
        } catch is CancellationError {
            return nil
        } catch {
            // What was read before has gone out already; the end comes early and the log says why.
            self.logger.warning("journal not read to its end", metadata: ["reason": "\(error)"])
            return nil
        }
        guard let last = found.records.last else { return nil }
        self.after = last.number
        return EventPage(records: found.records)
    }

    private var predicate: @Sendable (EventRecord) -> Bool {
        let filter = self.filter
        return { filter.isEmpty || filter.matches($0) }
    }

    /// The number behind which the newest `count` events stand that are wanted; a page of them at a time is held.
    private func place(before count: Int) async throws -> Int64 {
        var place = Int64.max
        var left = count
        var before: Int64?
        while left > 0 {
            let page = try await self.journal.page(
                matching: self.query,
                where: self.predicate,
                before: before,
                limit: left
            )
            if let oldest = page.records.first { place = oldest.number - 1 }
            left -= page.records.count
            guard let next = page.next else { break }
            before = next
        }
        return place
    }
}
