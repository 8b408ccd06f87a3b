package import Snapshot

/// A rule judges the evidence of one moment. Rules are pure: the same evidence gives the same observations, and what has
/// been observed before is none of their business.
package protocol Rule: Sendable {
    /// What is wrong at the moment of the evidence; empty when nothing is.
    func observe(_ evidence: Evidence) -> [Observation]
}

/// All rules, those first whose findings explain others.
package enum Rules {
    package static let all: [any Rule] = machine + napcat + attempts + sessions

    package static let machine: [any Rule] = [
        ListenerRule(), ResourceRule(), FirewallRule(), ReachRule(), AccessRule(), OperationRule(),
    ]
    package static let napcat: [any Rule] = [NapCatRule()]
    package static let attempts: [any Rule] = [AttemptRules()]
    package static let sessions: [any Rule] = [SessionRule()]
}
