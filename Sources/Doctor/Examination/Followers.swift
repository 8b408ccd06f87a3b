/// Which findings go without saying when another stands: only these, named edge by edge. Independent findings of one bot
/// stand side by side.
package enum Followers {
    /// A finding of `cause` hides those of `followers` that concern the same bot or address.
    package struct Edge: Sendable {
        package var cause: @Sendable (FindingID) -> Bool
        package var followers: Set<FindingID>

        package init(cause: @escaping @Sendable (FindingID) -> Bool, followers: Set<FindingID>) {
            self.cause = cause
            self.followers = followers
        }
    }

    package static let edges: [Edge] = []

    /// The observations without those that follow from others.
    package static func hidden(_ observations: [Observation]) -> [Observation] {
        guard observations.count > 1 else { return observations }
        var explained: [Subject: Set<FindingID>] = [:]
        for observation in observations {
            for edge in self.edges where edge.cause(observation.id) {
                for subject in observation.concerns { explained[subject, default: []].formUnion(edge.followers) }
            }
        }
        return observations.filter { observation in
            !observation.concerns.contains { explained[$0]?.contains(observation.id) ?? false }
        }
    }
}
