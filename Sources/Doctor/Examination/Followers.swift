/// Which findings go without saying when another stands: only these, named edge by edge. Independent findings of one bot
/// stand side by side.
package enum Followers {
    /// A finding of `cause` hides those of `followers` that concern the same bot or address.
    package struct Edge: Sendable {
        package var cause: @Sendable (FindingID) -> Bool
        package var followers: Set<FindingID>
        /// Whether only those of the same address are meant: what a proxy there does is no matter of the bot's.
        package var isOfAddress: Bool

        package init(
            cause: @escaping @Sendable (FindingID) -> Bool,
            followers: Set<FindingID>,
            isOfAddress: Bool = false
        ) {
            self.cause = cause
            self.followers = followers
            self.isOfAddress = isOfAddress
        }

        func reaches(_ subject: Subject) -> Bool {
            guard self.isOfAddress else { return true }
            if case .address = subject { return true }
            return false
        }
    }

    /// The way to the endpoint: whoever reaches it, or cannot because nothing listens, needs none of these.
    static let reach: Set<FindingID> = [
        .net01, .net02, .net03, .net04, .net05, .net06, .net07, .net08, .net09, .net10, .net11, .net12,
    ]

    package static let edges: [Edge] = machineEdges + napcatEdges + attemptEdges + sessionEdges

    /// Of one bot. EVT-03 takes the place of ID-03 without an edge: only where both links deliver the same messages.
    package static let sessionEdges: [Edge] = [
        // Who is offline receives nothing and delivers nothing.
        Edge(cause: { $0 == .live08 }, followers: [.live09, .live10, .api05, .panel04]),
        // How a link ended is told once, by what says most.
        Edge(cause: { $0 == .live03 || $0 == .live06 }, followers: [.live05]),
        Edge(cause: { $0 == .id04 }, followers: [.id03, .live05]),
        // Who takes us for a bot neither introduces itself nor sends events.
        Edge(cause: { $0 == .hs08 }, followers: [.live01, .evt08, .id01]),
        // Without the other link nothing is heard, or nothing answered.
        Edge(cause: { $0 == .id06 }, followers: [.api02, .live01]),
    ]

    /// The edges that begin at each id.
    private static let edgesByCause: [FindingID: [Edge]] = Dictionary(
        FindingID.allCases.map { id in (id, Self.edges.filter { $0.cause(id) }) },
        uniquingKeysWith: { first, _ in first }
    ).filter { !$0.value.isEmpty }

    private static let followers: Set<FindingID> = Self.edges.reduce(into: []) { $0.formUnion($1.followers) }

    /// The observations without those that follow from others.
    package static func hidden(_ observations: [Observation]) -> [Observation] {
        guard observations.count > 1 else { return observations }
        // Only what can follow from something is worth being looked for.
        guard observations.contains(where: { self.followers.contains($0.id) }) else { return observations }
        var explained: [Subject: Set<FindingID>] = [:]
        for observation in observations where !observation.isOfCrowd {
            for edge in self.edgesByCause[observation.id] ?? [] {
                for subject in observation.concerns where edge.reaches(subject) {
                    explained[subject, default: []].formUnion(edge.followers)
                }
            }
        }
        return observations.filter { observation in
            guard self.followers.contains(observation.id) else { return true }
            return !observation.concerns.contains { explained[$0]?.contains(observation.id) ?? false }
        }
    }
}

extension Observation {
    /// That strangers reach us says nothing of whether bots do.
    fileprivate var isOfCrowd: Bool {
        if case .attempt(.crowd) = self.symptom { true } else { false }
    }
}
