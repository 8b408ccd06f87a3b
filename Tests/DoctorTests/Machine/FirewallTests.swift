import Doctor
import Foundation
import Snapshot
import Testing

@Suite("What this host's firewall does")
struct FirewallTests {
    private static func silent(_ name: String, _ expected: [String], _ change: (inout Evidence) -> Void) -> MachineCase
    {
        MachineCase(name, expected) { evidence in
            evidence.forgetBots()
            change(&evidence)
        }
    }

    static let cases: [MachineCase] = [
        MachineCase("healthy") { _ in },
        MachineCase("not looked yet") { $0.machine = nil },
        silent("knocks, and nothing comes", ["NET-07 error likely 192.168.1.9"]) {
            $0.machine?.ring("192.168.1.9", first: 100, last: 1)
        },
        silent("the same, and the rules say so", ["NET-07 error proved 192.168.1.9"]) {
            $0.machine?.ring("192.168.1.9", first: 100, last: 1)
            $0.machine?.firewall?.verdict = .closed
        },
        silent("one knock, long enough ago", ["NET-07 error likely 192.168.1.9"]) {
            $0.machine?.ring("192.168.1.9", first: 13, last: 13, count: 1)
        },
        silent("one knock, just now: it may still be on its way", []) {
            $0.machine?.ring("192.168.1.9", first: 2, last: 2, count: 1)
        },
        silent("it is connected and has not asked yet", []) {
            $0.machine?.ring("192.168.1.9", first: 8, last: 8, count: 1)
            $0.pending = ["192.168.1.9"]
        },
        silent("it came with its knock", []) {
            $0.machine?.ring("192.168.1.9", first: 100, last: 100)
            $0.attempts = [.refused("192.168.1.9", network: .lan, ago: 100)]
        },
        silent("it came once and knocks in vain since", ["NET-07 error likely 192.168.1.9"]) {
            $0.machine?.ring("192.168.1.9", first: 4000, last: 15)
            $0.attempts = [.refused("192.168.1.9", network: .lan, ago: 600)]
        },
        silent("it knocks for its first time in an hour", []) {
            $0.machine?.ring("192.168.1.9", first: 4000, last: 1)
            $0.attempts = [.accepted("192.168.1.9", network: .lan, ago: 3500)]
        },
        silent("it has given up", []) { $0.machine?.ring("192.168.1.9", first: 900, last: 601) },
        silent("a scanner", []) { $0.machine?.ring("198.51.100.4", .public, first: 60, last: 60, count: 1) },
        silent("a scanner that tries twice", []) {
            $0.machine?.ring("198.51.100.4", .public, first: 60, last: 20, count: 2)
        },
        silent("a stubborn stranger", ["NET-07 error likely 198.51.100.4"]) {
            $0.machine?.ring("198.51.100.4", .public, first: 60, last: 20, count: 3)
        },
        MachineCase("a stubborn stranger, while a bot of afar is connected", ["NET-07 notice likely 198.51.100.4"]) {
            $0.snapshot.bots = [.connected("10001", from: "203.0.113.5:40000")]
            $0.links = [1: LinkEvidence(network: .public)]
            $0.machine?.ring("198.51.100.4", .public, first: 60, last: 20, count: 9)
        },
        MachineCase("a neighbour, while another is connected", ["NET-07 warning likely 192.168.1.9"]) {
            $0.snapshot.bots = [.connected("10001", from: "192.168.1.5:40000")]
            $0.links = [1: LinkEvidence(network: .lan)]
            $0.machine?.ring("192.168.1.9", first: 60, last: 20)
        },
        silent("our own self-test", []) {
            $0.machine?.ring("192.168.1.20", on: "lo", first: 60, last: 20)
            $0.machine?.ring("192.168.1.20", first: 60, last: 20)
        },
        silent("a blocked address", []) {
            $0.machine?.ring("192.168.1.9", first: 60, last: 20)
            $0.snapshot.blocked = [BlockedAddress(address: "192.168.1.9")]
        },
        silent("loopback alone is listened on: the system refuses", []) {
            $0.listen("127.0.0.1")
            $0.machine?.ring("192.168.1.9", first: 60, last: 20)
        },
        silent("IPv6 is not listened on", []) {
            $0.listen("192.168.1.20")
            $0.machine?.ring("fd00::9", first: 60, last: 20)
        },
        silent("closed by its rules, and no doorbell", ["NET-07 warning likely host"]) {
            $0.machine?.firewall?.verdict = .closed
        },
        silent("closed by its rules, and nobody knocks", []) {
            $0.machine?.firewall?.verdict = .closed
            $0.machine?.listenAtDoor(for: 600)
        },
        MachineCase("closed by its rules, and a bot is connected") { $0.machine?.firewall?.verdict = .closed },
        // NET-09
        silent("a container knocks", ["NET-09 error likely 172.17.0.5"]) {
            $0.machine?.ring("172.17.0.5", .containerBridge, on: "docker0", first: 60, last: 20)
        },
        silent("a container knocks, and the rules say so", ["NET-09 error proved 172.18.0.5"]) {
            $0.machine?.ring("172.18.0.5", .containerBridge, on: "br-1a2b", first: 60, last: 20)
            $0.machine?.firewall?.closedBridges = [.init(interface: "br-1a2b", command: "sudo ufw allow in on br-1a2b")]
        },
        silent("closed to a bridge, and no bots in containers", ["NET-09 notice likely host"]) {
            $0.machine?.firewall?.closedBridges = [.init(interface: "docker0", command: "sudo ufw allow in on docker0")]
        },
        silent("closed to a bridge, and a bot in a container", ["NET-09 warning likely host"]) {
            $0.machine?.firewall?.closedBridges = [.init(interface: "docker0", command: "sudo ufw allow in on docker0")]
            $0.machine?.containedBots = [ProcessFacts(pid: 9, name: "qq")]
        },
        MachineCase("closed to a bridge, and a bot is connected") {
            $0.machine?.firewall?.closedBridges = [.init(interface: "docker0", command: "sudo ufw allow in on docker0")]
        },
        // NET-12
        MachineCase("packets are led away", ["NET-12 warning proved host"]) {
            $0.machine?.firewall?.redirectedTo = "172.18.0.3:8021"
        },
    ]

    @Test("by its rules and by who knocks", arguments: cases)
    func firewall(_ row: MachineCase) {
        #expect(MachineCase.summary(FirewallRule().observe(row.evidence)) == row.expected)
    }

    @Test("many strangers at the door are told as a few")
    func flood() {
        var evidence = Evidence.healthyMachine()
        evidence.forgetBots()
        for index in 0..<200 {
            evidence.machine?.ring("198.51.100.\(index)", .public, first: 60, last: 20, count: 3 + index)
        }
        let found = FirewallRule().observe(evidence)
        #expect(found.count == 8)
        #expect(found.first?.subject == .address("198.51.100.199"))
    }
}
