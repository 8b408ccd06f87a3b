import Snapshot

/// Many addresses that knock in the same way become one line: the internet is large, the screen is not.
enum Crowd {
    static let limit = 20
    private static let told = 3

    static func collapsed(_ observations: [Observation]) -> [Observation] {
        var groups: [FindingID: [Observation]] = [:]
        var rest: [Observation] = []
        for observation in observations {
            if self.isOfStrangers(observation) {
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

    /// What bots of the operator's make is told one by one.
    private static func isOfStrangers(_ observation: Observation) -> Bool {
        guard case .address = observation.subject else { return false }
        switch observation.id {
        case .sec03: return true
        case .hs02, .hs12, .paused: return false
        default: return observation.severity == .notice
        }
    }

    private static func crowd(_ id: FindingID, _ group: [Observation]) -> Observation {
        let busiest = group.map { AttemptSymptom.Busy(address: $0.subject.text, count: $0.count) }
            .sorted { ($0.count, $1.address) > ($1.count, $0.address) }
        return Observation(
            .attempt(
                .crowd(
                    id,
                    addresses: group.count,
                    busiest: Array(busiest.prefix(self.told))
                )
            ),
            of: .machine,
            severity: group.map(\.severity).max() ?? .notice,
            certainty: .likely,
            since: group.compactMap(\.since).min(),
            last: group.compactMap(\.last).max(),
            count: group.reduce(0) { $0 + $1.count }
        )
    }
}
