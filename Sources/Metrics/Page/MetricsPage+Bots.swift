import Snapshot

import struct Foundation.Date

extension MetricsPage {
    /// Bots that have series of their own at most. Where no key keeps strangers out, also over time: see
    /// ``StrangersSeries``.
    package static let botsWithSeries = 256

    var bots: [MetricFamily] {
        let all = self.reading.snapshot.bots
        let links = all.flatMap(\.links)
        let own = self.botsOfTheirOwn
        return [
            self.gauge(
                "bots",
                "Bots, by state: offline ones are connected but QQ is not, lost ones were connected within the last hour.",
                by: "state",
                [BotFacts.State.online, .offline, .quiet, .lost].map { state in
                    .init(state.rawValue, all.count { $0.state == state })
                }
            ),
            self.gauge(
                "links",
                "Open connections of bots, by role.",
                by: "role",
                [LinkFacts.LinkRole.universal, .api, .event].map { role in
                    .init(role.rawValue, links.count { $0.role == role })
                }
            ),
            self.gauge(
                "links_limit",
                "Connections that may be open (endpoint.max_connections).",
                self.reading.endpoint.linkLimit
            ),
            self.perBot("bot_up", .gauge, "Whether a bot is online, 0 or 1; ends an hour after it was lost.", own) {
                .integer($0.state == .online ? 1 : 0)
            },
            self.perBot("bot_events_total", .counter, "Events of a bot, meta events included.", own) {
                .integer($0.events.total)
            },
            self.perBot("bot_last_event_timestamp_seconds", .gauge, "When a bot's last event arrived.", own) {
                $0.lastEventAt.map { .real($0.timeIntervalSince1970) }
            },
            self.perBot("bot_round_trip_seconds", .gauge, "The last WebSocket ping to pong of a bot.", own) {
                $0.roundTrip.map { .real($0.last / 1000) }
            },
            self.gauge(
                "bots_without_series",
                "Bots beyond the first \(Self.botsWithSeries), which have no series of their own.",
                // A link that has not said whose it is yet is no bot beyond anything.
                all.count { !$0.selfID.isEmpty } - own.count
            ),
        ]
    }

    private var botsOfTheirOwn: [BotFacts] {
        let bots = Self.inOrder(self.reading.snapshot.bots)
        guard let strangers = self.reading.strangers else { return Array(bots.prefix(Self.botsWithSeries)) }
        return bots.filter { strangers.accounts.contains($0.selfID) }
    }

    /// Those with an account: connected ones first, then by account, so that what is left out is always the same.
    static func inOrder(_ bots: [BotFacts]) -> [BotFacts] {
        bots.filter { Self.isAccount($0.selfID) }.sorted { left, right in
            if (left.state == .lost) != (right.state == .lost) { return right.state == .lost }
            return (left.selfID.utf8.count, left.selfID) < (right.selfID.utf8.count, right.selfID)
        }
    }

    /// A number that fits 64 bits; not what a link without one is listed under.
    private static func isAccount(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 20 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private func perBot(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ help: String,
        _ bots: [BotFacts],
        _ value: (BotFacts) -> MetricFamily.Value?
    ) -> MetricFamily {
        MetricFamily(
            Self.prefix + name,
            kind,
            help: help,
            samples: bots.compactMap { bot in
                value(bot).map { .init($0, labels: [.init("self_id", bot.selfID)]) }
            }
        )
    }
}
