import Snapshot

import struct Foundation.Date

/// LIVE-09: the bot says that it is well, but messages stay away or sends get no answer.
enum FakeDeath {
    /// Where this many messages were to be expected, none comes once in a thousand times (Poisson).
    static let expectedMessages = 6.9
    private static let sends = 2
    private static let sendsCountFor: Double = 3600

    @Sendable static func judge(_ view: SessionView, _: Surroundings) -> Observation? {
        guard view.isConnected, view.bot.state != .offline, view.evidence.offline == nil else { return nil }
        let isSilent = (view.evidence.expectedMessages ?? 0) >= self.expectedMessages && view.heartbeatsGoOn
        let (failed, first) = self.failedSends(view)
        let callsPass = view.evidence.lastCallOkAt.map { call in first.map { call > $0 } ?? false } ?? false
        let sendsHang = failed >= self.sends && (view.heartbeatsGoOn || callsPass)
        guard isSilent || sendsHang else { return nil }
        return Observation(
            .session(
                .life(
                    .fakeDeath(
                        lastMessage: view.evidence.lastMessageAt,
                        expected: isSilent ? view.evidence.expectedMessages : nil,
                        failedSends: sendsHang ? failed : 0,
                        kind: view.kind
                    )
                )
            ),
            of: view.subject,
            severity: .error,
            certainty: .likely,
            since: isSilent ? view.evidence.lastMessageAt : first
        )
    }

    /// Sends of the last hour without answer, none of which has succeeded since and the bot has not connected anew. A file
    /// may take that long to upload (API-01), so it is no sign.
    private static func failedSends(_ view: SessionView) -> (count: Int, first: Date?) {
        var count = 0
        var first: Date?
        for trouble in view.evidence.callTroubles where trouble.file == nil && trouble.isSend {
            guard trouble.isWithoutOutcome, view.isWithin(self.sendsCountFor, trouble.last),
                trouble.last >= view.bot.connectedAt ?? .distantPast,
                trouble.last > view.evidence.lastSendOkAt ?? .distantPast
            else { continue }
            count += trouble.count
            first = first.map { min($0, trouble.first) } ?? trouble.first
        }
        return (count, first)
    }
}
