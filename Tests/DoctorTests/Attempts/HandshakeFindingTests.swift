import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Findings on handshakes")
struct HandshakeFindingTests {
    private static let paths: [AttemptRow] = [
        AttemptRow("HS-01", .of([.refused("HS-01", status: 404) { $0.path = "/ws" }]), "HS-01 10.0.0.9 error"),
        AttemptRow(
            "HS-01 of a bot that is online by another entry",
            .of(
                [.accepted(), .refused("HS-01", at: 9, status: 404) { $0.path = "/ws" }],
                bots: [.live("1000010002")]
            ),
            "HS-01 10.0.0.9 warning"
        ),
        AttemptRow(
            "HS-01 is mended by a connection",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }, .accepted(at: 9)])
        ),
        AttemptRow(
            "HS-01 is mended by a link of which the ledger knows no more",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }], bots: [.live("1000010002", since: 5)])
        ),
        AttemptRow(
            "HS-01 stands when another bot of the address connects",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }, .accepted(at: 9, "1000010003")]),
            "HS-01 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 fades",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }], now: 901)
        ),
        AttemptRow(
            "HS-01 dated in the future counts as faded",
            .of([.refused("HS-01", at: 121, status: 404) { $0.path = "/ws" }])
        ),
        AttemptRow(
            "HS-01 of a clock that was moved a little",
            .of([.refused("HS-01", at: 119, status: 404) { $0.path = "/ws" }]),
            "HS-01 10.0.0.9 error"
        ),
        AttemptRow(
            "what is dated in the future mends nothing",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }, .accepted(at: 200)]),
            "HS-01 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 stands until it fades",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }], now: 899),
            "HS-01 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 gives way to the mistake that came after it",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }, .wrongKey(.empty, "AUTH-02", at: 61)], now: 62),
            "AUTH-02 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 gives way a minute later even to one that came at once",
            .of([.refused("HS-01", status: 404) { $0.path = "/ws" }, .wrongKey(.empty, "AUTH-02", at: 5)], now: 61),
            "AUTH-02 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 of several bots is not mended by one that does not say who it is",
            .of(
                [
                    .refused("HS-01", "1000010002", status: 404) { $0.path = "/ws" },
                    .refused("HS-01", "1000010003", status: 404) { $0.path = "/ws" }, .accepted(at: 9, nil),
                ]
            ),
            "HS-01 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-01 of a stranger who tries once",
            .of([
                .stranger("/websocket", "HS-01") {
                    $0.asksUpgrade = true
                    $0.hasWebSocketKey = true
                }
            ]),
            "HS-01 203.0.113.7 notice"
        ),
        AttemptRow(
            "HS-01 of a stranger who keeps on asking",
            .of(
                (0..<5).map { number in
                    .stranger("/websocket", "HS-01", at: Double(number) * 30) {
                        $0.asksUpgrade = true
                        $0.hasWebSocketKey = true
                    }
                },
                now: 120
            ),
            "HS-01 203.0.113.7 warning"
        ),
        AttemptRow(
            "HS-01 of a bot from the internet",
            .of([
                .refused("HS-01", from: "203.0.113.7", status: 404) {
                    $0.network = .public
                    $0.path = "/ws"
                }
            ]),
            "HS-01 203.0.113.7 error"
        ),
        AttemptRow(
            "HS-02",
            .of([.accepted { $0.path = "/onebot/v11/ws/" }]),
            "HS-02 10.0.0.9 notice"
        ),
        AttemptRow("HS-02 not for the root", .of([.accepted { $0.path = "/" }])),
        AttemptRow(
            "HS-02 is mended by the exact path",
            .of([.accepted { $0.path = "//onebot/v11/ws" }, .accepted(at: 9)])
        ),
        AttemptRow(
            "ID-05 by its path",
            .of([.refused("HS-01", status: 404) { $0.path = "/onebot/v12/ws/" }]),
            "ID-05 10.0.0.9 error"
        ),
        AttemptRow("ID-05 by its subprotocol", .of([.refused("ID-05", status: 501)]), "ID-05 10.0.0.9 error"),
        AttemptRow("ID-05 is mended by OneBot 11", .of([.refused("ID-05", status: 501), .accepted(at: 1)])),
        AttemptRow("HS-05", .of([.stranger("/webui/", "HS-01") { $0.network = .lan }]), "HS-05 203.0.113.7 notice"),
        AttemptRow("HS-05 fades", .of([.stranger("/webui/", "HS-01")], now: 901)),
    ]

    private static let requests: [AttemptRow] = [
        AttemptRow(
            "HS-03",
            .of([
                .refused("HS-03", status: 405) {
                    $0.method = "POST"
                    $0.asksUpgrade = false
                    $0.hasSignature = true
                }
            ]),
            "HS-03 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-03 is over after five minutes",
            .of([.refused("HS-03", status: 405) { $0.method = "POST" }], now: 301)
        ),
        AttemptRow("HS-03 is mended", .of([.refused("HS-03", status: 405) { $0.method = "POST" }, .accepted(at: 2)])),
        AttemptRow(
            "HS-03 goes on beside a connection",
            .of([.accepted(at: 2), .refused("HS-03", at: 30, status: 405) { $0.method = "POST" }]),
            "HS-03 10.0.0.9 error"
        ),
        AttemptRow(
            "a stranger's POST is scanning",
            .of([.stranger("/cgi-bin/luci", "HS-03") { $0.method = "POST" }]),
            "SEC-03 203.0.113.7 notice"
        ),
        AttemptRow(
            "HS-06",
            .of([
                .refused("HS-06", from: "127.0.0.1", status: 426) {
                    $0.asksUpgrade = false
                    $0.httpVersion = "1.0"
                    $0.proxyMarks = ["X-Real-IP"]
                }
            ]),
            "HS-06 127.0.0.1 error"
        ),
        AttemptRow(
            "HS-06 is mended by whatever passes that proxy whole",
            .of([
                .refused("HS-06", from: "127.0.0.1", status: 426) { $0.proxyMarks = ["X-Real-IP"] },
                .accepted(at: 1, from: "127.0.0.1", "77") { $0.proxyMarks = ["X-Real-IP"] },
            ])
        ),
        AttemptRow(
            "HS-06 is not mended by what came beside that proxy",
            .of([
                .refused("HS-06", from: "127.0.0.1", status: 426) { $0.proxyMarks = ["X-Real-IP"] },
                .accepted(at: 1, from: "127.0.0.1", "77"),
            ]),
            "HS-06 127.0.0.1 error"
        ),
        AttemptRow(
            "a browser through a proxy is HS-11",
            .of([.stranger("/", "HS-06") { $0.proxyMarks = ["X-Forwarded-For"] }]),
            "HS-11 203.0.113.7 notice"
        ),
        AttemptRow("HS-11", .of([.stranger { $0.userAgent = "curl/8.5.0" }]), "HS-11 203.0.113.7 notice"),
        AttemptRow("HS-11 fades", .of([.stranger { $0.userAgent = "curl/8.5.0" }], now: 901)),
        AttemptRow(
            "a bot whose upgrade was taken away whole is HS-06",
            .of([
                .refused("HS-11", status: 426) {
                    $0.asksUpgrade = false
                    $0.hasWebSocketKey = false
                }
            ]),
            "HS-06 10.0.0.9 error"
        ),
        AttemptRow(
            "HS-09, one line an address",
            .of([.bare(), .bare(at: 1), .bare(.ssh, at: 2)]),
            "HS-09 203.0.113.7 notice"
        ),
        AttemptRow("HS-09 fades", .of([.bare()], now: 901)),
        AttemptRow("HS-09 stays after a connection", .of([.bare(), .accepted(at: 1)]), "HS-09 203.0.113.7 notice"),
        AttemptRow(
            "HS-12 on an accepted one",
            .of([.accepted { $0.isAbsoluteForm = true }]),
            "HS-12 10.0.0.9 warning"
        ),
        AttemptRow(
            "HS-12 by the proxy's own name",
            .of([.accepted { $0.via = "1.1 gate (squid/6.6)" }]),
            "HS-12 10.0.0.9 warning"
        ),
        AttemptRow(
            "no HS-12 for a reverse proxy",
            .of([
                .accepted {
                    $0.proxyMarks = ["Via", "X-Forwarded-For"]
                    $0.via = "1.1 caddy"
                }
            ])
        ),
        AttemptRow(
            "HS-12 is mended by a connection without the proxy",
            .of([.accepted { $0.proxyMarks = ["Proxy-Connection"] }, .accepted(at: 1)])
        ),
        AttemptRow(
            "TLS-01",
            .of([.bare(.tls, from: "10.0.0.9", cause: "TLS-01", network: .lan)]),
            "TLS-01 10.0.0.9 error"
        ),
        AttemptRow("TLS-01 of a stranger", .of([.bare(.tls, cause: "TLS-01")]), "TLS-01 203.0.113.7 notice"),
        AttemptRow(
            "TLS-01 of a stranger who asks again and again",
            .of((0..<5).map { .bare(.tls, at: Double($0) * 30, cause: "TLS-01") }, now: 120),
            "TLS-01 203.0.113.7 warning"
        ),
        AttemptRow(
            "TLS-01 of a stranger four times",
            .of((0..<4).map { .bare(.tls, at: Double($0) * 40, cause: "TLS-01") }, now: 120),
            "TLS-01 203.0.113.7 notice"
        ),
        AttemptRow(
            "TLS-01 of a stranger many times at once",
            .of((0..<9).map { .bare(.tls, at: Double($0) * 14, cause: "TLS-01") }, now: 120),
            "TLS-01 203.0.113.7 notice"
        ),
        AttemptRow(
            "TLS-01 of a container",
            .of([.bare(.tls, from: "172.17.0.2", cause: "TLS-01", network: .containerBridge)]),
            "TLS-01 172.17.0.2 error"
        ),
        AttemptRow(
            "TLS-01 is mended by a connection",
            .of([.bare(.tls, from: "10.0.0.9", cause: "TLS-01", network: .lan), .accepted(at: 1)])
        ),
        AttemptRow(
            "TLS-01 gives way to what is not TLS",
            .of(
                [
                    .bare(.tls, from: "10.0.0.9", cause: "TLS-01", network: .lan),
                    .wrongKey(.absent, "AUTH-01", at: 61),
                ],
                now: 62
            ),
            "AUTH-01 10.0.0.9 error"
        ),
    ]

    private static func slow(
        _ milliseconds: Double,
        at seconds: TimeInterval,
        from address: String = "10.0.0.9"
    ) -> AttemptFacts {
        .accepted(at: seconds, from: address, "\(1000 + Int(seconds))") { $0.answerMilliseconds = milliseconds }
    }

    private static let times: [AttemptRow] = [
        AttemptRow("HS-10", .of([Self.slow(501, at: 0)]), "HS-10 host warning"),
        AttemptRow("HS-10 not yet", .of([Self.slow(500, at: 0)])),
        AttemptRow("HS-10 beyond what bots wait for", .of([Self.slow(2001, at: 0)]), "HS-10 host error"),
        AttemptRow("HS-10 several times", .of((0..<3).map { Self.slow(600, at: Double($0)) }), "HS-10 host error"),
        AttemptRow(
            "HS-10 after 19 fast ones",
            .of([Self.slow(700, at: 0)] + (1...19).map { Self.slow(3, at: Double($0)) }),
            "HS-10 host warning"
        ),
        AttemptRow(
            "HS-10 is over after 20 fast ones",
            .of([Self.slow(700, at: 0)] + (1...20).map { Self.slow(3, at: Double($0)) })
        ),
        AttemptRow("HS-10 fades", .of([Self.slow(700, at: 0)], now: 901)),
        AttemptRow(
            "a browser that connects long before it asks is not slow",
            .of([
                .stranger {
                    $0.answerMilliseconds = 9000
                    $0.network = .lan
                }
            ]),
            "HS-11 203.0.113.7 notice"
        ),
    ]

    @Test("what is told", arguments: Self.paths + Self.requests + Self.times)
    func told(_ row: AttemptRow) {
        #expect(row.evidence.told == row.told)
    }

    @Test(
        "an alias is offered for a path that can be one",
        arguments: [
            ("/ws", Remedy.addAlias("/ws")), ("/我", nil), ("/a b", nil), ("/onebot/v11/ws.php", nil),
            ("/" + String(repeating: "a", count: 127), .addAlias("/" + String(repeating: "a", count: 127))),
            ("/" + String(repeating: "a", count: 128), nil),
        ]
    )
    func alias(path: String, remedy: Remedy?) {
        let evidence = Evidence.of([.refused("HS-01", status: 404) { $0.path = path }])
        #expect(AttemptRules().observe(evidence).map(\.remedy) == [remedy])
    }
}
