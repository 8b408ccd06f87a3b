import NIOCore
package import OneBot

/// Where a reader of the display rings stands.
package struct EventCursor: Equatable, Sendable {
    /// Events seen of each event loop.
    fileprivate var seen: [Int] = []

    /// Before the oldest event that is kept.
    package init() {}
}

extension EndpointServer {
    /// The newest events that the display rings hold behind a cursor.
    ///
    /// - Returns: The events, oldest first, and the cursor behind them.
    package func events(after cursor: EventCursor, limit: Int) async -> (page: EventPage, cursor: EventCursor) {
        self.bell.arm()
        var records: [EventRecord] = []
        var after = EventCursor()
        var came = 0
        let clock = EventClock()
        for (number, loop) in self.loops.enumerated() {
            let seen = cursor.seen.indices.contains(number) ? cursor.seen[number] : 0
            let count = self.loops.count
            // A loop that is shut down has nothing to show.
            let found = try? await loop.eventLoop.submit { () -> (records: [EventRecord], total: Int) in
                let ring = loop.value.ring
                let records = ring.newest(limit, from: seen).map { entry, bytes in
                    EventRecord(entry, bytes: bytes, number: entry.index * count + number + 1, clock: clock)
                }
                return (records, ring.total)
            }.get()
            records += found?.records ?? []
            after.seen.append(found?.total ?? seen)
            came += max(0, (found?.total ?? seen) - seen)
        }
        records.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        let shown = Array(records.suffix(limit))
        return (EventPage(records: shown, skipped: came - shown.count), after)
    }

    /// A cursor behind all that came so far.
    package func presentEventCursor() async -> EventCursor {
        await self.events(after: EventCursor(), limit: 0).cursor
    }

    /// One element for each time there may be events behind a cursor; ends with the task that reads it.
    package func eventArrivals() -> AsyncStream<Void> {
        self.bell.follow()
    }
}
