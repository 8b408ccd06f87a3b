package import Snapshot

/// The rules over attempts to connect. They share one walk over the ledger, so that a thousand attempts cost little.
package struct AttemptRules: Rule {
    package init() {}

    package func observe(_ evidence: Evidence) -> [Observation] {
        let facts = AttemptCase(evidence)
        let guesses = GuessingRule.guesses(facts)
        let observations =
            MistakeRule.observe(facts, guesses: guesses)
            + GuessingRule.observe(facts, guesses: guesses)
            + StormRule.observe(facts)
            + SlowAnswerRule.observe(facts)
            + CapacityRule.observe(facts)
            + NamelessRule.observe(facts)
        // Always in one order, so that findings of one moment do not change places on the screen. They are large: what is
        // moved about are their places.
        let collapsed = Crowd.collapsed(observations, facts)
        return collapsed.indices.map { (id: collapsed[$0].id.rawValue, text: collapsed[$0].subject.text, index: $0) }
            .sorted { ($0.id, $0.text) < ($1.id, $1.text) }
            .map { collapsed[$0.index] }
    }
}
