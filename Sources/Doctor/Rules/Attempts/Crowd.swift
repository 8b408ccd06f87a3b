import Snapshot

import struct Foundation.Date

/// Many addresses that fail in the same way become one line: the internet is large, the screen is not. However bad their
/// findings are: whoever has a network of IPv6 has as many addresses as it wants.
enum Crowd {
    static let limit = 20
    private static let told = 3

    static func collapsed(_ observations: [Observation], _ facts: AttemptCase) -> [Observation] {
        guard observations.count > self.limit else { return observations }
        let known = facts.knownAddresses
        var groups: [FindingID: [Observation]] = [:]
        var rest: [Observation] = []
        for observation in observations {
            if self.isOfStrangers(observation, known) {
                groups[observation.id, default: []].append(observation)
            } else {
                rest.append(observation)
            }
        }
        for (id, group) in groups {
            if group.count > self.limit { rest.append(self.crowd(id, group)) } else { rest += group }
        }
        return rest
    }

    /// Bots that are or were let in are told one by one, and so is what the operator refuses.
    private static func isOfStrangers(_ observation: Observation, _ known: Set<String>) -> Bool {
        guard case .address(let address) = observation.subject, observation.id != .paused else { return false }
        if !known.contains(address) { return true }
        switch observation.id {
        case .hs02, .hs12: return false
        default: return observation.severity == .notice
        }
    }

    private static func crowd(_ id: FindingID, _ group: [Observation]) -> Observation {
        var networks: [String: Int] = [:]
        var severity = Severity.notice
        for observation in group {
            let parsed = NetworkAddress(observation.subject.text)
            networks[self.network(observation.subject.text, parsed), default: 0] += observation.count
            // A crowd of the internet is no fault of a bot.
            let isPublic = parsed.map { $0.network == .public } ?? true
            severity = max(severity, isPublic ? min(observation.severity, .warning) : observation.severity)
        }
        let busiest = networks.map { AttemptSymptom.Busy(address: $0.key, count: $0.value) }
            .sorted { ($0.count, $1.address) > ($1.count, $0.address) }
        return Observation(
            .attempt(
                .crowd(
                    id,
                    addresses: networks.count,
                    busiest: Array(busiest.prefix(self.told))
                )
            ),
            of: .machine,
            severity: severity,
            certainty: .likely,
            since: group.compactMap(\.since).min(),
            last: group.compactMap(\.last).max(),
            count: group.reduce(0) { $0 + $1.count }
        )
    }

    /// The least network that one customer gets (RFC 6177): what of IPv6 counts as one.
    private static func network(_ text: String, _ parsed: NetworkAddress?) -> String {
        guard let parsed, parsed.isIPv6, parsed.network == .public else { return text }
        return parsed.prefix64 + "/64"
    }
}

extension AttemptCase {
    /// Addresses that a bot is connected from, or was let in from as far as the ledger reaches.
    var knownAddresses: Set<String> {
        var known = Set(self.live.counts.keys)
        for attempt in self.attempts where attempt.isAccepted { known.insert(attempt.address) }
        return known
    }
}
