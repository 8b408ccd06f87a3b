import NapCat
import OneBot
import Testing

@Suite("A certificate that nobody vouches for")
struct SelfSignedPlanTests {
    private static let url = "wss://127.0.0.1:8021/onebot/v11/ws"

    private static func target(isSelfSigned: Bool = true) -> EndpointTarget {
        var target = ClientFaultCase.target()
        target.url = Self.url
        target.securePorts = [8021]
        target.isSelfSigned = isSelfSigned
        return target
    }

    private static func configuration(_ fields: String) throws -> NetworkConfiguration {
        let entry = ClientFaultCase.entry(fields)
        return try NetworkConfiguration(Array("{network: {websocketClients: [\(entry)]}}".utf8))
    }

    /// What the entry has of itself, what the file says, and what is set: nil where nothing is to be done.
    static let entries: [(String, String?, Bool?)] = [
        ("url: '\(Self.url)', verifyCertificate: true", nil, false),
        ("url: '\(Self.url)', verifyCertificate: false", nil, nil),
        // The WebUI leaves it out.
        ("url: '\(Self.url)'", nil, nil),
        ("url: '\(Self.url)'", "verifyCertificate: false", nil),
        ("url: '\(Self.url)'", "verifyCertificate: true", false),
        ("url: '\(Self.url)'", "debug: false", false),
        // Another scheme: the switch goes with the new URL.
        ("debug: false", nil, false),
    ]

    @Test("the entry must not verify it, and the change is shown", arguments: Self.entries)
    func mended(_ fields: String, _ stored: String?, _ value: Bool?) throws {
        let configuration = try Self.configuration(fields)
        let file = try stored.map { try Self.configuration($0) }
        let plan = try ConnectionPlan(for: Self.target(), in: configuration, stored: file)
        let shown = plan.lines.contains { $0.kind == .added && $0.text == "\"verifyCertificate\": false" }
        #expect(shown == (value == false), "\(plan.lines)")
        guard value != nil else {
            #expect(plan.documents.isEmpty)
            return
        }
        let last = try NetworkConfiguration(plan.documents.last ?? [])
        #expect(last.clients.first?.verifiesCertificate == false && last.clients.first?.url == Self.url)
        #expect(plan.isSatisfied(by: plan.documents.last ?? []))
        // NapCat uses it for the next connection alone.
        #expect(plan.reconnects && plan.documents.count == 2)
    }

    @Test("a new entry has the switch off, and for a certificate of an authority on", arguments: [true, false])
    func made(isSelfSigned: Bool) throws {
        let empty = try NetworkConfiguration(Array("{network: {}}".utf8))
        let plan = try ConnectionPlan(for: Self.target(isSelfSigned: isSelfSigned), in: empty)
        #expect(plan.lines.contains { $0.text == "\"verifyCertificate\": \(!isSelfSigned)" })
    }

    @Test("an entry that verifies it is told")
    func judged() throws {
        let configuration = try Self.configuration("url: '\(Self.url)', verifyCertificate: true")
        #expect(configuration.judged(against: Self.target()).first?.faults == [.verifiesCertificate])
        #expect(configuration.judged(against: Self.target(isSelfSigned: false)).first?.faults == [])
    }
}
