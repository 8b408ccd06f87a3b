import Snapshot

import struct Foundation.Date

/// Who is connected: what one look at the live links tells.
enum IdentityJudges {
    static let all: [SessionRule.Judge] = [
        Self.otherAccount, ManyLinks.judge, PingPong.judge, Self.halfLink, Self.framework, Self.olderKey,
        Self.clearText,
    ]

    /// ID-02, until ten events in a row agree with the link.
    @Sendable static func otherAccount(_ view: SessionView, _: Surroundings) -> Observation? {
        guard view.isNamed,
            let link = view.links.first(where: { $0.evidence.otherSelfID != nil && $0.evidence.agreeingSince < 10 }),
            let named = link.evidence.otherSelfID
        else { return nil }
        return Observation(
            .session(
                .identity(
                    .otherAccount(own: view.bot.selfID, named: named, byHeader: link.evidence.isNamedByHeader)
                )
            ),
            of: view.subject,
            severity: .warning
        )
    }

    /// ID-06, ten seconds after the first link, or after the last one ended: the partner may be on its way back.
    @Sendable static func halfLink(_ view: SessionView, _: Surroundings) -> Observation? {
        guard let oldest = view.links.first, !view.links.contains(where: { $0.facts.role != oldest.facts.role }),
            oldest.facts.role != .universal
        else { return nil }
        let alone = max(oldest.facts.connectedAt, view.evidence.endings.first?.time ?? .distantPast)
        guard view.age(alone) >= 10 else { return nil }
        return Observation(
            .session(.identity(.halfLink(has: oldest.facts.role, since: alone, kind: view.kind))),
            of: view.subject,
            severity: .warning,
            since: alone
        )
    }

    /// HS-08, until the peer introduces itself as a bot does, or goes.
    @Sendable static func framework(_ view: SessionView, _: Surroundings) -> Observation? {
        guard
            let link = view.links.first(where: {
                $0.evidence.firstFrame == .request && $0.evidence.lifecycleAt == nil
            })
        else { return nil }
        return Observation(
            .session(.identity(.framework(link.name))),
            of: view.subject,
            severity: .warning,
            certainty: .likely,
            since: link.facts.connectedAt
        )
    }

    /// AUTH-12.
    @Sendable static func olderKey(_ view: SessionView, _: Surroundings) -> Observation? {
        let older = view.links.filter(\.evidence.keyIsRetired)
        guard let first = older.first else { return nil }
        return Observation(
            .session(.identity(.olderKey(links: older.count, all: view.links.count))),
            of: view.subject,
            severity: .notice,
            since: first.facts.connectedAt,
            count: older.count,
            remedy: view.isNamed ? .closeLinks(selfID: view.bot.selfID, links: older.map(\.facts.id)) : nil
        )
    }

    /// TLS-04, only where the peer's address is one of the internet: tailnets encrypt by themselves.
    @Sendable static func clearText(_ view: SessionView, _ around: Surroundings) -> Observation? {
        guard around.keyIsInUse,
            let link = view.links.first(where: { $0.evidence.network == .public && !$0.evidence.isTLS })
        else { return nil }
        return Observation(
            .session(.identity(.clearText(link.name))),
            of: view.subject,
            severity: .notice,
            since: link.facts.connectedAt
        )
    }
}
