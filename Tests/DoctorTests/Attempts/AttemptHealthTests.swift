import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Healthy traffic")
struct AttemptHealthTests {
    /// The same numbers for the same seed, everywhere.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// An hour of bots that come and go, health checks, browsers and the internet's scanners.
    private static func ledger(_ dice: inout Dice) -> Evidence {
        var attempts: [AttemptFacts] = []
        var bots: [BotFacts] = []
        let isBehindProxy = Bool.random(using: &dice)
        for number in 0..<Int.random(in: 1...200, using: &dice) {
            let selfID = number % 17 == 16 ? nil : "\(1_000_010_000 + number)"
            let address = isBehindProxy ? "127.0.0.1" : "10.0.\(number % 3).\(number % 7 + 1)"
            var last: TimeInterval = 0
            for _ in 0..<Int.random(in: 1...5, using: &dice) {
                last = .random(in: 0...3600, using: &dice)
                let path = ["/onebot/v11/ws", "/onebot/v11/ws/", "/", "/onebot/v11"].randomElement(using: &dice)
                let roles = number % 5 == 4 ? ["API", "Event"] : ["Universal"]
                for role in roles {
                    attempts.append(
                        .accepted(at: last, from: address, selfID) {
                            $0.path = path
                            $0.role = role
                            $0.network = isBehindProxy ? .loopback : .lan
                            $0.proxyMarks = isBehindProxy ? ["Via", "X-Forwarded-For", "X-Real-IP"] : []
                            $0.via = isBehindProxy ? "1.1 Caddy" : nil
                            $0.answerMilliseconds = .random(in: 0.2...199, using: &dice)
                        }
                    )
                }
            }
            bots.append(.live(selfID ?? "\(2_000_000_000 + number)", from: address, since: last))
        }
        // All come back at once: the console was restarted.
        let back = attempts.filter { $0.selfID != nil }.map { attempt in
            var attempt = attempt
            attempt.time = Evidence.start.addingTimeInterval(3590 + .random(in: 0...5, using: &dice))
            return attempt
        }
        var seen: Set<String> = []
        attempts += back.filter { seen.insert("\($0.selfID ?? "") \($0.role ?? "")").inserted }
        for _ in 0..<Int.random(in: 0...300, using: &dice) {
            let at = TimeInterval.random(in: 0...3600, using: &dice)
            let stranger = "203.0.113.\(Int.random(in: 1...60, using: &dice))"
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: attempts.append(.bare(at: at, from: "10.0.0.2", network: .lan))
            case 1: attempts.append(.bare(.windows, at: at, from: stranger))
            case 2: attempts.append(.stranger("/.env", "HS-01", at: at, from: stranger))
            case 3:
                attempts.append(
                    .stranger(at: at, from: stranger) {
                        $0.userAgent = "Mozilla/5.0"
                        $0.answerMilliseconds = 8000
                    }
                )
            default: attempts.append(.stranger("/wp-login.php", "HS-03", at: at, from: stranger) { $0.method = "POST" })
            }
        }
        for (index, host) in (61...75).enumerated() {
            attempts.append(.bare(.tls, at: Double(index), from: "203.0.113.\(host)", cause: "TLS-01"))
        }
        return .of(Array(attempts.sorted { $0.time < $1.time }.suffix(1000)), now: 3600, bots: bots)
    }

    @Test("nothing above a notice", arguments: 0..<60)
    func nothingUrgent(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let evidence = Self.ledger(&dice)
        #expect(evidence.told.filter { !$0.hasSuffix(" notice") } == [])
    }

    /// Attempts as odd as the ledger may hold: fields that contradict each other, ids nobody knows, times of old.
    @Test("whatever the ledger holds, the rules give one finding a key and an answer", arguments: 0..<60)
    func odd(seed: Int) {
        var dice = Dice(state: UInt64(seed) &+ 1000)
        var time: TimeInterval = -100_000
        let attempts = (0..<400).map { _ in
            time += .random(in: 0...400, using: &dice)
            return AttemptFacts.refused(
                FindingID.allCases.randomElement(using: &dice)?.rawValue ?? "",
                at: time,
                from: "10.0.0.\(Int.random(in: 0...5, using: &dice))",
                [nil, "", "7", "8", "\u{1B}[2J"].randomElement(using: &dice) ?? nil,
                status: [0, 101, 400, 403, 503].randomElement(using: &dice) ?? 0
            ) {
                $0.firstBytes = .allCases.randomElement(using: &dice) ?? .none
                $0.path = [nil, "", "/", "/..", "//", "*"].randomElement(using: &dice) ?? nil
                $0.method = [nil, "GET", "POST", "CONNECT"].randomElement(using: &dice) ?? nil
                $0.end = .allCases.randomElement(using: &dice) ?? .refused
                $0.asksUpgrade = .random(using: &dice)
                $0.answerMilliseconds = [0, -1, .infinity, .nan, 700].randomElement(using: &dice) ?? 0
                $0.key = KeyFacts(
                    mistake: .allCases.randomElement(using: &dice),
                    fingerprint: .random(in: 0...9, using: &dice)
                )
            }
        }
        let evidence = Evidence.of(attempts, now: max(0, time))
        let found = AttemptRules().observe(evidence)
        #expect(Set(found.map(\.key)).count == found.count)
        var examiner = Examiner(rules: [AttemptRules()])
        let diagnosis = examiner.examine(evidence)
        for finding in diagnosis.findings {
            for language in Language.allCases { #expect(!diagnosis.text(of: finding, language).title.isEmpty) }
        }
    }

    @Test("a thousand attempts and a thousand bots take no time to speak of")
    func cost() {
        let attempts = (0..<1000).map { index in
            index.isMultiple(of: 2)
                ? AttemptFacts.wrongKey(
                    .different,
                    "AUTH-03",
                    at: Double(index),
                    from: "10.0.\(index % 9).1",
                    "\(index % 40)"
                )
                : .accepted(at: Double(index), from: "10.1.\(index % 9).1", "\(2000 + index)")
        }
        let bots = (0..<1000).map { BotFacts.live("\(5000 + $0)", from: "10.2.\($0 % 200).1") }
        let evidence = Evidence.of(attempts, now: 1000, bots: bots)
        let rules = AttemptRules()
        let clock = ContinuousClock()
        let times = (0..<9).map { _ in clock.measure { _ = rules.observe(evidence) } }.sorted()
        print("attempt rules over 1,000 attempts and 1,000 bots: \(times[times.count / 2])")
        // Far above what it takes: a square of the ledger would still not fit.
        #expect(times[0] < .milliseconds(300))
    }
}
