package import Snapshot

/// Everything about bots and their links. One rule runs many small judges, so that what they all need is put together
/// once for each bot.
package struct SessionRule: Rule {
    /// Says what one id of the catalogue says of one bot; nil: nothing is wrong there.
    typealias Judge = @Sendable (SessionView, Surroundings) -> Observation?

    static let judges: [Judge] =
        IdentityJudges.all + LifeJudges.all + EventJudges.all + FrameJudges.all

    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let views = evidence.snapshot.bots.enumerated().map { SessionView($1, at: $0, in: evidence) }
        let surroundings = Surroundings(evidence, views: views)
        var observed: [Observation] = []
        for view in views {
            for judge in Self.judges {
                if let observation = judge(view, surroundings) { observed.append(observation) }
            }
            CallJudge.judge(view, into: &observed)
        }
        return observed + SharedGroups.judge(views, now: evidence.now)
    }
}
