import Snapshot

import struct Foundation.TimeInterval

/// Frames of a bot that break rules: by the codes that we closed its links with (RFC 6455 §7.4.1), and by the frames that
/// were kept as samples.
enum FrameJudges {
    static let all: [SessionRule.Judge] = [Self.tooBig, Self.unreadable, Self.brokenProtocol, Self.binary]

    private static let hour: TimeInterval = 3600
    private static let protocolError = 1002
    private static let invalidData = 1007
    private static let messageTooBig = 1009

    /// FRM-02, until none came for a day.
    @Sendable static func tooBig(_ view: SessionView, _: Surroundings) -> Observation? {
        let endings = self.endings(view, code: self.messageTooBig, within: 86_400)
        guard let last = endings.first else { return nil }
        return Observation(
            .session(.frame(.tooBigForUs(reason: FindingContext.cut(last.reason, to: 100)))),
            of: view.subject,
            severity: .warning,
            since: endings.last?.time,
            last: last.time,
            count: endings.count
        )
    }

    /// FRM-03, until none came for an hour.
    @Sendable static func unreadable(_ view: SessionView, _: Surroundings) -> Observation? {
        let endings = self.endings(view, code: self.invalidData, within: self.hour)
        let samples = view.bot.oddFrames.filter { $0.kind == .notJSON && view.isWithin(self.hour, $0.time) }
        let times = endings.map(\.time) + samples.map(\.time)
        guard !times.isEmpty else { return nil }
        return Observation(
            .session(.frame(.unreadable(closed: !endings.isEmpty))),
            of: view.subject,
            severity: .warning,
            since: times.min(),
            last: times.max(),
            count: times.count
        )
    }

    /// FRM-04, until a session has lasted for ten minutes.
    @Sendable static func brokenProtocol(_ view: SessionView, _: Surroundings) -> Observation? {
        let endings = self.endings(view, code: self.protocolError, within: 86_400)
        guard let last = endings.first,
            !view.links.contains(where: { view.age($0.facts.connectedAt) > 600 && view.age(last.time) > 600 }),
            !view.evidence.endings.contains(where: { $0.time > last.time && $0.lifetimeSeconds > 600 })
        else { return nil }
        return Observation(
            .session(.frame(.brokenProtocol(reason: FindingContext.cut(last.reason, to: 100)))),
            of: view.subject,
            severity: .error,
            since: endings.last?.time,
            last: last.time,
            count: endings.count
        )
    }

    /// FRM-05, until none came for an hour.
    @Sendable static func binary(_ view: SessionView, _: Surroundings) -> Observation? {
        let seen = view.seen(\.binaryFrames)
        guard seen.count > 0, view.isWithin(self.hour, seen.last) else { return nil }
        return Observation(
            .session(.frame(.binary)),
            of: view.subject,
            severity: .warning,
            last: seen.last,
            count: seen.count
        )
    }

    /// Newest first.
    private static func endings(
        _ view: SessionView,
        code: Int,
        within seconds: TimeInterval
    ) -> [BotEvidence.Ending] {
        guard !view.evidence.endings.isEmpty else { return [] }
        return view.evidence.endings.filter {
            $0.how == .closedByUs && $0.code == code && view.isWithin(seconds, $0.time)
        }
    }
}
