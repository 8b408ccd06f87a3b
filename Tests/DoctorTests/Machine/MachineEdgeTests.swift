import Doctor
import Foundation
import Snapshot
import Testing

@Suite("What goes without saying on this machine")
struct MachineEdgeTests {
    private static func silent(_ name: String, _ expected: [String], _ change: (inout Evidence) -> Void) -> MachineCase
    {
        MachineCase(name, expected) { evidence in
            evidence.forgetBots()
            change(&evidence)
        }
    }

    static let cases: [MachineCase] = [
        silent("a container's loopback explains the silence", ["NET-02"]) { _ in },
        silent("a closed door explains both", ["NET-07"]) {
            $0.machine?.cloud = "Tencent Cloud"
            $0.machine?.addresses.removeAll { $0.network == .containerBridge }
            $0.machine?.ring("192.168.1.9", first: 100, last: 20)
        },
        silent("a closed bridge explains both", ["NET-09"]) {
            $0.machine?.containedBots = [ProcessFacts(pid: 9, name: "qq")]
            $0.machine?.ring("172.17.0.5", .containerBridge, on: "docker0", first: 100, last: 20)
        },
        silent("loopback alone explains the silence", ["NET-03"]) { $0.listen("127.0.0.1", "::1") },
        silent("what does not listen explains the way", ["SYS-01"]) {
            $0.fail(.inUse(port: 8021, owner: nil))
            $0.machine?.firewall?.redirectedTo = "172.18.0.3:8021"
        },
        MachineCase("no key explains a weak one", ["SEC-01"]) {
            $0.snapshot.access.anonymousAllowed = true
            $0.keyWeakness = [.short]
        },
        MachineCase("what has nothing to do with each other stands side by side", ["OPS-01", "SEC-02", "SYS-05"]) {
            $0.keyWeakness = [.short]
            $0.machine?.endsWithSession = true
            $0.machine?.memory = .init(totalBytes: 1000, availableBytes: 1)
        },
    ]

    @Test("only what explains hides", arguments: cases)
    func edges(_ row: MachineCase) {
        var examiner = Examiner(rules: Rules.machine)
        #expect(Set(examiner.examine(row.evidence).findings.map(\.id.rawValue)) == Set(row.expected))
    }
}
