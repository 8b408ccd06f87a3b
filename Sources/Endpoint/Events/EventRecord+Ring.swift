import NIOCore
import OneBot

import struct Foundation.Date

/// Wall-clock time of an event loop's moments.
struct EventClock: Sendable {
    private let now = NIODeadline.now()
    private let wall = Date()
    /// Since 1970, at ``now``.
    private let wallMilliseconds: Int64

    init() {
        self.wallMilliseconds = Int64(self.wall.timeIntervalSince1970 * 1000)
    }

    /// Since 1970.
    @inline(__always)
    func milliseconds(_ moment: NIODeadline) -> Int64 {
        self.wallMilliseconds &+ (moment - self.now).nanoseconds / 1_000_000
    }

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
