import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Pages of browsers that try the endpoint")
struct BrowserPageTests {
    /// A page of a browser next door that opens a WebSocket.
    private static func page(
        _ cause: String,
        at seconds: TimeInterval = 0,
        _ change: (inout AttemptFacts) -> Void = { _ in }
    ) -> AttemptFacts {
        .stranger("/onebot/v11/ws", cause, at: seconds) {
            $0.network = .lan
            $0.asksUpgrade = true
            $0.hasWebSocketKey = true
            $0.userAgent = "Mozilla/5.0 (X11; Linux x86_64)"
            change(&$0)
        }
    }

    private static let pages: [AttemptRow] = [
        AttemptRow("a page without a key", .of([Self.page("AUTH-01")]), "HS-11 203.0.113.7 notice"),
        AttemptRow("a page with an empty key", .of([Self.page("AUTH-02")]), "HS-11 203.0.113.7 notice"),
        AttemptRow("a page at a wrong path", .of([Self.page("HS-01")]), "HS-11 203.0.113.7 notice"),
        AttemptRow("a page through a proxy", .of([Self.page("HS-06")]), "HS-11 203.0.113.7 notice"),
        AttemptRow("a page with a wrong key", .of([Self.page("AUTH-03")]), "AUTH-03 203.0.113.7 notice"),
        AttemptRow(
            "a page that connects again and again",
            .of((0..<60).map { Self.page("AUTH-03", at: Double($0) * 3) }, now: 180),
            "AUTH-03 203.0.113.7 notice",
            "LIVE-07 203.0.113.7 notice"
        ),
        AttemptRow(
            "a bot that names itself as a browser does, with its account",
            .of([Self.page("AUTH-01") { $0.selfID = "10001" }]),
            "AUTH-01 203.0.113.7 error"
        ),
    ]

    @Test("what is told", arguments: Self.pages)
    func told(_ row: AttemptRow) {
        #expect(row.evidence.told == row.told)
    }
}
