import NapCat
import OneBot
import Testing

@Suite("Of the entries that lead here one stays on")
struct DuplicatePlanTests {
    private static let url = "ws://127.0.0.1:8021/onebot/v11/ws"

    /// Entries, which of them are off after each document, and which one stays.
    struct Case: Sendable, CustomTestStringConvertible {
        let entries: [String]
        let off: [[Int]]
        let kept: String
        var testDescription: String { self.entries.joined(separator: " ") }
        init(_ entries: [String], off: [[Int]], kept: String) {
            (self.entries, self.off, self.kept) = (entries, off, kept)
        }
    }

    private static func document(_ entries: [String]) -> String {
        "{network: {websocketClients: [\n  \(entries.joined(separator: ", // more\n  "))\n]}} // end"
    }

    static let cases: [Case] = [
        Case(["", "name: 'b'"], off: [[1]], kept: "a"),
        Case(["", "name: 'onebot-console'", "name: 'c'"], off: [[1, 2]], kept: "a"),
        Case(["url: 'ws://127.0.0.1:8021/x'", "name: 'b'", "name: 'c'"], off: [[0, 2]], kept: "b"),
        Case(["url: 'ws://[::1]:8021/'", "name: 'b'", "name: 'c'"], off: [[2]], kept: "b"),
        Case(
            ["", "name: 'b', url: 'ws://127.0.0.1:6199/'", "name: 'c', token: 'x'", "name: 'd'"],
            off: [[3]],
            kept: "a"
        ),
        Case(["", "messagePostFormat: 'array'"], off: [[0]], kept: "a"),
    ]

    @Test("and nothing but the switches of the others changes", arguments: cases)
    func switchesOff(_ example: Case) throws {
        let entries = example.entries.map(ClientFaultCase.entry)
        let before = Self.document(entries)
        let plan = try ConnectionPlan(before)
        let after = example.off.map { off in
            Self.document(
                entries.enumerated().map { index, entry in
                    off.contains(index) ? entry.replacing("enable: true", with: "enable: false") : entry
                }
            )
        }
        #expect(plan.texts == after)
        #expect(plan.entryName == example.kept)
        // The one that stays is not dialled anew.
        #expect(!plan.reconnects)
        #expect(!plan.isSatisfied(by: Array(before.utf8)))
        #expect(plan.isSatisfied(by: plan.fileDocument ?? []))
        #expect(try ConnectionPlan(plan.texts.last ?? "").documents.isEmpty)
    }

    @Test("also where that one is mended, and all of it is shown")
    func mends() throws {
        let old = "'ws://127.0.0.1:8021/x'"
        let plan = try ConnectionPlan(
            Self.document([ClientFaultCase.entry("url: \(old)"), ClientFaultCase.entry("name: 'b', url: \(old)")])
        )
        let clients = try plan.documents.map { try NetworkConfiguration($0).clients }
        #expect(clients.map { $0.map(\.isEnabled) } == [[false, false], [true, false]])
        #expect(clients.last?.map(\.url) == [Self.url, "ws://127.0.0.1:8021/x"])
        #expect(plan.reconnects)
        #expect(
            plan.lines == [
                DiffLine(.kept, #""name": "a""#),
                DiffLine(.removed, #""url": "ws://127.0.0.1:8021/x""#), DiffLine(.added, #""url": "\#(Self.url)""#),
                DiffLine(.kept, #""name": "b""#),
                DiffLine(.removed, #""enable": true"#), DiffLine(.added, #""enable": false"#),
                DiffLine(.kept, #""url": "ws://127.0.0.1:8021/x""#),
            ]
        )
    }

    @Test("and both are shown where that one stays as it is")
    func lines() throws {
        let plan = try ConnectionPlan(
            Self.document([
                ClientFaultCase.entry(""), ClientFaultCase.entry("name: 'b', token: '\(ClientFaultCase.key)'"),
            ])
        )
        #expect(
            plan.lines == [
                DiffLine(.kept, #""name": "a""#), DiffLine(.kept, #""url": "\#(Self.url)""#),
                DiffLine(.kept, #""name": "b""#),
                DiffLine(.removed, #""enable": true"#), DiffLine(.added, #""enable": false"#),
                DiffLine(.kept, #""url": "\#(Self.url)""#),
            ]
        )
    }
}
