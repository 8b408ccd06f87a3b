import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Machines in good health")
struct HealthyMachineTests {
    @Test("nothing is said of a healthy one, and little of one that nobody has connected to")
    func sample() {
        var examiner = Examiner(rules: Rules.machine)
        #expect(examiner.examine(.healthyMachine()).findings.isEmpty)
        #expect(examiner.examine(.sample()).urgent.isEmpty)
    }

    @Test("none of many healthy machines gives more than a notice", arguments: 0..<400)
    func random(_ seed: Int) {
        var generator = SplitMix(state: UInt64(seed))
        let evidence = Self.healthy(&generator)
        var examiner = Examiner(rules: Rules.machine)
        let urgent = examiner.examine(evidence).urgent
        #expect(urgent.isEmpty, "\(urgent)")
    }

    /// Deterministic, so that a failure can be seen again.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Any machine whose disks, memory and listeners are well, whose firewall is open or unknown, with bots or without,
    /// visited by browsers and scanners.
    private static func healthy(_ generator: inout SplitMix) -> Evidence {
        var evidence = Evidence.healthyMachine()
        func chance() -> Bool { Bool.random(using: &generator) }
        let place = [
            ("127.0.0.1", NetworkClass.loopback), ("172.17.0.5", .containerBridge), ("192.168.1.9", .lan),
            ("203.0.113.50", .public), ("100.64.0.9", .tailnet),
        ].randomElement(using: &generator)
        evidence.forgetBots()
        if chance(), let (address, network) = place {
            evidence.snapshot.bots = [.connected("10001", from: "\(address):40000")]
            evidence.attempts = [.accepted(address, network: network, ago: 3000)]
            evidence.links = [1: LinkEvidence(network: network)]
        }
        let isLocal = evidence.snapshot.bots.isEmpty || place?.1 == .loopback
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where isLocal: evidence.listen("127.0.0.1")
        case 1: evidence.listen("0.0.0.0", port: Int.random(in: 1024...65_535, using: &generator))
        case 2: evidence.listen("0.0.0.0", "::")
        default: break
        }
        evidence.startedAt = Evidence.before(Double.random(in: 0...1e6, using: &generator))
        let total = Int.random(in: 5_000_000_000...4_000_000_000_000, using: &generator)
        evidence.machine?.disks = [
            .init(
                path: "/state",
                mountPoint: "/",
                totalBytes: total,
                freeBytes: Int.random(in: total / 18...total, using: &generator),
                totalInodes: 1000,
                freeInodes: Int.random(in: 60...1000, using: &generator)
            )
        ]
        if chance() { evidence.machine?.add("203.0.113.7", .public) }
        if chance() { evidence.machine?.cloud = "Alibaba Cloud" }
        if chance() { evidence.machine?.isWSL = true }
        if chance() { evidence.machine?.addresses.removeAll { $0.network == .containerBridge } }
        if chance() { evidence.machine?.firewall = chance() ? nil : .init(verdict: .unknown) }
        if chance() { evidence.machine?.localhostIsIPv6.toggle() }
        if chance() { evidence.machine?.listenAtDoor(for: Double.random(in: 0...10_000, using: &generator)) }
        if chance() {
            let ago = Double.random(in: 0...3000, using: &generator)
            evidence.attempts.append(.visitor("198.51.100.9", network: .public, ago: ago))
            evidence.machine?.ring("198.51.100.9", .public, first: ago, last: ago, count: 1)
            evidence.machine?.ring("198.51.100.77", .public, first: ago, last: ago, count: 1)
        }
        if chance() {
            evidence.terminals = [
                .init(
                    name: "xterm-256color",
                    columns: Int.random(in: 80...300, using: &generator),
                    rows: Int.random(in: 24...99, using: &generator),
                    clientAddress: chance() ? "203.0.113.99" : "192.168.1.3",
                    reachedAt: "192.168.1.20"
                )
            ]
        }
        return evidence
    }
}
