import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// EVT-09: several of our accounts in one group, each of which would answer every command.
///
/// `message_id` differs from account to account, so the same message is known by group, sender and time. Three such
/// messages within half an hour prove it; where none came for as long, the overlap counts as gone.
enum SharedGroups {
    private static let least = 3
    private static let apart: TimeInterval = 10
    private static let lookedAt: TimeInterval = 1800
    static let limit = 20
    private static let named = 3

    private struct Mark {
        /// Group and sender, mixed: equal ones stand together after sorting.
        var hash: UInt64
        var time: Int64
        var view: Int
        var group: Int64
        var user: Int64
        var receivedAt: Date
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    /// Sorting makes it n log n in the number of messages that may be shared; every message is held against the one of the smallest
    /// account alone, so that a thousand accounts in one group make a thousand pairs and not half a million.
    static func judge(_ views: [SessionView], now: Date) -> [Observation] {
        var marks: [Mark] = []
        for (index, view) in views.enumerated() where view.isNamed {
            for link in view.links {
                for mark in link.evidence.recentMessages {
                    guard let group = mark.groupID, let user = mark.userID, let time = mark.time,
                        now.timeIntervalSince(mark.receivedAt) <= self.lookedAt
                    else { continue }
                    marks.append(
                        Mark(
                            hash: self.mix(group, user),
                            time: time,
                            view: index,
                            group: group,
                            user: user,
                            receivedAt: mark.receivedAt
                        )
                    )
                }
            }
        }
        guard marks.count >= 2 * self.least else { return [] }
        return self.observations(self.pairs(self.sorted(self.shared(marks)), views: views), views: views)
    }

    /// Those whose group and sender another bot saw too, and few others: usually none are left to be sorted.
    private static func shared(_ marks: [Mark]) -> [Mark] {
        var size = 1024
        while size < marks.count * 4 { size *= 2 }
        let (nobody, several) = (Int32(-1), Int32(-2))
        var seenBy = [Int32](repeating: nobody, count: size)
        for mark in marks {
            let slot = Int(truncatingIfNeeded: mark.hash) & (size - 1)
            let view = Int32(truncatingIfNeeded: mark.view)
            if seenBy[slot] == nobody {
                seenBy[slot] = view
            } else if seenBy[slot] != view {
                seenBy[slot] = several
            }
        }
        return marks.filter { seenBy[Int(truncatingIfNeeded: $0.hash) & (size - 1)] == several }
    }

    /// By group and sender, then by time. Marks are large: what is moved about are their places.
    private static func sorted(_ marks: [Mark]) -> [Mark] {
        marks.indices.map { (hash: marks[$0].hash, time: marks[$0].time, index: $0) }
            .sorted { ($0.hash, $0.time, $0.index) < ($1.hash, $1.time, $1.index) }
            .map { marks[$0.index] }
    }

    /// How often two bots saw the same message, in which group, and when last.
    private static func pairs(
        _ marks: [Mark],
        views: [SessionView]
    ) -> [Pair: (count: Int, group: Int64, last: Date)] {
        var pairs: [Pair: (count: Int, group: Int64, last: Date)] = [:]
        var start = 0
        while start < marks.count {
            let head = marks[start]
            var end = start + 1
            while end < marks.count, self.isSame(head, marks[end]) { end += 1 }
            if end - start > 1 {
                var counted: Set<Int> = []
                let least = marks[start..<end].min { self.isLess(views[$0.view], views[$1.view]) } ?? head
                for mark in marks[start..<end] where mark.view != least.view && counted.insert(mark.view).inserted {
                    let pair = Pair(first: least.view, second: mark.view)
                    let past = pairs[pair]
                    let last = max(mark.receivedAt, past?.last ?? mark.receivedAt)
                    pairs[pair] = ((past?.count ?? 0) + 1, head.group, last)
                }
            }
            start = end
        }
        return pairs
    }

    private static func isSame(_ head: Mark, _ other: Mark) -> Bool {
        guard head.hash == other.hash, head.group == other.group, head.user == other.user else { return false }
        let (difference, overflow) = other.time.subtractingReportingOverflow(head.time)
        return !overflow && difference <= 1
            && abs(other.receivedAt.timeIntervalSince(head.receivedAt)) <= self.apart
    }

    /// The smaller account first, as numbers.
    private static func isLess(_ left: SessionView, _ right: SessionView) -> Bool {
        (left.bot.selfID.utf8.count, left.bot.selfID) < (right.bot.selfID.utf8.count, right.bot.selfID)
    }

    private static func observations(
        _ pairs: [Pair: (count: Int, group: Int64, last: Date)],
        views: [SessionView]
    ) -> [Observation] {
        var others: [Int: [(view: Int, group: Int64, count: Int, last: Date)]] = [:]
        for (pair, found) in pairs where found.count >= self.least {
            others[pair.first, default: []].append((pair.second, found.group, found.count, found.last))
        }
        return others.sorted { self.isLess(views[$0.key], views[$1.key]) }.prefix(self.limit).map { first, found in
            let found = found.sorted { self.isLess(views[$0.view], views[$1.view]) }
            let names = found.map { views[$0.view].bot.selfID }
            return Observation(
                .session(
                    .event(
                        .sharedGroup(
                            group: found[0].group,
                            others: Array(names.prefix(self.named)),
                            otherCount: names.count
                        )
                    )
                ),
                of: .bot(views[first].bot.selfID),
                severity: .warning,
                last: found.map(\.last).max(),
                count: found.map(\.count).max() ?? self.least
            )
        }
    }

    private static func mix(_ group: Int64, _ user: Int64) -> UInt64 {
        var hash = UInt64(bitPattern: group) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return (hash &+ UInt64(bitPattern: user)) &* 0xD6E8_FEB8_6659_FD93
    }
}
