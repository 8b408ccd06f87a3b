import NapCat
import OneBot
import Testing

@Suite("What the WebUI leaves out is put back from the file")
struct StoredPlanTests {
    private static let other = "{name: 'x', url: 'wss://10.0.0.9/'}"
    private static let none = "{name: 'y', url: 'wss://10.0.0.9/'}"
    private static let said = "{name: 'z', verifyCertificate: true, url: 'wss://10.0.0.9/'}"

    private static func text(_ entries: String...) -> String {
        "{network: {websocketClients: [\n\(entries.map { "  \($0)" }.joined(separator: ",\n"))\n]}}"
    }

    private static func configuration(_ text: String) throws -> NetworkConfiguration {
        try NetworkConfiguration(Array(text.utf8))
    }

    /// An entry with the field behind its others.
    private static func unchecked(_ entry: String) -> String {
        entry.dropLast() + ", \"verifyCertificate\": false}"
    }

    private static func mended(_ ours: String, _ stored: String) throws -> [String] {
        let read = try Self.configuration(Self.text(Self.other, Self.none, Self.said, ours))
        let target = ClientFaultCase.target()
        let plan = try ConnectionPlan(for: target, in: read, stored: Self.configuration(stored))
        // It is no change, and so none that is shown.
        #expect(plan.lines == (try ConnectionPlan(for: target, in: read)).lines)
        return plan.texts
    }

    @Test(
        "where it is off there, in each document",
        arguments: ["false", "'false'", "0", "null"]
    )
    func putBack(_ value: String) throws {
        let ours = "{name: 'a', enable: true, url: 'ws://127.0.0.1:8021/x', token: '\(ClientFaultCase.key)'}"
        let off = ours.replacing("enable: true", with: "enable: false")
        let good = ours.replacing("'ws://127.0.0.1:8021/x'", with: "\"ws://127.0.0.1:8021/onebot/v11/ws\"")
        let field = "verifyCertificate: \(value)"
        let stored = Self.text(
            "{name: 'z', \(field)}",
            "{name: 'a', \(field)}",
            "{name: 'y', verifyCertificate: true}",
            "{name: 'gone', \(field)}",
            "{name: 'x', \(field)}"
        )
        #expect(
            try Self.mended(ours, stored)
                == [off, good].map { Self.text(Self.unchecked(Self.other), Self.none, Self.said, Self.unchecked($0)) }
        )
        // A made one, and one that others are switched off for.
        let made = try Self.mended("{name: 'b', url: 'ws://127.0.0.1:6199/'}", stored)
        #expect(made.count == 1)
        #expect(made.first?.contains(Self.unchecked(Self.other)) == true)
    }

    @Test("and nowhere else")
    func nothing() throws {
        let ours = "{name: 'a', url: 'ws://127.0.0.1:8021/', token: '\(ClientFaultCase.key)'}"
        let stored = Self.text("{name: 'X', verifyCertificate: false}", "{name: 'y'}", "{name: 'x', enable: false}")
        let texts = try Self.mended(ours, stored)
        #expect(texts.count == 1)
        #expect(texts.first?.hasPrefix("{network: {websocketClients: [\n  \(Self.other),\n  \(Self.none),\n") == true)
        // Nothing is to be done: nothing is saved.
        #expect(try Self.mended(ClientFaultCase.entry(""), Self.text("{name: 'x', verifyCertificate: false}")).isEmpty)
    }

    @Test("but not in more entries than anybody has")
    func tooMany() throws {
        func texts(_ count: Int) throws -> Int {
            let names = (0..<count).map { "{name: '\($0)', url: 'ws://127.0.0.1:6199/'" }
            let read = try Self.configuration(Self.text(names.map { $0 + "}" }.joined(separator: ",")))
            let stored = Self.text(names.map { $0 + ", verifyCertificate: false}" }.joined(separator: ","))
            return try ConnectionPlan(for: ClientFaultCase.target(), in: read, stored: Self.configuration(stored))
                .texts[0].split(separator: "\"verifyCertificate\": false").count - 1
        }
        #expect(try texts(256) == 256)
        #expect(throws: JSON5Problem.tooLarge) { try texts(257) }
    }
}
