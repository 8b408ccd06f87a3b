import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot

/// Diagnoses to draw.
enum FindingFixture {
    /// A bot that sends the key of before.
    static func oldKey(
        _ address: String,
        _ severity: Severity = .error,
        _ certainty: Certainty = .proved,
        count: Int = 12,
        ago: Double = 3,
        remedy: Remedy? = .acceptPreviousKey
    ) -> Finding {
        Finding(
            subject: .address(address),
            symptom: .attempt(
                .key(
                    .retired(at: now.addingTimeInterval(-7200), graceEndsAt: nil),
                    Caller(userAgent: "OneBot/11", selfIDs: ["1000010002"])
                )
            ),
            severity: severity,
            certainty: certainty,
            since: now.addingTimeInterval(-ago - 590),
            last: now.addingTimeInterval(-ago),
            count: count,
            remedy: remedy
        )
    }

    static func offline(_ selfID: String = "1000010001", reason: String = "kicked", remedy: Remedy? = nil) -> Finding {
        Finding(
            subject: .bot(selfID),
            symptom: .session(.accountOffline(reason: reason)),
            severity: .error,
            certainty: .proved,
            since: now.addingTimeInterval(-250),
            last: now,
            remedy: remedy
        )
    }

    static func defaultPort(remedy: Remedy? = .usePort(8022)) -> Finding {
        Finding(
            subject: .listener(host: "0.0.0.0", port: 8021),
            symptom: .machine(.defaultPort(address: "203.0.113.7")),
            severity: .notice,
            certainty: .likely,
            since: now.addingTimeInterval(-3600),
            last: now,
            remedy: remedy
        )
    }

    static func diagnosis(_ findings: [Finding]) -> Diagnosis {
        Diagnosis(
            takenAt: now,
            findings: findings,
            checks: self.checks,
            port: 8021,
            path: "/onebot/v11/ws",
            keyLength: 32
        )
    }

    static let checks: [Check] = [
        Check(.listener, .good), Check(.selfTest, .good, detail: "4/4"), Check(.disk, .good), Check(.memory, .good),
        Check(.descriptors, .good), Check(.clock, .bad), Check(.journal, .unknown),
        Check(.firewall, .unknown, detail: "ufw"), Check(.doorbell, .unknown),
    ]

    /// As the design's mock-up has it.
    static let typical = diagnosis([oldKey("10.0.0.9"), defaultPort()])
    static let nothing = diagnosis([])

    /// Every severity, certainty and kind of subject.
    static let mixed = diagnosis([
        offline(), oldKey("10.0.0.9"),
        oldKey("172.18.0.7", .warning, .likely, count: 1, ago: 400, remedy: .release("172.18.0.7")),
        oldKey("2001:db8:85a3::8a2e:370:7334", .warning, .unseen, count: 100_000, remedy: nil), defaultPort(),
        oldKey("192.168.1.77", .notice, .proved, count: 2, ago: 90_000, remedy: .block("192.168.1.77")),
    ])

    static let long = diagnosis(
        (0..<1000).map { number in
            oldKey("10.\(number / 250).1.\(number % 250)", number < 400 ? .error : number < 800 ? .warning : .notice)
        }
    )

    /// Texts as somebody would send them who wants to break the screen or to learn the key.
    static let hostile: Diagnosis = {
        let wide = String(repeating: "家族", count: 400)
        let finding = Finding(
            subject: .address(Fixture.hostile),
            symptom: .attempt(
                .key(
                    .retired(at: Date(timeIntervalSince1970: 1e300), graceEndsAt: nil),
                    Caller(userAgent: Fixture.hostile + testKey.exposed, selfIDs: ["\u{1B}[2J"])
                )
            ),
            severity: .error,
            certainty: .proved,
            since: .distantFuture,
            last: .distantPast,
            count: -4,
            remedy: .addAlias("/\u{202E}\(testKey.exposed)\u{1B}]0;x\u{7}" + wide)
        )
        var diagnosis = Self.diagnosis([
            finding, offline(Fixture.hostile, reason: wide), offline("1", reason: testKey.exposed),
        ])
        diagnosis.checks[7].detail = Fixture.hostile
        return diagnosis
    }()

    /// With one remedy that stands alone.
    static func with(_ remedy: Remedy?) -> Diagnosis {
        self.diagnosis([self.oldKey("10.0.0.9", remedy: remedy)])
    }

    static let selfTest = SelfTestFacts(
        takenAt: now.addingTimeInterval(-2),
        checks: [
            .init(
                address: "127.0.0.1",
                port: 8021,
                network: .loopback,
                question: .rightKey,
                answer: .asExpected(milliseconds: 3.1)
            ),
            .init(
                address: "127.0.0.1",
                port: 8021,
                network: .loopback,
                question: .wrongKey,
                answer: .asExpected(milliseconds: 1)
            ),
            .init(
                address: "203.0.113.7",
                port: 8021,
                network: .public,
                question: .rightKey,
                answer: .asExpected(milliseconds: 4)
            ),
            .init(
                address: "203.0.113.7",
                port: 8021,
                network: .public,
                question: .wrongKey,
                answer: .asExpected(milliseconds: 2)
            ),
            .init(address: "172.17.0.1", port: 8021, network: .containerBridge, question: .rightKey, answer: .timedOut),
            .init(
                address: "172.17.0.1",
                port: 8021,
                network: .containerBridge,
                question: .wrongKey,
                answer: .notReached("Connection refused")
            ),
            .init(address: "::1", port: 8021, network: .loopback, question: .rightKey, answer: .somebodyElse),
            .init(address: "::1", port: 8021, network: .loopback, question: .wrongKey, answer: .status(101)),
        ]
    )

    static let alarms = [
        AlarmFacts(
            index: 0,
            on: ["LIVE-08", "AUTH"],
            isCommand: true,
            target: "notify.sh",
            state: .done(at: now.addingTimeInterval(-60), milliseconds: 212)
        ),
        AlarmFacts(
            index: 1,
            on: ["LIVE-08"],
            isCommand: false,
            target: "hooks.example.org",
            state: .failed(
                at: now.addingTimeInterval(-90_000),
                reason: "hooks.example.org answered 410; ask the one who runs it for a new address of the webhook"
            ),
            pending: 3
        ),
        AlarmFacts(index: 2, on: ["SYS"], isCommand: true, target: "page-me", state: .running),
        AlarmFacts(
            index: 3,
            on: ["EVT"],
            isCommand: true,
            target: "gone",
            brokenReason: "there is no program /opt/gone; correct its path in the settings file"
        ),
    ]
}
