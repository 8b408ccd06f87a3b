import Control
import Foundation
import OneBot
import Snapshot
import Testing

@testable import Console

@Suite("The command napcat")
struct NapCatCommandTests {
    /// Answers every question alike, and keeps what was asked.
    private struct FixedConsent: Consent {
        let answer: Bool?
        func ask(_ question: String) -> Bool? { self.answer }
    }

    private static func document(_ states: [String]) -> NapCatDocument {
        NapCatDocument(
            webUI: "http://127.0.0.1:6099",
            steps: states.enumerated().map { index, state in
                NapCatDocument.Step(
                    number: index + 1,
                    id: "step\(index)",
                    state: state,
                    label: "Label \(index)",
                    evidence: "seen \(index)",
                    explanation: state == "failed" ? String(repeating: "what to do now ", count: 8) : ""
                )
            },
            address: "ws://127.0.0.1:8021/onebot/v11/ws",
            look: NapCatLook(takenAt: Date(timeIntervalSince1970: 0), webUI: .up(milliseconds: 1)),
            trouble: nil
        )
    }

    private static func preview(_ lines: [ConnectionPreview.Line]) -> ConnectionPreview {
        ConnectionPreview(
            number: 3,
            way: .webUI,
            account: "1000010001",
            entry: "onebot-console",
            isNew: true,
            reconnects: false,
            lines: lines
        )
    }

    private static let lines: [ConnectionPreview.Line] = [.init(.removed, "off"), .init(.added, "on")]

    @Test("status shows the six steps, what is wrong below, and the address; as JSON it is the console's own")
    func status() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.giveNapCat(Self.document(["done", "warning", "failed", "waiting"]))
            try await fixture.withConsole(console) {
                #expect(await NapCatCommand(fixture.context).status(asJSON: false) == 0)
                let lines = fixture.output.lines
                #expect(
                    Array(lines.prefix(3)) == [
                        "NapCat  http://127.0.0.1:6099", "✓ 1 Label 0  seen 0", "⚠ 2 Label 1  seen 1",
                    ]
                )
                #expect(lines.contains("✗ 3 Label 2  seen 2") && lines.contains("· 4 Label 3  seen 3"))
                #expect(lines.contains { $0.hasPrefix("3  what to do now") })
                #expect(lines.last == "Address for NapCat  ws://127.0.0.1:8021/onebot/v11/ws")
                #expect(lines.allSatisfy { $0.count <= 79 })
                #expect(await NapCatCommand(fixture.context).status(asJSON: true) == 0)
                let json = try JSONParser.parse(try #require(fixture.output.lines.last).utf8)
                #expect(json["steps"]?.elements?.count == 4)
                #expect(console.wishes == ["look", "look"])
            }
        }
    }

    struct Case: Sendable {
        var isAgreed = false
        var isTrial = false
        var answer: Bool?
        var lines = NapCatCommandTests.lines
        var end = AppliedConnection.End.connected
        var code: Int32
        var isApplied: Bool
    }

    @Test(
        "nothing is changed without a yes, and the exit code is 0 only when what was asked for was done",
        arguments: [
            Case(answer: true, code: 0, isApplied: true),
            Case(answer: false, code: 1, isApplied: false),
            Case(answer: nil, code: 1, isApplied: false),
            Case(isAgreed: true, code: 0, isApplied: true),
            Case(isAgreed: true, end: .written, code: 0, isApplied: true),
            Case(isAgreed: true, end: .awaited, code: 1, isApplied: true),
            Case(isTrial: true, code: 0, isApplied: false),
            Case(isAgreed: true, isTrial: true, code: 0, isApplied: false),
            // Nothing to change needs no yes; whether the bot is there is looked at all the same.
            Case(lines: [], code: 0, isApplied: true),
        ]
    )
    func setup(_ example: Case) async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.answerPlans(.success(Self.preview(example.lines)))
            console.answerApplying(.success(AppliedConnection(sentence: "It ended so.", end: example.end)))
            try await fixture.withConsole(console) {
                let command = NapCatCommand(fixture.context, consent: FixedConsent(answer: example.answer))
                let code = await command.setup(url: nil, isAgreed: example.isAgreed, isTrial: example.isTrial)
                #expect(code == example.code)
                #expect(console.wishes == ["plan -"] + (example.isApplied ? ["apply 3"] : []))
                if !example.lines.isEmpty { #expect(fixture.output.lines.contains("+ on")) }
                let said = fixture.output.lines + fixture.output.notices
                #expect(said.contains { $0.contains("It ended so.") } == example.isApplied)
            }
        }
    }

    @Test("the address to dial is passed on, and why not is told")
    func refusal() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.answerPlans(.failure(BackendRefusal("NapCat is not there.")))
            try await fixture.withConsole(console) {
                let command = NapCatCommand(fixture.context, consent: FixedConsent(answer: true))
                #expect(await command.setup(url: "ws://10.0.0.1:8021", isAgreed: true, isTrial: false) == 1)
                #expect(console.wishes == ["plan ws://10.0.0.1:8021"])
                #expect(fixture.output.notices.contains { $0.contains("NapCat is not there.") })
            }
        }
    }

    @Test("without a running console both say so")
    func offline() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await NapCatCommand(fixture.context).status(asJSON: true) == 3)
            #expect(await NapCatCommand(fixture.context).setup(url: nil, isAgreed: true, isTrial: false) == 3)
            #expect(fixture.output.notices.count == 2)
        }
    }
}
