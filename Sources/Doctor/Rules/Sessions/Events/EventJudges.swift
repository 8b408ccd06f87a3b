import Snapshot

import struct Foundation.TimeInterval

/// What a bot reports, and in which form.
enum EventJudges {
    static let all: [SessionRule.Judge] = [
        Self.stringMessages, Self.ownMessages, RepeatedEvents.judge, Self.stale, Self.skew, Self.raw, Self.textIDs,
        Self.unknownFrames,
    ]

    private static let hour: TimeInterval = 3600

    /// EVT-01, for each link, until its first message with an array.
    @Sendable static func stringMessages(_ view: SessionView, _: Surroundings) -> Observation? {
        var found = LinkEvidence.Seen()
        for link in view.links {
            let (strings, arrays) = (link.evidence.stringMessages, link.evidence.arrayMessages)
            guard strings.count > 0, let last = strings.last, last > arrays.last ?? .distantPast else { continue }
            found.count += strings.count
            found.last = max(found.last ?? last, last)
        }
        var observation = self.warning(.stringMessages(view.kind), found, of: view)
        // It sends strings unless told otherwise, and is healthy.
        if view.kind == .goCQHTTP { observation?.severity = .notice }
        return observation
    }

    /// EVT-02, until none came for a day.
    @Sendable static func ownMessages(_ view: SessionView, _: Surroundings) -> Observation? {
        let seen = view.seen(\.ownMessages)
        guard view.isWithin(86_400, seen.last) else { return nil }
        return self.warning(.ownMessages(view.kind), seen, of: view)
    }

    /// EVT-04, until none came for ten minutes. A clock that is wrong makes every message look old (EVT-05).
    @Sendable static func stale(_ view: SessionView, _: Surroundings) -> Observation? {
        let seen = view.seen(\.staleMessages)
        guard view.isWithin(600, seen.last) else { return nil }
        let skews = view.links.compactMap(\.evidence.skewSeconds)
        guard skews.allSatisfy({ abs($0) <= Self.skewLimit }) else { return nil }
        return self.warning(.stale(view.kind), seen, of: view, certainty: skews.isEmpty ? .likely : .proved)
    }

    static let skewLimit = 5.0

    /// EVT-05. The median of the last five is what has to come below the limit again.
    @Sendable static func skew(_ view: SessionView, _ around: Surroundings) -> Observation? {
        guard
            let skew = view.links.compactMap(\.evidence.skewSeconds).max(by: { abs($0) < abs($1) }),
            abs(skew) > Self.skewLimit
        else { return nil }
        // Eight hours: local time of China where UTC is meant, or the other way round.
        let isTimeZone = abs(abs(skew) - 28_800) <= 60
        return Observation(
            .session(.event(.skew(seconds: skew, isTimeZone: isTimeZone, ours: around.clock))),
            of: view.subject,
            severity: .warning
        )
    }

    /// EVT-06, until fifty events came without.
    @Sendable static func raw(_ view: SessionView, _: Surroundings) -> Observation? {
        var found = LinkEvidence.Seen()
        for link in view.links where link.evidence.rawEvents.count > 0 && link.evidence.eventsSinceRaw < 50 {
            found.count += link.evidence.rawEvents.count
            found.last = [found.last, link.evidence.rawEvents.last].compactMap { $0 }.max()
        }
        return self.warning(.raw(view.kind), found, of: view)
    }

    /// EVT-07: a note, as nothing is lost by it.
    @Sendable static func textIDs(_ view: SessionView, _: Surroundings) -> Observation? {
        let seen = view.seen(\.textIDs)
        guard seen.count > 0 else { return nil }
        return Observation(
            .session(.event(.textIDs)),
            of: view.subject,
            severity: .notice,
            last: seen.last,
            count: seen.count
        )
    }

    /// EVT-08, until none came for an hour. Counted are the samples that are kept.
    @Sendable static func unknownFrames(_ view: SessionView, _: Surroundings) -> Observation? {
        guard !view.bot.oddFrames.isEmpty else { return nil }
        let odd = view.bot.oddFrames.filter {
            ($0.kind == .unknown || $0.kind == .request) && view.isWithin(Self.hour, $0.time)
        }
        return self.warning(.unknownFrames, .init(odd.count, last: odd.map(\.time).max()), of: view)
    }

    private static func warning(
        _ symptom: EventSymptom,
        _ seen: LinkEvidence.Seen,
        of view: SessionView,
        certainty: Certainty = .proved
    ) -> Observation? {
        guard seen.count > 0 else { return nil }
        return Observation(
            .session(.event(symptom)),
            of: view.subject,
            severity: .warning,
            certainty: certainty,
            last: seen.last,
            count: seen.count
        )
    }
}
