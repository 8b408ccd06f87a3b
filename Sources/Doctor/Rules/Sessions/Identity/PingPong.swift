import Snapshot

import struct Foundation.Date
import struct Foundation.TimeInterval

/// ID-04: two programs use one account in turn: each that comes ends the other. Two that are connected at the same time
/// are ID-03.
enum PingPong {
    /// Three takeovers within two minutes; no takeover for ten minutes ends it.
    private static let window: TimeInterval = 120
    private static let quiet: TimeInterval = 600

    private struct Program: Equatable {
        var address: String
        var userAgent: String?
    }

    private struct Arrival {
        var time: Date
        var program: Program
        var peer: String
    }

    private struct Takeover {
        var time: Date
        var loser: Arrival
        var winner: Arrival
    }

    @Sendable static func judge(_ view: SessionView, _ around: Surroundings) -> Observation? {
        guard view.isNamed, let indices = around.accepted[view.bot.selfID], indices.count >= 4 else { return nil }
        let arrivals = indices.map { index in
            let attempt = around.attempts[index]
            return Arrival(
                time: attempt.time,
                program: Program(address: attempt.address, userAgent: attempt.userAgent),
                peer: attempt.address
            )
        }
        let takeovers = self.takeovers(arrivals, endings: view.evidence.endings, now: view.now)
        guard let last = takeovers.last, view.age(last.time) <= self.quiet, let row = self.row(takeovers) else {
            return nil
        }
        return Observation(
            .session(
                .identity(
                    .pingPong(
                        LinkName(peer: row.loser.peer, userAgent: row.loser.program.userAgent),
                        LinkName(peer: row.winner.peer, userAgent: row.winner.program.userAgent),
                        takeovers: takeovers.count
                    )
                )
            ),
            of: view.subject,
            severity: .error,
            since: takeovers.first?.time,
            last: last.time,
            count: takeovers.count
        )
    }

    /// Arrivals of another program than the one before, which ended before it came again.
    private static func takeovers(
        _ arrivals: [Arrival],
        endings: [BotEvidence.Ending],
        now: Date
    ) -> [Takeover] {
        var found: [Takeover] = []
        for index in arrivals.indices.dropFirst() {
            let (before, after) = (arrivals[index - 1], arrivals[index])
            guard before.program != after.program else { continue }
            let next = arrivals[(index + 1)...].first { $0.program == before.program }?.time ?? now
            let ended = endings.contains {
                $0.address == before.program.address && $0.userAgent == before.program.userAgent
                    && $0.time >= before.time && $0.time <= next
            }
            if ended { found.append(Takeover(time: after.time, loser: before, winner: after)) }
        }
        return found
    }

    /// The newest takeover that ends a row of three between two programs.
    private static func row(_ takeovers: [Takeover]) -> Takeover? {
        for index in takeovers.indices.reversed() where index >= 2 {
            let (first, second, third) = (takeovers[index - 2], takeovers[index - 1], takeovers[index])
            let alternate =
                first.loser.program == second.winner.program && first.winner.program == second.loser.program
                && first.loser.program == third.loser.program && first.winner.program == third.winner.program
            if alternate, third.time.timeIntervalSince(first.time) <= self.window { return third }
        }
        return nil
    }
}
