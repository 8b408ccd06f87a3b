import NIOCore
import OneBot

import struct Foundation.Date

/// Wall-clock time of an event loop's moments.
struct EventClock: Sendable {
    private let now = NIODeadline.now()
    private let wall = Date()

    func date(_ moment: NIODeadline) -> Date {
        self.wall.addingTimeInterval(Double((moment - self.now).nanoseconds) / 1_000_000_000)
    }
}

extension EventRecord {
    /// Its number is given by who hands it on.
    init(_ entry: EventRing.Entry, bytes: [UInt8], clock: EventClock) {
        self.init(
            number: 0,
            time: clock.date(entry.time),
            selfID: entry.selfID,
            postType: entry.postType,
            userID: entry.userID,
            groupID: entry.groupID,
            length: entry.length,
            bytes: bytes
        )
    }
}
