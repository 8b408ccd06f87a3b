import Foundation
import OneBot
import Snapshot
import Testing

@testable import Alarms

@Suite struct AlarmTextTests {
    @Test(arguments: [
        (["LIVE-08"], "LIVE-08", true), (["LIVE-08"], "LIVE-0", false), (["LIVE-08"], "LIVE-081", false),
        (["LIVE"], "LIVE-08", true), (["LIVE"], "LIVENESS-08", false), (["AUTH", "LIVE-08"], "LIVE-08", true),
        (["AUTH", "LIVE-08"], "AUTH-11", true), (["AUTH", "LIVE-08"], "LIVE-07", false), ([], "LIVE-08", false),
        (["LIVE"], "", false), (["LIVE"], "LIVE", true), (["live"], "LIVE-08", false),
    ])
    func rulesMatch(_ on: [String], _ id: String, _ matches: Bool) {
        #expect(AlarmRule(on: on, action: .command(["/bin/true"])).matches(id) == matches)
    }

    @Test func ruleShowsNoAddress() {
        let rule = AlarmRule(on: ["LIVE"], action: .webhook(Secret("https://h.example/token-in-it")))
        #expect(!String(reflecting: rule).contains("token-in-it".prefix(5)))
    }

    @Test func queueDropsTheOldest() {
        var queue = AlarmQueue(limit: 64)
        let dropped = (0..<70).map { queue.append(.appeared("HS-01", "\($0)")) }
        #expect(dropped.reduce(0, +) == 6)
        #expect(queue.dropped == 6 && queue.count == 64)
        #expect(queue.next()?.finding.subject == "6")
        queue.clear()
        #expect(queue.next() == nil && queue.dropped == 6)
    }

    @Test func messageHasEveryMember() throws {
        let finding = AlarmFinding.sample(title: "Offline\u{202E}\n\"now\"", evidence: "a\u{0}b")
        let notice = AlarmNotice(finding, .cleared, repeats: 2)
        let bytes = AlarmMessage(notice: notice, host: "box", language: .english).bytes
        #expect(bytes.last == 0x0A && !bytes.dropLast().contains(0x0A))
        let object = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["change"] as? String == "cleared")
        #expect(object["id"] as? String == "LIVE-08")
        #expect(object["severity"] as? String == "error")
        #expect(object["subject"] as? String == "1000010001")
        #expect(object["title"] as? String == "Offline\u{202E}\n\"now\"")
        #expect(object["evidence"] as? String == "a\u{0}b")
        #expect(object["fix"] as? [String] == ["Log in again."])
        #expect(object["since"] as? String == "2023-11-14T22:13:20.000Z")
        #expect(object["last"] as? String == "2023-11-14T22:14:20.500Z")
        #expect(object["count"] as? Int == 3 && object["repeats"] as? Int == 2)
        #expect(object["host"] as? String == "box")
        #expect(
            object["text"] as? String
                == "[box] Cleared: LIVE-08 1000010001: Offline \"now\" (came and went 2 more times)"
        )
        #expect(object.count == 13)
    }

    @Test(arguments: [
        ("", 5, ""), ("  \n", 5, ""), ("a\r\n\tb ", 5, "a b"), ("abcdef", 5, "abcde…"), ("abcde", 5, "abcde"),
        ("a\u{1B}[2Jb", 9, "a [2Jb"), ("a\u{202E}b", 9, "a b"), ("abcd e", 5, "abcd…"), ("你好\n世界", 9, "你好 世界"),
    ])
    func linesAreOne(_ text: String, _ limit: Int, _ line: String) {
        #expect(oneLine(text, limit: limit) == line)
    }

    @Test func outputKeepsItsEnd() {
        var tail = OutputTail(limit: 8)
        #expect(tail.text.isEmpty)
        tail.append(Array("12345".utf8))
        #expect(tail.text == "12345")
        tail.append(Array("6789".utf8))
        #expect(tail.text == "…23456789")
        tail.append(Array(repeating: UInt8(ascii: "x"), count: 100))
        #expect(tail.text == "…xxxxxxxx")
        tail.append([0xE4, 0xBD])
        #expect(tail.text.hasPrefix("…xxxxxx"))
    }

    @Test(
        arguments: [
            ("7", 7), (" 120", 120), ("99999999999999999999", 1_000_000_000), ("-1", nil), ("soon", nil), ("", nil),
            ("Tue, 14 Nov 2023 22:14:20 GMT", 60), ("Tue, 14 Nov 2023 22:00:00 GMT", 0),
        ] as [(String, Int?)]
    )
    func retryAfter(_ header: String, _ seconds: Int?) {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        #expect(WebhookAction.delay(header, from: now) == seconds.map { .seconds($0) })
    }

    @Test(arguments: Language.allCases)
    func everyFailureHasWords(_ language: Language) {
        let phrases = AlarmPhrases(language)
        let faults: [AlarmNetworkFault] = [
            .nameUnknown, .refused, .unreachable, .closed, .noAnswer(after: .seconds(10)), .tls, .notHTTP,
            .badAddress, .other("x"),
        ]
        let failures: [AlarmFailure] =
            [2, 8, 13, 12].map { .couldNotStart(errno: $0) }
            + [.exit(code: 3), .killedBySignal(9), .timedOut(after: .seconds(10)), .stopped]
            + [301, 404, 400, 429, 500].map { .httpStatus($0) } + faults.map { .network($0) }
        let texts = failures.map { failure in
            phrases.outcome(
                AlarmOutcome(time: Date(), id: "A", subject: "", change: .test, result: .failed(failure))
            )
        }
        #expect(Set(texts).count == failures.count)
        for text in texts {
            #expect(text.hasSuffix(language == .english ? "." : "。"))
            #expect(!text.contains("  "))
        }
    }

    @Test func outcomesAreWorded() {
        func words(_ language: Language, _ result: AlarmOutcome.Result, retry: Duration? = nil) -> String {
            AlarmPhrases(language).outcome(
                AlarmOutcome(time: Date(), id: "A", subject: "", change: .appeared, result: result, retry: retry)
            )
        }
        #expect(words(.english, .done(milliseconds: 12)) == "Told in 12 ms.")
        #expect(
            words(.english, .failed(.httpStatus(500)), retry: .seconds(30))
                == "The webhook answered 500. It is tried again in 30 s."
        )
        #expect(
            words(.chinese, .failed(.httpStatus(502)), retry: .seconds(300)) == "Webhook 返回 502。将在 5 分钟后重试。"
        )
        #expect(
            words(.english, .failed(.exit(code: 3)))
                == "The command ended with code 3. What it printed is in the log."
        )
    }
}
