import NIOCore
package import OneBot

/// Where a reader of the display rings stands.
package struct EventCursor: Equatable, Sendable {
    /// Events seen of each event loop.
    fileprivate var seen: [Int] = []
    /// Events handed on or skipped so far: the number of the last one.
    fileprivate var count: Int64 = 0

    /// Before the oldest event that is kept.
    package init() {}
}

extension EndpointServer {
    /// The newest events that the display rings hold behind a cursor.
    ///
    /// Their numbers are those of this reader: they rise from page to page.
    ///
    /// - Returns: The events, oldest first, and the cursor behind them.
    package func events(after cursor: EventCursor, limit: Int) async -> (page: EventPage, cursor: EventCursor) {
        self.bell.arm()
        var records: [EventRecord] = []
        var after = EventCursor()
        let clock = EventClock()
        for (number, loop) in self.loops.enumerated() {
            let seen = cursor.seen.indices.contains(number) ? cursor.seen[number] : 0
            // A loop that is shut down has nothing to show.
            let found = try? await loop.eventLoop.submit { () -> (records: [EventRecord], total: Int) in
                let ring = loop.value.ring
                return (
                    ring.newest(limit, from: seen).map { EventRecord($0.entry, bytes: $0.bytes, clock: clock) },
                    ring.total
                )
            }.get()
            records += found?.records ?? []
            after.seen.append(found?.total ?? seen)
            after.count += Int64(max(0, (found?.total ?? seen) - seen))
        }
        let came = Int(after.count)
        after.count += cursor.count
        // Those of one loop are in order already and stay so.
        let sorted = records.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        var shown = sorted.suffix(limit).map(\.element)
        for index in shown.indices { shown[index].number = after.count - Int64(shown.count - 1 - index) }
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
