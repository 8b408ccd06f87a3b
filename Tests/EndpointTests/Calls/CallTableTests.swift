import NIOCore
import Testing

@testable import Endpoint

@Suite("Call table")
struct CallTableTests {
    private typealias Table = CallTable<String>

    /// What an answer was judged to be, with the waiter it belongs to.
    private static func name(_ judgement: Table.Judgement) -> String {
        switch judgement {
        case .part(let call): "part \(call.waiter) \(call.parts)"
        case .final(let call): "final \(call.waiter) \(call.parts)"
        case .late: "late"
        case .repeated: "repeated"
        case .foreign: "foreign"
        }
    }

    private static func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    private func begin(_ table: inout Table, _ bot: String, _ waiter: String, at seconds: Int64) -> Int? {
        table.begin(selfID: bot, patience: .seconds(30), waiter: waiter, now: Self.at(seconds))
    }

    private func answer(_ table: inout Table, _ number: Int, _ bot: String, part: Bool = false, at: Int64) -> String {
        Self.name(table.answered(number, selfID: bot, isPart: part, now: Self.at(at)))
    }

    @Test("an answer ends its call, whatever the order, and a second one is told from the first")
    func answers() {
        var table = Table(limit: 10)
        let first = self.begin(&table, "1", "a", at: 0) ?? 0
        let second = self.begin(&table, "1", "b", at: 0) ?? 0
        #expect(table.openByBot == ["1": 2])
        #expect(self.answer(&table, second, "1", at: 1) == "final b 0")
        #expect(self.answer(&table, first, "1", at: 2) == "final a 0")
        #expect(self.answer(&table, first, "1", at: 3) == "repeated")
        #expect(table.openCount == 0)
    }

    @Test("no bot answers for another")
    func foreign() {
        var table = Table(limit: 10)
        let number = self.begin(&table, "1", "a", at: 0) ?? 0
        #expect(self.answer(&table, number, "2", at: 1) == "foreign")
        #expect(self.answer(&table, 99, "1", at: 1) == "foreign")
        #expect(self.answer(&table, number, "1", at: 1) == "final a 0")
        #expect(self.answer(&table, number, "2", at: 2) == "foreign")
    }

    @Test("parts keep a call alive and are counted")
    func parts() {
        var table = Table(limit: 10)
        let number = self.begin(&table, "1", "a", at: 0) ?? 0
        #expect(self.answer(&table, number, "1", part: true, at: 20) == "part a 1")
        let early = table.expire(now: Self.at(30))
        #expect(early.over.isEmpty)
        #expect(early.next == Self.at(50))
        #expect(self.answer(&table, number, "1", part: true, at: 49) == "part a 2")
        #expect(self.answer(&table, number, "1", at: 60) == "final a 2")
        #expect(table.expire(now: Self.at(200)).over.isEmpty)
    }

    @Test("a call whose time is up is over; its answer is late then")
    func expiry() {
        var table = Table(limit: 10)
        let number = self.begin(&table, "1", "a", at: 0) ?? 0
        _ = self.begin(&table, "1", "b", at: 5)
        #expect(table.expire(now: Self.at(29)).over.isEmpty)
        let due = table.expire(now: Self.at(30))
        #expect(due.over.map(\.waiter) == ["a"])
        #expect(due.next == Self.at(35))
        #expect(table.expire(now: Self.at(31)).over.isEmpty)
        #expect(table.expire(now: Self.at(35)).next == nil)
        #expect(self.answer(&table, number, "1", at: 32) == "late")
        #expect(self.answer(&table, number, "1", part: true, at: 33) == "late")
    }

    @Test("with the last link of a bot its calls are over, those of others go on")
    func lost() {
        var table = Table(limit: 10)
        let number = self.begin(&table, "1", "a", at: 0) ?? 0
        _ = self.begin(&table, "2", "b", at: 0)
        _ = self.begin(&table, "1", "c", at: 0)
        #expect(table.botLost("1").map(\.waiter) == ["a", "c"])
        #expect(table.openByBot == ["2": 1])
        #expect(self.answer(&table, number, "1", at: 1) == "late")
    }

    @Test("no more than allowed wait, and what ended is forgotten in turn")
    func bounds() {
        var table = Table(limit: 2)
        _ = self.begin(&table, "1", "a", at: 0)
        let second = self.begin(&table, "1", "b", at: 0) ?? 0
        #expect(self.begin(&table, "1", "c", at: 0) == nil)
        #expect(self.answer(&table, second, "1", at: 1) == "final b 0")
        for _ in 0..<Table.remembered {
            let number = self.begin(&table, "1", "x", at: 1) ?? 0
            #expect(self.answer(&table, number, "1", at: 1) == "final x 0")
        }
        #expect(self.answer(&table, second, "1", at: 2) == "foreign")
    }

    @Test(
        "an echo is read back only in the form it was written",
        arguments: [
            (#""obz-12""#, 12), (#""obz-0""#, 0), (#""obz-""#, nil), (#""obz-1x""#, nil), (#""oby-12""#, nil),
            ("12", nil),
            (#""obz-9999999999999999999999""#, nil), ("null", nil), ("{}", nil), (#""""#, nil),
        ] as [(String, Int?)]
    )
    func echo(text: String, number: Int?) {
        let echo = CallEcho(run: 35)
        #expect(echo.text(12) == "obz-12")
        let frame = Array(text.utf8)
        #expect(frame.withUnsafeBytes { echo.number(in: $0, 0..<frame.count) } == number)
    }

    @Test(
        "what moves files may take longer",
        arguments: [
            ("get_login_info", false), ("send_group_msg", false), ("upload_group_file", true),
            ("send_group_forward_msg", true), ("get_file", true), ("download_file_stream", true),
            ("get_file_async", true), ("get_status_async", false), ("_async", false), ("", false),
        ]
    )
    func patience(action: String, isLong: Bool) {
        #expect(CallPatience.time(for: action) == (isLong ? CallPatience.long : CallPatience.usual))
    }
}
