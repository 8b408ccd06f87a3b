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
        // Always in one order, so that findings of one moment do not change places on the screen.
        return Crowd.collapsed(observations).sorted {
            ($0.id.rawValue, $0.subject.text) < ($1.id.rawValue, $1.subject.text)
        }
    }
}
