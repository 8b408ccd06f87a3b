import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

/// Steps 5 and 6.
extension ConnectGuideTests {
    private static func refused(
        _ cause: String,
        ago: TimeInterval = 3,
        _ selfID: String? = NapCatLook.account,
        from address: String = "172.17.0.5",
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        .refused(cause, at: -ago, from: address, selfID) { attempt in
            attempt.network = .containerBridge
            attempt.userAgent = "OneBot/11"
            change(&attempt)
        }
    }

    private static let refusals: [Row] =
        [
            ("AUTH-01", "failed refused: AUTH-01 [apply]"), ("AUTH-03", "failed refused: AUTH-03 [apply]"),
            ("AUTH-09", "failed refused: AUTH-09 [apply]"), ("AUTH-10", "failed refused: AUTH-10 [apply]"),
            ("HS-01", "failed refused: HS-01 [apply]"), ("TLS-01", "failed refused: TLS-01 [apply]"),
            ("HS-03", "failed refused: HS-03"), ("ID-03", "failed refused: ID-03"),
            ("SEC-03", "failed refused: SEC-03"),
            ("PAUSED", "failed refused: PAUSED"), ("FULL", "failed refused: FULL"), ("HS-06", "failed refused: HS-06"),
        ].map { cause, line in
            Row("refused with \(cause)", [5: line, 6: "waiting"]) { $0.attempts = [Self.refused(cause)] }
        } + [
            Row("the newest counts", [5: "failed refused: HS-01 [apply]"]) {
                $0.attempts = [Self.refused("HS-01", ago: 3), Self.refused("AUTH-03", ago: 60)]
            },
            Row(
                "even where an earlier step is open",
                [4: "failed token differs from key [apply]", 5: "failed refused: AUTH-03 [apply]"],
                look: .healthy { $0.fault(.otherKey) }
            ) {
                $0.attempts = [Self.refused("AUTH-03")]
            },
            Row("an old one says nothing", [5: "failed nothing has come [restart]"]) {
                $0.attempts = [Self.refused("AUTH-03", ago: 301)]
            },
            Row("one of another account", [5: "failed nothing has come [restart]"]) {
                $0.attempts = [Self.refused("AUTH-03", "1000010002")]
            },
            Row("a nameless one of the container", [5: "failed refused: TLS-01 [apply]"]) {
                $0.attempts = [Self.refused("TLS-01", nil) { $0.userAgent = nil }]
            },
            Row("a nameless one of elsewhere", [5: "failed nothing has come [restart]"]) {
                $0.attempts = [Self.refused("TLS-01", nil, from: "172.17.0.9") { $0.userAgent = nil }]
            },
            Row("a NapCat of this machine, account unknown", [5: "failed refused: AUTH-03 [apply]"], look: .nothing) {
                $0.attempts = [Self.refused("AUTH-03", from: "127.0.0.1") { $0.network = .loopback }]
            },
            Row("a NapCat of the internet, account unknown", [5: "waiting"], look: .nothing) {
                $0.attempts = [Self.refused("AUTH-03", from: "203.0.113.9") { $0.network = .public }]
            },
            Row("connected since", [5: "done 1 link, 1.3 ms"], bots: [.napcat()]) {
                $0.attempts = [Self.refused("AUTH-03", ago: 100)]
            },
        ]

    private static let bots: [Row] = [
        Row(
            "two links",
            [5: "done 2 links, 12 ms"],
            bots: [
                .napcat(links: 2) { $0.roundTrip = RoundTrip(last: 12.4, median: 1, worst: 20) }
            ]
        ),
        Row("not measured yet", [5: "done 1 link"], bots: [.napcat { $0.roundTrip = nil }]),
        Row(
            "QQ offline by its heartbeat",
            [5: "warning up, but QQ is offline [restart]"],
            bots: [.napcat(state: .offline)]
        ),
        Row("silent", [5: "warning up, but silent"], bots: [.napcat(state: .quiet)]),
        Row(
            "gone",
            [5: "failed gone for 4 min [restart]", 6: "waiting"],
            bots: [
                .napcat(state: .lost, links: 0) { $0.lostAt = sampleTime.addingTimeInterval(-240) }
            ]
        ),
        Row(
            "just gone",
            [5: "waiting gone for 12 s, NapCat dials again by itself", 6: "waiting"],
            bots: [.lost(ago: 12)]
        ),
        Row("gone for longer than it waits", [5: "failed gone for 45 s [restart]"], bots: [.lost(ago: 45)]),
        Row(
            "just gone, and the WebUI too",
            [1: "failed nothing listens there [restart]", 5: "waiting gone for 12 s, NapCat dials again by itself"],
            look: .healthy { $0.readFiles() },
            bots: [.lost(ago: 12)]
        ),
        Row(
            "gone, and the WebUI too",
            [1: "failed nothing listens there [restart]", 5: "waiting gone for 4 min"],
            look: .healthy { $0.readFiles() },
            bots: [.lost(ago: 240)]
        ),
        Row(
            "just gone: thrown out, it does not dial",
            [3: "failed 1000010001 offline [restart]", 5: "waiting gone for 12 s"],
            look: .healthy { $0.login = .offline(account: NapCatLook.account) },
            bots: [.lost(ago: 12)]
        ),
        Row(
            "just gone: switched off, it does not dial",
            [4: "failed switched off [apply]", 5: "waiting gone for 12 s"],
            look: .healthy { $0.fault(.disabled, isEnabled: false) },
            bots: [.lost(ago: 12)]
        ),
        Row(
            "another account is connected",
            [5: "failed nothing has come [restart]", 6: "waiting"],
            bots: [.napcat("1000010002")]
        ),
        Row("nothing listens here", [5: "failed nothing listens here"]) { $0.endpoint.listeners = [] },
        Row(
            "no event yet",
            [6: "waiting none yet"],
            bots: [
                .napcat {
                    $0.events = EventCounts()
                    $0.lastEventAt = nil
                }
            ]
        ),
        Row(
            "none since it came back",
            [6: "waiting none yet"],
            bots: [
                .napcat { $0.lastEventAt = sampleTime.addingTimeInterval(-61) }
            ]
        ),
        Row("heartbeats alone", [6: "done 3, no message yet"], bots: [.napcat { $0.events = EventCounts(metas: 3) }]),
    ]

    @Test("the connection and its events", arguments: refusals + bots)
    func bot(_ row: Row) { Self.verify(row) }

    @Test(
        "after a change NapCat has time to come",
        arguments: [(14.0, "waiting waiting for NapCat …"), (15, "failed nothing has come [restart]")]
    )
    func patience(_ seconds: Double, _ line: String) {
        var snapshot = Evidence.sample().snapshot
        snapshot.napcat.look = .healthy()
        let changedAt = snapshot.takenAt.addingTimeInterval(-seconds)
        let guide = ConnectGuide(snapshot, language: .english, changedAt: changedAt)
        #expect(Self.line(guide.steps[4]) == line)
    }
}
