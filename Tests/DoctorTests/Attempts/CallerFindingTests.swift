import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Findings on who calls and how often")
struct CallerFindingTests {
    private static func guesses(_ keys: [Int], at seconds: TimeInterval = 0) -> [AttemptFacts] {
        keys.enumerated().map { index, key in
            .wrongKey(.different, "AUTH-03", at: seconds + Double(index), from: "203.0.113.7", nil, fingerprint: key) {
                $0.network = .public
            }
        }
    }

    private static let blocked = BlockedAddress(address: "203.0.113.7", until: Evidence.start.addingTimeInterval(600))

    private static let guessing: [AttemptRow] = [
        AttemptRow(
            "SEC-03 by five keys, three of them different",
            .of(Self.guesses([1, 2, 3, 1, 1])),
            "SEC-03 203.0.113.7 warning"
        ),
        AttemptRow("four keys", .of(Self.guesses([1, 2, 3, 4])), "AUTH-03 203.0.113.7 notice"),
        AttemptRow("two different keys", .of(Self.guesses([1, 2, 1, 2, 1, 2])), "AUTH-03 203.0.113.7 notice"),
        AttemptRow(
            "one wrong key for ever",
            .of(Self.guesses(Array(repeating: 1, count: 9))),
            "AUTH-03 203.0.113.7 notice"
        ),
        AttemptRow(
            "a bot with one wrong key long after the guessing stays in sight",
            .of(Self.guesses([1, 2, 3, 4, 5]) + Self.guesses([6], at: 800), now: 801),
            "AUTH-03 203.0.113.7 warning",
            "SEC-03 203.0.113.7 warning"
        ),
        AttemptRow(
            "SEC-03 within a day",
            .of(Self.guesses([1, 2, 3, 4, 5]), now: 86_400),
            "SEC-03 203.0.113.7 warning"
        ),
        AttemptRow("SEC-03 is over after a quiet day", .of(Self.guesses([1, 2, 3, 4, 5]), now: 86_500)),
        AttemptRow(
            "SEC-03 by the block alone",
            .of([]) { $0.snapshot.blocked = [Self.blocked] },
            "SEC-03 203.0.113.7 warning"
        ),
        AttemptRow(
            "no SEC-03 for the operator's own block",
            .of([]) { $0.snapshot.blocked = [BlockedAddress(address: "203.0.113.7")] }
        ),
        AttemptRow("SEC-03 by a connection that was cut", .of([.bare(cause: "SEC-03")]), "SEC-03 203.0.113.7 warning"),
        AttemptRow("scanning", .of([.stranger("/.env", "HS-01")]), "SEC-03 203.0.113.7 notice"),
        AttemptRow(
            "scanning by CONNECT",
            .of([.stranger("example.org:443", "HS-03") { $0.method = "CONNECT" }]),
            "SEC-03 203.0.113.7 notice"
        ),
        AttemptRow("scanning below a known folder", .of([.stranger("/admin/x", "HS-01")]), "SEC-03 203.0.113.7 notice"),
        AttemptRow(
            "a path that only begins as a known one does",
            .of([.stranger("/administration", "HS-01") { $0.network = .lan }]),
            "HS-11 203.0.113.7 notice"
        ),
        AttemptRow("a favicon is no scanning", .of([.stranger("/favicon.ico", "HS-11")]), "HS-11 203.0.113.7 notice"),
        AttemptRow("scanning is over after a quiet day", .of([.stranger("/.env", "HS-01")], now: 86_401)),
        AttemptRow(
            "twenty-one scanners are one line",
            .of((1...21).map { .stranger("/.env", "HS-01", from: "203.0.113.\($0)") }),
            "SEC-03 host notice"
        ),
        AttemptRow(
            "twenty-one bare connections are one line",
            .of((1...21).map { .bare(from: "203.0.113.\($0)") }),
            "HS-09 host notice"
        ),
    ]

    private static func every(_ seconds: Double, _ count: Int, _ make: (Double) -> AttemptFacts) -> [AttemptFacts] {
        (0..<count).map { make(Double($0) * seconds) }
    }

    /// Somebody of the internet who wants a WebSocket and does not say that it is a bot.
    private static func stranger(_ cause: String, at seconds: Double) -> AttemptFacts {
        .stranger("/onebot/v11/ws", cause, at: seconds) {
            $0.asksUpgrade = true
            $0.hasWebSocketKey = true
        }
    }

    private static let storms: [AttemptRow] = [
        AttemptRow(
            "LIVE-07",
            .of(Self.every(5, 11) { .wrongKey(.empty, "AUTH-02", at: $0) }),
            "AUTH-02 10.0.0.9 error",
            "LIVE-07 10.0.0.9 warning"
        ),
        AttemptRow(
            "ten a minute are none",
            .of(Self.every(6, 20) { .wrongKey(.empty, "AUTH-02", at: $0) }, now: 120),
            "AUTH-02 10.0.0.9 error"
        ),
        AttemptRow(
            "LIVE-07 of one bot that is let in each time",
            .of(Self.every(5, 12) { .accepted(at: $0) }),
            "LIVE-07 10.0.0.9 warning"
        ),
        AttemptRow(
            "LIVE-07 of one account from several addresses",
            .of((0..<12).map { .accepted(at: Double($0), from: "10.0.0.\($0 % 6)") }),
            "LIVE-07 1000010002 warning"
        ),
        AttemptRow(
            "LIVE-07 stands while two a minute come",
            .of(
                Self.every(5, 11) { .accepted(at: $0) } + (0..<20).map { .accepted(at: 80 + Double($0) * 30) },
                now: 700
            ),
            "LIVE-07 10.0.0.9 warning"
        ),
        AttemptRow(
            "LIVE-07 is over after five quiet minutes",
            .of(Self.every(5, 11) { .accepted(at: $0) }, now: 351)
        ),
        AttemptRow(
            "LIVE-07 is over after five minutes with one attempt each",
            .of(
                Self.every(5, 11) { .accepted(at: $0) } + (0..<6).map { .accepted(at: 111 + Double($0) * 61) },
                now: 420
            )
        ),
        AttemptRow(
            "two hundred bots that come back at once",
            .of((0..<200).map { .accepted(at: Double($0) * 0.01, "\(10_000 + $0)") })
        ),
        AttemptRow(
            "two hundred nameless bots that stay",
            .of(
                (0..<200).map { .accepted(at: Double($0) * 0.01, nil) },
                bots: [.live("7", links: 200)]
            )
        ),
        AttemptRow(
            "LIVE-07 of a nameless bot that does not stay",
            .of((0..<12).map { .accepted(at: Double($0), nil) }, bots: [.live("7")]),
            "LIVE-07 10.0.0.9 warning"
        ),
        AttemptRow(
            "LIVE-07 of a stranger who gives up",
            .of(Self.every(5, 11) { Self.stranger("AUTH-01", at: $0) }),
            "AUTH-01 203.0.113.7 notice",
            "LIVE-07 203.0.113.7 notice"
        ),
        AttemptRow(
            "LIVE-07 of a stranger who keeps on",
            .of(Self.every(5, 25) { Self.stranger("AUTH-01", at: $0) }, now: 125),
            "AUTH-01 203.0.113.7 warning",
            "LIVE-07 203.0.113.7 warning"
        ),
        AttemptRow("a health check every second", .of(Self.every(1, 60) { .bare(at: $0) }), "HS-09 203.0.113.7 notice"),
    ]

    private static let capacity: [AttemptRow] = [
        AttemptRow(
            "ID-01",
            .of([.refused("ID-01", status: 400) { $0.selfID = "me" }]),
            "ID-01 10.0.0.9 error"
        ),
        AttemptRow("ID-01 is mended", .of([.refused("ID-01", nil, status: 400), .accepted(at: 1)])),
        AttemptRow(
            "ID-01 of a link that names nobody",
            .of([], bots: [.live("")]),
            "ID-01 10.0.0.9 warning"
        ),
        AttemptRow("ID-01 not before thirty seconds", .of([], now: 29, bots: [.live("")])),
        AttemptRow(
            "ID-03 by a fifth link",
            .of([.refused("ID-03", status: 409)], bots: [.live("1000010002", from: "10.0.0.8", links: 4)]),
            "ID-03 1000010002 warning"
        ),
        AttemptRow(
            "ID-03 is over when one of the four ended",
            .of([.refused("ID-03", status: 409)], bots: [.live("1000010002", from: "10.0.0.8", links: 3)])
        ),
        AttemptRow(
            "PAUSED",
            .of([.refused("PAUSED", status: 423)]) { $0.snapshot.blocked = [BlockedAddress(address: "10.0.0.9")] },
            "PAUSED 10.0.0.9 notice"
        ),
        AttemptRow("PAUSED is over when the address is released", .of([.refused("PAUSED", status: 423)])),
        AttemptRow("FULL", .of([.refused("FULL", status: 503)]), "FULL host error"),
        AttemptRow("FULL is over when one is let in", .of([.refused("FULL", status: 503), .accepted(at: 1, "7")])),
        AttemptRow("FULL of the run before", .of([.refused("FULL", at: -3700, status: 503)])),
    ]

    @Test("what is told", arguments: Self.guessing + Self.storms + Self.capacity)
    func told(_ row: AttemptRow) {
        #expect(row.evidence.told == row.told)
    }

    @Test("a block is released, and offered only where it hits no bot and no operator")
    func remedies() {
        let scan = [AttemptFacts.stranger("/.env", "HS-01")]
        func remedy(_ evidence: Evidence) -> Remedy? { AttemptRules().observe(evidence).first?.remedy }
        #expect(remedy(.of(scan)) == .block("203.0.113.7"))
        #expect(remedy(.of([.stranger("/.env", "HS-01") { $0.network = .lan }])) == nil)
        #expect(remedy(.of(scan, bots: [.live("7", from: "203.0.113.7")])) == nil)
        #expect(remedy(.of(scan) { $0.terminals = [.init(name: "xterm", clientAddress: "203.0.113.7")] }) == nil)
        #expect(remedy(.of([]) { $0.snapshot.blocked = [Self.blocked] }) == .release("203.0.113.7"))
        let paused = Evidence.of([.refused("PAUSED", status: 423)]) {
            $0.snapshot.blocked = [BlockedAddress(address: "10.0.0.9")]
        }
        #expect(remedy(paused) == .release("10.0.0.9"))
        let fifth = Evidence.of(
            [.refused("ID-03", at: 90, status: 409)],
            now: 90,
            bots: [.live("1000010002", links: 4, state: .quiet)]
        )
        #expect(remedy(fifth) == .closeLinks(selfID: "1000010002", links: [2, 3, 4]))
    }

    @Test("a storm tells what most attempts failed by")
    func reason() {
        func reason(_ attempts: [AttemptFacts]) -> FindingID?? {
            for found in AttemptRules().observe(.of(attempts)) {
                if case .attempt(.storm(_, let reason, _)) = found.symptom { return reason }
            }
            return nil
        }
        let wrong = Self.every(1, 12) { .wrongKey(.quoted, "AUTH-06", at: $0) }
        #expect(reason(wrong + [.refused("HS-01", at: 20)]) == .some(.auth06))
        #expect(reason(Self.every(1, 12) { .accepted(at: $0) }) == .some(nil))
        #expect(reason([]) == nil)
    }
}
