package import NIOCore
import OneBot

/// A message as far as it is needed to know it again: through another link, or another account.
package struct ReceivedMessage: Equatable, Sendable {
    package var messageID: Int64
    package var groupID: Int64?
    package var userID: Int64?
    /// As the event says, in seconds.
    package var time: Int64?
    package var receivedAt: NIODeadline

    package init(messageID: Int64, groupID: Int64?, userID: Int64?, time: Int64?, receivedAt: NIODeadline) {
        self.messageID = messageID
        self.groupID = groupID
        self.userID = userID
        self.time = time
        self.receivedAt = receivedAt
    }
}

/// The last sixteen messages of a link, in memory of a fixed size.
struct RecentMessages {
    /// The same message again within this time came twice (EVT-03).
    static let repeatedWithin: TimeAmount = .seconds(10)
    static let kept = 16
    /// Numbers that are absent are kept as this one, for which no bot has a use.
    private static let absent = Int64.min

    private struct Mark {
        var groupID: Int64
        var userID: Int64
        var time: Int64
        var receivedAt: NIODeadline
    }

    /// Apart from the rest: they alone are looked at for every message.
    private let ids: UnsafeMutablePointer<Int64>
    private let marks: UnsafeMutablePointer<Mark>
    private var total = 0

    /// Holds memory until ``free()``.
    init() {
        self.ids = .allocate(capacity: Self.kept)
        self.ids.initialize(repeating: 0, count: Self.kept)
        self.marks = .allocate(capacity: Self.kept)
        let empty = Mark(groupID: Self.absent, userID: Self.absent, time: Self.absent, receivedAt: .distantPast)
        self.marks.initialize(repeating: empty, count: Self.kept)
    }

    func free() {
        self.ids.deallocate()
        self.marks.deallocate()
    }

    @inline(__always)
    private func holds(_ id: Int64, since: NIODeadline) -> Bool {
        var isThere = false
        for index in 0..<Self.kept { isThere = isThere || self.ids[index] == id }
        guard isThere else { return false }
        // Empty places are of the distant past, whatever the id.
        return (0..<Self.kept).contains { self.ids[$0] == id && self.marks[$0].receivedAt >= since }
    }

    /// - Returns: Whether the same message came shortly before.
    @inline(__always)
    mutating func note(_ id: Int64, _ envelope: Envelope, now: NIODeadline) -> Bool {
        let isRepeated = self.holds(id, since: now - Self.repeatedWithin)
        let place = self.total & (Self.kept - 1)
        self.ids[place] = id
        self.marks[place] = Mark(
            groupID: envelope.groupID ?? Self.absent,
            userID: envelope.userID ?? Self.absent,
            time: envelope.time ?? Self.absent,
            receivedAt: now
        )
        self.total &+= 1
        return isRepeated
    }

    /// Oldest first.
    var all: [ReceivedMessage] {
        let count = min(self.total, Self.kept)
        return (self.total - count..<self.total).map { number in
            let place = number & (Self.kept - 1)
            let mark = self.marks[place]
            func known(_ number: Int64) -> Int64? { number == Self.absent ? nil : number }
            return ReceivedMessage(
                messageID: self.ids[place],
                groupID: known(mark.groupID),
                userID: known(mark.userID),
                time: known(mark.time).map { $0 < SessionTally.largestSeconds ? $0 : $0 / 1000 },
                receivedAt: mark.receivedAt
            )
        }
    }
}
