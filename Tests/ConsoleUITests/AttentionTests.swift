import ConsoleUI
import Foundation
import Snapshot
import Terminal
import Testing

@Suite struct AttentionTests {
    static let causes = [
        "HS-01", "HS-03", "HS-06", "HS-09", "HS-11", "TLS-01", "AUTH-01", "AUTH-02", "AUTH-03", "AUTH-04", "AUTH-05",
        "AUTH-06", "AUTH-07", "AUTH-08", "AUTH-09", "AUTH-10", "SEC-05", "ID-01", "ID-03", "ID-05", "SEC-03", "SYS-04",
        "FULL", "PAUSED", "OPS-07", "HS-07x",
    ]

    static func refused(_ cause: String, count: Int = 3, keyLength: Int? = 12, ago: Double = 4) -> AttentionFacts {
        .refused(
            cause: cause,
            address: "10.0.0.9",
            path: "/ws/api",
            keyLength: keyLength,
            count: count,
            lastAt: now.addingTimeInterval(-ago)
        )
    }

    @Test("Every cause has its own sentence and steps in both languages", arguments: Language.allCases)
    func sentences(_ language: Language) {
        var seen: [String: RefusalCause] = [:]
        for cause in RefusalCause.allCases {
            let text = language.phrases.refusal(cause, address: "10.0.0.9", path: "/ws", right: "/onebot/v11/ws")
            #expect(text.contains("10.0.0.9"))
            #expect(seen.updateValue(cause, forKey: text) == nil, "\(text)")
            #expect(!language.phrases.refusalSteps(cause, right: "/onebot/v11/ws").isEmpty)
            #expect((language == .chinese) == text.contains { $0 > "\u{2E7F}" })
        }
    }

    @Test("The screen shows the id and the sentence of a cause, errors and notices with their signs", arguments: causes)
    func shown(_ cause: String) {
        let screen = Screen(Fixture.snapshot { $0.attention = [Self.refused(cause)] })
        let sign = cause == "HS-09" || cause == "HS-11" ? "·" : "✗"
        #expect(screen.text.contains("\(sign) \(cause)"))
        #expect(screen.text.contains("10.0.0.9"))
        #expect(screen.frame.grid.text(row: 0).contains("⚠ 1") == (sign == "✗"))
    }

    @Test("Another key is told with both lengths, count and time, wrapped where it is long")
    func anotherKey() {
        let screen = Screen(Fixture.snapshot { $0.attention = [Self.refused("AUTH-03")] })
        #expect(screen.text.contains("✗ AUTH-03  10.0.0.9 sends another key (12 characters, ours has 32; 3 times, "))
        #expect(screen.text.contains("last 4 s ago)"))
        let once = Screen(Fixture.snapshot { $0.attention = [Self.refused("AUTH-01", count: 1)] })
        #expect(once.text.contains("10.0.0.9 sends no access key (4 s ago)"))
    }

    @Test(
        "Chinese says the same",
        arguments: [("AUTH-03", "的密钥不一致（对方 12 位，本机 32 位；3 次，"), ("AUTH-09", "旧密钥"), ("HS-01", "/ws/api")]
    )
    func chinese(_ cause: String, _ words: String) {
        let screen = Screen(Fixture.snapshot { $0.attention = [Self.refused(cause)] }, language: .chinese)
        #expect(screen.text.contains(words))
    }

    @Test(
        "A listener that failed stands in the first line and in the box, with its owner and the way out",
        arguments: [
            (
                ListenProblem?.some(.inUse(port: 8021, owner: ProcessFacts(pid: 812, name: "nginx"))), "port in use",
                "nginx (pid 812)"
            ),
            (.inUse(port: 8021, owner: nil), "port in use", "another program"),
            (.notPermitted(port: 80), "not permitted", "below 1024"),
            (.addressNotHere(host: "192.0.2.7"), "not an address of this host", "192.0.2.7"),
            (.other("out of sockets"), "not listening", "out of sockets"), (nil, "not listening", "does not listen"),
        ]
    )
    func listener(_ problem: ListenProblem?, _ short: String, _ long: String) {
        let failed = ListenerFacts(host: "0.0.0.0", port: 8021, state: .failed, problem: problem)
        var screen = Screen(
            Fixture.snapshot { snapshot in
                snapshot.endpoint.listeners = [failed]
                snapshot.attention = [.listenerFailed(failed)]
            }
        )
        #expect(screen.frame.grid.text(row: 0).contains("✗ 0.0.0.0:8021 \(short)"))
        #expect(screen.text.contains(long))
        screen.press(.tab, .enter)
        #expect(screen.text.contains("1. "))
    }

    @Test("Without a key asked for, it is said that anybody may come")
    func anonymous() {
        let screen = Screen(Fixture.snapshot { $0.attention = [.anonymousAllowed] })
        #expect(screen.text.contains("✗ SEC-01"))
        #expect(screen.text.contains("8021"))
    }

    @Test("The cursor stays on its line while counts and order change")
    func identity() {
        var screen = Screen(Fixture.snapshot { $0.attention = [Self.refused("HS-01"), Self.refused("ID-05")] })
        screen.press(.tab)
        screen.type("j")
        screen.send(
            .snapshot(
                Fixture.snapshot { snapshot in
                    snapshot.attention = [
                        Self.refused("ID-05", count: 9), Self.refused("AUTH-01"), Self.refused("HS-01"),
                    ]
                }
            )
        )
        screen.press(.enter)
        #expect(screen.text.contains("┌ ID-05"))
    }
}
