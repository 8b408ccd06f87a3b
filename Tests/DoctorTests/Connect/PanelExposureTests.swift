import Doctor
import DoctorTesting
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("Who can reach NapCat's WebUI, and our own port")
struct PanelExposureTests {
    private static let publicAddress = "203.0.113.7"

    /// NapCat's bot is here; its WebUI listens on this address.
    private static func open(
        _ name: String,
        _ expected: [String] = [],
        on hosts: String...,
        port: Int = 6099,
        look: NapCatLook = .healthy(),
        _ change: (inout Evidence) -> Void = { $0.machine?.add(publicAddress, .public) }
    ) -> NapCatCase {
        NapCatCase(name, expected, look: look, bots: [.napcat()]) { evidence in
            evidence.machine?.listening += hosts.map { .init(address: $0, port: port) }
            change(&evidence)
        }
    }

    private static func inCloud(_ evidence: inout Evidence) {
        evidence.machine?.cloud = "Tencent Cloud"
        evidence.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "198.51.100.9")]
    }

    private static let sec07 = "SEC-07 warning likely 0.0.0.0:6099"
    private static let sec06 = "SEC-06 notice proved 0.0.0.0:6099"
    private static let down: NapCatLook = .healthy { $0.webUI = .down(.timedOut(seconds: 3)) }

    private static let rows: [NapCatCase] = [
        open("everywhere", [sec07, sec06], on: "0.0.0.0"),
        open("everywhere by IPv6", ["SEC-07 warning likely [::]:6099", "SEC-06 notice proved [::]:6099"], on: "::"),
        open(
            "on the public address alone",
            ["SEC-07 warning likely 203.0.113.7:6099", "SEC-06 notice proved 203.0.113.7:6099"],
            on: publicAddress
        ),
        open("on loopback", on: "127.0.0.1", "::1"),
        open("on the LAN", on: "192.168.1.20"),
        open("on docker0", on: "172.17.0.1"),
        open("nothing is seen to listen"),
        open("everywhere by IPv4, the public address is IPv6", on: "0.0.0.0") {
            $0.machine?.add("2001:db8::7", .public, prefix: 64)
        },
        open(
            "everywhere by IPv6, the public address is IPv6",
            ["SEC-07 warning likely [::]:6099", "SEC-06 notice proved [::]:6099"],
            on: "::"
        ) {
            $0.machine?.add("2001:db8::7", .public, prefix: 64)
        },
        open("no public address", on: "0.0.0.0") { _ in },
        open("a carrier's NAT", on: "0.0.0.0") { $0.machine?.add("100.64.0.9", .tailnet) },
        open("another port", ["SEC-07 warning likely 0.0.0.0:26099"], on: "0.0.0.0", port: 26_099) {
            $0.machine?.add(publicAddress, .public)
            $0.snapshot.napcat.webUI = "http://127.0.0.1:26099/webui"
        },
        open("the WebUI of another machine", on: "0.0.0.0") {
            $0.machine?.add(publicAddress, .public)
            $0.snapshot.napcat.webUI = "http://192.168.1.99:6099/webui"
        },
        open("by this machine's own address", [sec07, sec06], on: "0.0.0.0") {
            $0.machine?.add(publicAddress, .public)
            $0.snapshot.napcat.webUI = "http://192.168.1.20:6099/webui"
        },
        open("by a name", [sec07, sec06], on: "0.0.0.0") {
            $0.machine?.add(publicAddress, .public)
            $0.snapshot.napcat.webUI = "http://localhost:6099/webui"
        },
        open("not looked at this machine yet", on: "0.0.0.0") { $0.machine = nil },
        // What does not answer may be another program: the port alone is told.
        open("it does not answer", ["PANEL-01 notice proved 127.0.0.1:6099", sec06], on: "0.0.0.0", look: down),
        NapCatCase("another program, and no sign of NapCat", look: .nothing) {
            $0.machine?.listening.append(.init(address: "0.0.0.0", port: 6099))
            $0.machine?.add(publicAddress, .public)
        },
        // Providers
        open(
            "the provider's address leads here",
            [sec07, "SEC-06 notice likely 0.0.0.0:6099"],
            on: "0.0.0.0"
        ) { inCloud(&$0) },
        open("a provider, and an operator of the LAN", on: "0.0.0.0") {
            inCloud(&$0)
            $0.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "192.168.1.3")]
        },
        open("a provider, on docker0", on: "172.17.0.1") { inCloud(&$0) },
        open(
            "a provider, on the LAN's address",
            ["SEC-07 warning likely 192.168.1.20:6099", "SEC-06 notice likely 192.168.1.20:6099"],
            on: "192.168.1.20"
        ) { inCloud(&$0) },
        open("a provider, on loopback", on: "127.0.0.1") { inCloud(&$0) },
        open("an operator from the internet, no provider", on: "0.0.0.0") {
            inCloud(&$0)
            $0.machine?.cloud = nil
        },
    ]

    @Test("the WebUI", arguments: rows)
    func observe(_ row: NapCatCase) {
        let observed = NapCatRule().observe(row.evidence)
        #expect(MachineCase.summary(observed) == row.expected)
    }

    // MARK: - Who decides on the port

    private static let owners:
        [(name: String, process: String?, contained: Bool, look: NapCatLook, NapCatSymptom.PanelPort)] = [
            ("a container", nil, false, .healthy(), .published),
            (
                "a container with this machine's network", nil, false,
                .healthy { $0.container?.usesHostNetwork = true }, .own
            ),
            (
                "an old container, and a NapCat beside it", "qq", false, .healthy { $0.container?.state = "exited" },
                .own
            ),
            (
                "no engine, and the engine's proxy listens", "docker-proxy", false, .healthy { $0.container = nil },
                .published
            ),
            ("no engine, and QQ listens", "qq", true, .healthy { $0.container = nil }, .own),
            ("no engine, who listens is not seen", nil, false, .healthy { $0.container = nil }, .own),
            ("no engine, and bots in containers", nil, true, .healthy { $0.container = nil }, .published),
        ]

    @Test("who decides on the WebUI's port, and what the guide offers for it", arguments: owners.indices)
    func port(_ index: Int) {
        let (name, process, isContained, look, expected) = Self.owners[index]
        let row = Self.open(name, on: "0.0.0.0", look: look) { evidence in
            evidence.machine?.add(Self.publicAddress, .public)
            evidence.machine?.listening[2].process = process.map { ProcessFacts(pid: 7, name: $0) }
            if isContained { evidence.machine?.containedBots = [ProcessFacts(pid: 8, name: "qq")] }
        }
        var examiner = Examiner()
        let findings = examiner.examine(row.evidence).findings
        let ports = findings.compactMap { finding -> NapCatSymptom.PanelPort? in
            switch finding.symptom {
            case .napcat(.panelOpen(_, _, _, let port)), .napcat(.defaultPanelPort(_, let port)): port
            default: nil
            }
        }
        #expect(ports == [expected, expected], "\(name)")
        for language in Language.allCases {
            let step = ConnectGuide(row.evidence.snapshot, language: language, findings: findings).steps[0]
            #expect(step.state == .warning && step.explanation.contains("SEC-07"))
            #expect(step.offers == (expected == .own ? [.panelPort] : []), "\(name)")
            // Who gets no key is told the way by hand.
            for word in ["ports:", "NAPCAT_EXPOSE_PORT", "docker compose up -d", "napcat.webui_url"] {
                #expect(step.explanation.contains(word) == (expected == .published), "\(step.explanation)")
            }
        }
    }

    @Test("a WebUI that does not let us in is moved by hand")
    func locked() {
        let row = Self.open("", on: "0.0.0.0", look: .locked { $0.container = nil })
        var examiner = Examiner()
        let findings = examiner.examine(row.evidence).findings
        for language in Language.allCases {
            let step = ConnectGuide(row.evidence.snapshot, language: language, findings: findings).steps[0]
            #expect(step.offers.isEmpty && step.explanation.contains("webui.json"))
        }
    }

    // MARK: - Our own port

    private static func own(_ change: (inout Evidence) -> Void) -> Evidence {
        NapCatCase("", bots: [.napcat()], change).evidence
    }

    @Test(
        "our own default port: by a public address, or a provider's",
        arguments: [
            (own { $0.machine?.add(publicAddress, .public) }, ["SEC-06 notice proved 0.0.0.0:8021"]),
            (own(inCloud), ["SEC-06 notice likely 0.0.0.0:8021"]),
            (
                own {
                    inCloud(&$0)
                    $0.listen("127.0.0.1", "::1")
                }, []
            ),
            (
                own {
                    inCloud(&$0)
                    $0.listen("172.17.0.1")
                }, []
            ),
            (
                own {
                    inCloud(&$0)
                    $0.listen("0.0.0.0", port: 23_456)
                }, []
            ),
            (own { _ in }, []),
        ]
    )
    func ownPort(_ evidence: Evidence, _ expected: [String]) {
        #expect(MachineCase.summary(AccessRule().observe(evidence)) == expected)
    }

    @Test("a high port that is free is offered, in the doctor and in the guide, where it may be changed")
    func freePort() throws {
        var evidence = Self.own { $0.machine?.add(Self.publicAddress, .public) }
        func examined() throws -> (Finding, ConnectStep) {
            var examiner = Examiner()
            let findings = examiner.examine(evidence).findings
            let finding = try #require(findings.first { $0.id == .sec06 })
            return (finding, ConnectGuide(evidence.snapshot, language: .english, findings: findings).steps[4])
        }
        let (finding, step) = try examined()
        guard case .usePort(let port) = finding.remedy else {
            Issue.record("no port is offered")
            return
        }
        #expect((20_000...32_000).contains(port))
        // It makes the step no worse.
        #expect(step.state == .done && step.offers == [.freePort] && step.explanation.contains("8021"))
        evidence.machine?.listening += (port...port + 3).map { .init(address: "127.0.0.1", port: $0) }
        #expect(try examined().0.remedy == .usePort(port + 4 > 32_000 ? port - 11_997 : port + 4))
        evidence.set("endpoint.port", "8021", .environment("ONEBOT_CONSOLE_PORT"))
        let pinned = try examined()
        #expect(pinned.0.remedy == nil && pinned.1.offers.isEmpty && pinned.1.explanation.isEmpty)
    }
}
