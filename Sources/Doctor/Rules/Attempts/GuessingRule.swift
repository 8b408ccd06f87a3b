import Snapshot

import struct Foundation.Date

/// SEC-03: addresses that try out keys, or ask for what only scanners ask for.
///
/// A bot with one wrong key repeats that one for ever and is never taken for a guesser.
enum GuessingRule {
    struct Guess {
        var first: Date
        var last: Date
        var count: Int
        var network: NetworkClass
        /// When a key from there was right afterwards.
        var acceptedAt: Date?

        /// Whether wrong keys of that moment belong to the guessing.
        func covers(_ date: Date) -> Bool { date.timeIntervalSince(self.last) <= GuessingRule.window }
    }

    /// As the endpoint counts: five wrong keys, three of them different, within ten minutes.
    private static let wrongKeys = 5
    private static let distinctKeys = 3
    fileprivate static let window: Double = 600
    private static let pathsTold = 3

    private struct Series {
        var first: Date
        var count = 0
        var fingerprints: Set<Int> = []
    }

    static func guesses(_ facts: AttemptCase) -> [String: Guess] {
        var guesses: [String: Guess] = [:]
        var series: [String: Series] = [:]
        func add(_ attempt: AttemptFacts, count: Int, since: Date) {
            var guess =
                guesses[attempt.address]
                ?? Guess(first: since, last: since, count: 0, network: attempt.network)
            guess.last = attempt.time
            guess.count += count
            guess.acceptedAt = nil
            guesses[attempt.address] = guess
        }
        for (attempt, kind) in zip(facts.attempts, facts.kinds) {
            if attempt.isAccepted {
                guesses[attempt.address]?.acceptedAt = attempt.time
            } else if kind == .guessing {
                let known = series.removeValue(forKey: attempt.address)
                add(attempt, count: 1 + (known?.count ?? 0), since: known?.first ?? attempt.time)
            } else if kind == .mistake(.auth03), attempt.key?.mistake == .different,
                let fingerprint = attempt.key?.fingerprint
            {
                var current = series[attempt.address] ?? Series(first: attempt.time)
                if attempt.time.timeIntervalSince(current.first) > self.window { current = Series(first: attempt.time) }
                current.count += 1
                if current.fingerprints.count < self.distinctKeys { current.fingerprints.insert(fingerprint) }
                series[attempt.address] = current
                guard current.count >= self.wrongKeys, current.fingerprints.count >= self.distinctKeys else { continue }
                add(attempt, count: current.count, since: current.first)
                series[attempt.address] = nil
            }
        }
        return guesses.filter { facts.age($0.value.last) <= AttemptKind.guessing.fadesAfter }
    }

    static func observe(_ facts: AttemptCase, guesses: [String: Guess]) -> [Observation] {
        var untils: [String: Date] = [:]
        for block in facts.evidence.snapshot.blocked {
            if let until = block.until, until > facts.now { untils[block.address] = until }
        }
        let guessing = guesses.map { address, guess in
            Observation(
                .attempt(.guessing(blockedUntil: untils[address], acceptedAt: guess.acceptedAt)),
                of: .address(address),
                severity: .warning,
                since: guess.first,
                last: guess.last,
                count: guess.count,
                remedy: untils[address] != nil
                    ? .release(address) : facts.canBlock(address, guess.network) ? .block(address) : nil
            )
        }
        // What happened before the ledger began: the block alone is left of it.
        let blocked = untils.filter { guesses[$0.key] == nil }.map { address, until in
            Observation(
                .attempt(.guessing(blockedUntil: until, acceptedAt: nil)),
                of: .address(address),
                severity: .warning,
                remedy: .release(address)
            )
        }
        return guessing + blocked + self.scanning(facts, except: Set(guesses.keys).union(untils.keys))
    }

    private static func scanning(_ facts: AttemptCase, except: Set<String>) -> [Observation] {
        var paths: [String: [String]] = [:]
        for (attempt, kind) in zip(facts.attempts, facts.kinds) where kind == .scanning {
            let known = paths[attempt.address] ?? []
            let path = attempt.method == "CONNECT" ? "CONNECT" : attempt.path ?? "/"
            if known.count < self.pathsTold, !known.contains(path) { paths[attempt.address] = known + [path] }
        }
        return facts.book.tallies.compactMap { address, kinds in
            guard !except.contains(address), let accounts = kinds[.scanning] else { return nil }
            let network = accounts.values.first?.attempt.network ?? .other
            return Observation(
                .attempt(.scanning(paths: paths[address] ?? [])),
                of: .address(address),
                severity: .notice,
                certainty: network == .public ? .proved : .likely,
                since: accounts.values.map(\.first).min(),
                last: accounts.values.map(\.last).max(),
                count: accounts.values.reduce(0) { $0 + $1.count },
                remedy: facts.canBlock(address, network) && !facts.isBlocked(address) ? .block(address) : nil
            )
        }
    }
}
