import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// Whether a bot lives, by what it says of itself.
enum LifeJudges {
    static let all: [SessionRule.Judge] = [
        Self.accountOffline, Self.silentStart, Self.noHeartbeat, Self.wrongInterval, Self.onlyMetas, FakeDeath.judge,
        EndingJudges.lost, EndingJudges.cut, RoundTimes.judge,
    ]

    /// LIVE-08, until the bot reports online and an event or a call has passed.
    @Sendable static func accountOffline(_ view: SessionView, _: Surroundings) -> Observation? {
        guard let offline = view.evidence.offline else { return nil }
        let reason = FindingContext.cut(offline.reason, to: 120)
        return Observation(
            .session(view.isConnected ? .accountOffline(reason: reason) : .accountGone(reason: reason)),
            of: view.subject,
            severity: .error,
            since: offline.since
        )
    }

    /// LIVE-01, five seconds after the handshake, on links that carry events; one that came over another link of the bot
    /// introduces all of them.
    @Sendable static func silentStart(_ view: SessionView, _: Surroundings) -> Observation? {
        let hearing = view.links.filter(\.hears)
        guard let oldest = hearing.first, view.age(oldest.facts.connectedAt) > 5 else { return nil }
        guard !hearing.contains(where: { $0.evidence.lifecycleAt != nil || $0.evidence.heartbeats > 0 }),
            !view.links.contains(where: { $0.evidence.answers > 0 })
        else { return nil }
        let events = hearing.reduce(0) { $0 + $1.evidence.events.total }
        return Observation(
            .session(.life(.silentStart(since: oldest.facts.connectedAt, events: events, kind: view.kind))),
            of: view.subject,
            severity: events > 0 ? .notice : .warning,
            since: oldest.facts.connectedAt
        )
    }

    /// LIVE-02, after two minutes without heartbeat while events come; two heartbeats end it.
    @Sendable static func noHeartbeat(_ view: SessionView, _: Surroundings) -> Observation? {
        guard let link = view.links.first(where: \.hears), view.events > 0 else { return nil }
        let last = view.bot.lastHeartbeatAt
        let start = link.facts.connectedAt
        let silence = view.age(max(start, last ?? start))
        // The first heartbeat after more than two minutes is not yet a rhythm.
        let onlyOne = view.heartbeats == 1 && (last ?? start).timeIntervalSince(start) > 120
        guard silence > view.heartbeatPatience || onlyOne else { return nil }
        return Observation(
            .session(.life(.noHeartbeat(last: last, kind: view.kind))),
            of: view.subject,
            severity: .warning,
            since: max(start, last ?? start)
        )
    }

    /// LIVE-04. Two links that both send heartbeats have no interval of their own.
    @Sendable static func wrongInterval(_ view: SessionView, _: Surroundings) -> Observation? {
        guard let announced = view.bot.announcedHeartbeatMilliseconds, announced > 0,
            let measured = view.bot.measuredHeartbeatMilliseconds, measured > 0, view.heartbeats >= 4,
            view.links.count(where: { $0.evidence.heartbeats > 0 }) == 1,
            abs(Double(announced) - Double(measured)) > 0.3 * Double(measured)
        else { return nil }
        return Observation(
            .session(.life(.wrongInterval(announced: announced, measured: measured))),
            of: view.subject,
            severity: .notice
        )
    }

    /// Seconds.
    private static let longQuiet: TimeInterval = 6 * 3600

    /// LIVE-10, after ten minutes with heartbeats and nothing else, for a bot that nothing else was ever heard of.
    ///
    /// A bot in small groups at night looks the same, and one that nobody writes to: so this is no more than likely, and
    /// for the first hours no more than a notice.
    @Sendable static func onlyMetas(_ view: SessionView, _: Surroundings) -> Observation? {
        let past = view.bot.events
        guard let link = view.links.first(where: \.hears), view.bot.state != .offline,
            view.age(link.facts.connectedAt) > 600, view.heartbeats > 0, view.heartbeatsGoOn, view.events == 0,
            past.messages + past.messagesSent + past.notices + past.requests == 0
        else { return nil }
        return Observation(
            .session(
                .life(.onlyMetas(since: link.facts.connectedAt, heartbeats: view.heartbeats, kind: view.kind))
            ),
            of: view.subject,
            severity: view.age(link.facts.connectedAt) > Self.longQuiet ? .warning : .notice,
            certainty: .likely,
            since: link.facts.connectedAt
        )
    }
}
