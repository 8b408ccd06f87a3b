import Control
import Endpoint
import OneBot

/// The events that the display rings hold, and then, when wanted, those that arrive.
actor RingEvents: EventSource {
    /// As many as the rings hold, so that nothing is skipped that could be had.
    private static let page = 16_384
    /// What comes within this time is handed on together.
    private static let pause: Duration = .milliseconds(10)

    private let server: EndpointServer
    private let filter: EventFilter
    private let follows: Bool
    /// How many of those that are held begin it; nil for all.
    private let tail: Int?
    private var cursor: EventCursor?
    private var arrivals: AsyncStream<Void>.AsyncIterator?

    /// - Parameter cursor: Where to go on; nil begins with what is held.
    init(server: EndpointServer, filter: EventFilter, follows: Bool, tail: Int?, cursor: EventCursor? = nil) {
        self.server = server
        self.filter = filter
        self.follows = follows
        self.tail = tail
        self.cursor = cursor
    }

    func next() async -> EventPage? {
        guard let cursor = self.cursor else { return await self.first() }
        guard self.follows else { return nil }
        self.listen()
        var from = cursor
        while !Task.isCancelled {
            let (page, after) = await self.server.events(after: from, limit: Self.page)
            from = after
            self.cursor = after
            let records = self.filter.isEmpty ? page.records : page.records.filter { self.filter.matches($0) }
            if !records.isEmpty || page.skipped > 0 { return EventPage(records: records, skipped: page.skipped) }
            guard await self.waitForMore() else { return nil }
            // Cancelled: the loop's own check ends it.
            try? await Task.sleep(for: Self.pause)
        }
        return nil
    }

    private func first() async -> EventPage {
        if self.follows { self.listen() }
        let (page, after) = await self.server.events(after: EventCursor(), limit: Self.page)
        self.cursor = after
        let records = self.filter.isEmpty ? page.records : page.records.filter { self.filter.matches($0) }
        return EventPage(records: self.tail.map { Array(records.suffix($0)) } ?? records)
    }

    /// To be called before looking: what comes behind the look and before this would be told to nobody.
    private func listen() {
        if self.arrivals == nil { self.arrivals = self.server.eventArrivals().makeAsyncIterator() }
    }

    private func waitForMore() async -> Bool {
        guard var arrivals = self.arrivals else { return false }
        let goesOn = await arrivals.next(isolation: self) != nil
        self.arrivals = arrivals
        return goesOn
    }
}
