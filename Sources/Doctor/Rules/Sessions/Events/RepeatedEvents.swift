import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// EVT-03: the same message twice within ten seconds, on one link or by two, until none came for half an hour.
///
/// One alone proves nothing: a message may be sent again around a reconnect.
enum RepeatedEvents {
    private static let least = 2
    private static let apart: TimeInterval = 10
    private static let quiet: TimeInterval = 1800

    /// Two links that deliver the same messages.
    struct Shared {
        var first: LinkName
        var second: LinkName
        var seen: LinkEvidence.Seen
    }

    @Sendable static func judge(_ view: SessionView, _: Surroundings) -> Observation? {
        if let shared = self.shared(view) {
            return self.observation(view, first: shared.first, second: shared.second, shared.seen)
        }
        guard
            let link = view.links.first(where: {
                $0.evidence.repeatedMessages.count >= self.least
                    && view.isWithin(self.quiet, $0.evidence.repeatedMessages.last)
            })
        else { return nil }
        return self.observation(view, first: link.name, second: nil, link.evidence.repeatedMessages)
    }

    /// Linear in the number of messages that the links remember.
    static func shared(_ view: SessionView) -> Shared? {
        guard view.links.count(where: { !$0.evidence.recentMessages.isEmpty }) > 1 else { return nil }
        var owners: [Int64: (link: Int, time: Date)] = [:]
        var pairs: [[Int]: LinkEvidence.Seen] = [:]
        for (index, link) in view.links.enumerated() {
            for mark in link.evidence.recentMessages where view.isWithin(self.quiet, mark.receivedAt) {
                guard let owner = owners[mark.messageID] else {
                    owners[mark.messageID] = (index, mark.receivedAt)
                    continue
                }
                guard owner.link != index, abs(mark.receivedAt.timeIntervalSince(owner.time)) <= self.apart else {
                    continue
                }
                let last = max(owner.time, mark.receivedAt)
                var seen = pairs[[owner.link, index]] ?? .init()
                seen.count += 1
                seen.last = max(seen.last ?? last, last)
                pairs[[owner.link, index]] = seen
            }
        }
        guard let (pair, seen) = pairs.max(by: { ($0.value.count, $1.key[1]) < ($1.value.count, $0.key[1]) }),
            seen.count >= self.least
        else { return nil }
        return Shared(first: view.links[pair[0]].name, second: view.links[pair[1]].name, seen: seen)
    }

    private static func observation(
        _ view: SessionView,
        first: LinkName,
        second: LinkName?,
        _ seen: LinkEvidence.Seen
    ) -> Observation {
        Observation(
            .session(.event(.twice(first: first, second: second, kind: view.kind))),
            of: view.subject,
            severity: .warning,
            last: seen.last,
            count: seen.count
        )
    }
}
