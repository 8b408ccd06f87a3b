import Control
import Foundation
import OneBot
import Snapshot
import Testing

@testable import Console

@Suite("The command doctor")
struct DoctorCommandTests {
    private static func finding(_ severity: FindingDocument.Severity) -> FindingDocument {
        FindingDocument(
            id: "AUTH-09",
            severity: severity,
            subject: "10.0.0.9",
            title: "10.0.0.9 sends the previous access key",
            evidence: String(repeating: "twelve refused handshakes ", count: 8),
            fix: ["Open NapCat.", "Put the key in."],
            since: Date(timeIntervalSince1970: 1),
            last: Date(timeIntervalSince1970: 2),
            count: 12,
            certainty: "likely",
            clears: "when it connects"
        )
    }

    private static func document(_ severities: [FindingDocument.Severity]) -> DoctorDocument {
        DoctorDocument(
            isRunning: true,
            checkedAt: Date(timeIntervalSince1970: 3),
            findings: severities.map(self.finding),
            checks: [
                .init(id: "listener", state: "good", detail: ""), .init(id: "selfTest", state: "bad", detail: "1/2"),
            ],
            selfTest: [
                .init(
                    address: "10.0.0.1",
                    port: 8021,
                    question: "rightKey",
                    passed: false,
                    answer: "no answer within 2 s"
                )
            ]
        )
    }

    @Test(
        "the exit code is 0 with nothing wrong or notices alone, 1 for warnings, 2 for errors",
        arguments: [
            ([], 0), ([.notice], 0), ([.notice, .warning], 1), ([.error, .warning], 2),
        ] as [([FindingDocument.Severity], Int32)]
    )
    func exitCode(severities: [FindingDocument.Severity], code: Int32) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.diagnose(Self.document(severities))
            try await fixture.withConsole(console) {
                #expect(await DoctorCommand(fixture.context, asJSON: true).run() == code)
            }
            let json = try JSONParser.parse(try #require(fixture.output.lines.first).utf8)
            #expect(json["findings"]?.elements?.count == severities.count)
        }
    }

    @Test("findings are wrapped lines with what was seen, what to do and what was looked at")
    func text() {
        let lines = DoctorText(CommandPhrases(.english)).lines(Self.document([.error]))
        #expect(lines.first == "✗ AUTH-09  10.0.0.9 sends the previous access key")
        #expect(lines.allSatisfy { $0.count <= 79 })
        #expect(lines.contains("          Likely: the pattern points to it."))
        #expect(lines.contains("  Do      1. Open NapCat."))
        #expect(lines.contains("          2. Put the key in."))
        #expect(lines.contains("Checked  ✓ listener  ✗ self-test 1/2"))
        #expect(lines.contains("  10.0.0.1:8021  no answer within 2 s"))
        let chinese = DoctorText(CommandPhrases(.chinese)).lines(Self.document([]))
        #expect(chinese.first == "从本机能看到的范围内没有发现问题。")
    }

    @Test("without a running console it looks at what can be seen, and a broken settings file is an error")
    func offline() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await DoctorCommand(fixture.context, asJSON: true).run() == 0)
            let json = try JSONParser.parse(try #require(fixture.output.lines.first).utf8)
            #expect(json["running"]?.boolean == false)
            #expect(json["checks"]?.elements?.isEmpty == false)
            #expect(!fixture.output.lines.joined().contains(CommandFixture.key))
        }
    }
}
