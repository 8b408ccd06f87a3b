import Snapshot

/// HS-10: handshakes that we answered so late that bots give up.
enum SlowAnswerRule {
    private static let slow: Double = 500
    /// NapCat and LLBot wait no longer.
    private static let tooSlow: Double = 2000
    private static let fast: Double = 200
    /// As many fast ones in a row show that it is over.
    private static let recovered = 20
    private static let several = 3
    private static let fadesAfter: Double = 900

    static func observe(_ facts: AttemptCase) -> [Observation] {
        var fast = 0
        var slow: [AttemptFacts] = []
        for attempt in facts.attempts.reversed() where self.isAnsweredHandshake(attempt) {
            guard facts.age(attempt.time) <= self.fadesAfter else { break }
            if attempt.answerMilliseconds > self.slow {
                slow.append(attempt)
            } else if attempt.answerMilliseconds < self.fast, slow.isEmpty {
                fast += 1
                guard fast < self.recovered else { return [] }
            }
        }
        guard let newest = slow.first, let oldest = slow.last else { return [] }
        let worst = slow.map(\.answerMilliseconds).max() ?? 0
        let addresses = Set(slow.map(\.address))
        let machine = facts.evidence.machine
        return [
            Observation(
                .attempt(
                    .slowAnswers(
                        worstMilliseconds: Int(min(worst, 1e9)),
                        addresses: addresses.count,
                        load: machine?.load,
                        processors: machine?.processors ?? 1
                    )
                ),
                of: .machine,
                severity: worst > self.tooSlow || slow.count >= self.several ? .error : .warning,
                // A slow line of one peer counts in it too.
                certainty: addresses.count > 1 || newest.network.isLocal ? .proved : .likely,
                since: oldest.time,
                last: newest.time,
                count: slow.count,
                concerns: Set(addresses.map { .address($0) })
            )
        ]
    }

    /// Time that the peer took to say its request is not ours: browsers connect long before they ask.
    private static func isAnsweredHandshake(_ attempt: AttemptFacts) -> Bool {
        attempt.asksUpgrade && attempt.firstBytes == .http && attempt.status >= 100 && attempt.status != 408
            && attempt.status != 431 && (attempt.end == .upgraded || attempt.end == .refused)
    }
}
