import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Findings on keys")
struct KeyFindingTests {
    private static let mistakes: [(KeyFacts.Mistake, String)] = [
        (.absent, "AUTH-01"), (.empty, "AUTH-02"), (.different, "AUTH-03"), (.differsInCase, "AUTH-03"),
        (.invisibleCharacters, "AUTH-04"), (.schemeTypedIn, "AUTH-05"), (.quoted, "AUTH-06"), (.cut, "AUTH-07"),
        (.percentEncoded, "AUTH-08"), (.retired, "AUTH-09"), (.unknownScheme, "AUTH-10"),
    ]

    @Test("each mistake is told, and mended by a right key of that bot alone", arguments: Self.mistakes)
    func mistake(_ mistake: KeyFacts.Mistake, id: String) {
        let wrong = AttemptFacts.wrongKey(mistake, id)
        let told = ["\(id) 10.0.0.9 error"]
        #expect(Evidence.of([wrong]).told == told)
        #expect(Evidence.of([wrong, .accepted(at: 1)]).told == [])
        #expect(Evidence.of([wrong, .accepted(at: 1, nil)]).told == [])
        #expect(Evidence.of([wrong, .accepted(at: 1, "77")]).told == told)
        #expect(Evidence.of([wrong, .accepted(at: 1, from: "10.0.0.8")]).told == told)
        #expect(Evidence.of([.accepted(at: -1), wrong]).told == told)
        #expect(Evidence.of([wrong], bots: [.live("1000010002", since: 1)]).told == [])
        #expect(Evidence.of([wrong], bots: [.live("1000010002", since: -1)]).told == ["\(id) 10.0.0.9 warning"])
        #expect(Evidence.of([wrong], now: 901).told == [])
        // The key was right: it failed by something else.
        let later = Evidence.of([wrong, .refused("PAUSED", at: 1, status: 423)])
        #expect(later.told == [])
    }

    private static let old = KeyFacts(
        mistake: .retired,
        length: 32,
        retiredAt: Evidence.start.addingTimeInterval(-700),
        graceEndsAt: Evidence.start.addingTimeInterval(-100)
    )

    private static let rows: [AttemptRow] = [
        AttemptRow(
            "AUTH-10: an HMAC signature",
            .of([.wrongKey(.absent, "AUTH-01") { $0.hasSignature = true }]),
            "AUTH-10 10.0.0.9 error"
        ),
        AttemptRow(
            "AUTH-10: the panel's token",
            .of([.wrongKey(.panelToken, "AUTH-03")]),
            "AUTH-10 10.0.0.9 error"
        ),
        AttemptRow(
            "AUTH-11: a program that always sends its key, behind a proxy",
            .of([.wrongKey(.absent, "AUTH-01") { $0.proxyMarks = ["X-Forwarded-For"] }]),
            "AUTH-11 10.0.0.9 warning"
        ),
        AttemptRow(
            "AUTH-01: a program that sends none when it has none, behind a proxy",
            .of([
                .wrongKey(.absent, "AUTH-01") {
                    $0.proxyMarks = ["X-Forwarded-For"]
                    $0.userAgent = "CQHttp/4.15.0"
                }
            ]),
            "AUTH-01 10.0.0.9 error"
        ),
        AttemptRow(
            "AUTH-11 is mended when a key comes through, right or wrong",
            .of([
                .wrongKey(.absent, "AUTH-01") { $0.proxyMarks = ["Via"] },
                .wrongKey(.different, "AUTH-03", at: 1, "77") { $0.proxyMarks = ["Via"] },
            ]),
            "AUTH-03 10.0.0.9 error"
        ),
        AttemptRow(
            "AUTH-09 on a key that is still accepted",
            .of([
                .accepted {
                    $0.key = KeyFacts(
                        length: 32,
                        retiredAt: Evidence.start.addingTimeInterval(-60),
                        graceEndsAt: Evidence.start.addingTimeInterval(540)
                    )
                }
            ]),
            "AUTH-09 10.0.0.9 warning"
        ),
        AttemptRow(
            "AUTH-09 on a key that was still accepted is mended by the present one",
            .of([
                .accepted { $0.key = KeyFacts(length: 32, retiredAt: Evidence.start.addingTimeInterval(-60)) },
                .accepted(at: 1),
            ])
        ),
        AttemptRow("SEC-05", .of([.wrongKey(.boundElsewhere, "SEC-05")]), "SEC-05 10.0.0.9 warning"),
        AttemptRow("SEC-05 is mended", .of([.wrongKey(.boundElsewhere, "SEC-05"), .accepted(at: 1)])),
        AttemptRow(
            "a stranger without a key who tries once",
            .of([
                .stranger("/", "AUTH-01") {
                    $0.asksUpgrade = true
                    $0.key = KeyFacts(mistake: .absent)
                }
            ]),
            "AUTH-01 203.0.113.7 notice"
        ),
        AttemptRow(
            "two bots of one address are one finding",
            .of([.wrongKey(.empty, "AUTH-02"), .wrongKey(.empty, "AUTH-02", at: 1, "1000010003")]),
            "AUTH-02 10.0.0.9 error"
        ),
        AttemptRow(
            "one of two bots of one address is mended",
            .of([
                .wrongKey(.empty, "AUTH-02"), .wrongKey(.empty, "AUTH-02", at: 1, "1000010003"), .accepted(at: 2),
            ]),
            "AUTH-02 10.0.0.9 error"
        ),
        AttemptRow(
            "two entries of one bot that are wrong in two ways stand beside each other",
            .of(
                (0..<4).flatMap {
                    [
                        AttemptFacts.wrongKey(.empty, "AUTH-02", at: Double($0) * 20),
                        .refused("HS-01", at: Double($0) * 20 + 5, status: 404) { $0.path = "/ws" },
                    ]
                },
                now: 70
            ),
            "AUTH-02 10.0.0.9 error",
            "HS-01 10.0.0.9 error"
        ),
    ]

    @Test("what is told", arguments: Self.rows)
    func told(_ row: AttemptRow) {
        #expect(row.evidence.told == row.told)
    }

    @Test("the previous key is offered where it is known and its grace is over")
    func previousKey() {
        func remedy(_ key: KeyFacts) -> Remedy? {
            AttemptRules().observe(.of([.wrongKey(.retired, "AUTH-09") { $0.key = key }])).first?.remedy
        }
        #expect(remedy(Self.old) == .acceptPreviousKey)
        #expect(remedy(KeyFacts(mistake: .retired)) == nil)
    }

    @Test("a finding counts what was refused since the last connection, and names the bots")
    func counting() {
        let attempts: [AttemptFacts] =
            [.wrongKey(.empty, "AUTH-02", at: -50), .accepted(at: -40)]
            + (0..<5).flatMap { bot in
                (0..<2).map { .wrongKey(.empty, "AUTH-02", at: Double(bot * 2 + $0), "10000\(bot)") }
            }
        let found = AttemptRules().observe(.of(attempts)).filter { $0.id == .auth02 }
        #expect(found.map(\.count) == [10])
        #expect(found.first?.since == Evidence.start)
        #expect(found.first?.last == Evidence.start.addingTimeInterval(9))
        #expect(found.first?.concerns.contains(.bot("100003")) ?? false)
        guard case .attempt(.key(.empty, let caller))? = found.first?.symptom else {
            Issue.record("not the symptom of an empty key")
            return
        }
        #expect(caller.selfIDs == ["100004", "100003", "100002"])
        #expect(caller.others == 2)
    }

    @Test(
        "a live link is known by its address, with or without brackets",
        arguments: [
            ("10.0.0.9", "10.0.0.9:40000"), ("::1", "[::1]:40000"), ("fe80::1", "[fe80::1]:40000"), ("::1", "::1"),
        ]
    )
    func peers(address: String, peer: String) {
        var bot = BotFacts.live("1000010002", since: 1)
        bot.links[0].peer = peer
        let wrong = AttemptFacts.wrongKey(.empty, "AUTH-02", from: address)
        #expect(Evidence.of([wrong], bots: [bot]).told == [])
    }

    @Test("a bot that is online is not explained by refusals of another program with its number")
    func onlineElsewhere() {
        let evidence = Evidence.of([.wrongKey(.empty, "AUTH-02")], bots: [.live("1000010002", from: "10.0.0.8")])
        #expect(AttemptRules().observe(evidence).map(\.concerns) == [[.address("10.0.0.9")]])
    }

    @Test("a program that dials as frameworks do gets a hint")
    func framework() {
        let evidence = Evidence.of([
            .wrongKey(.absent, "AUTH-01", nil) { $0.userAgent = "Python/3.11 websockets/12.0" }
        ])
        guard case .attempt(.key(.absent, let caller))? = AttemptRules().observe(evidence).first?.symptom else {
            Issue.record("not the symptom of a missing key")
            return
        }
        #expect(caller.looksLikeFramework)
    }
}
