import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Listening")
struct ListenerTests {
    private static func tested(
        _ answer: SelfTestFacts.Answer,
        at address: String = "192.168.1.20",
        port: Int = 8021
    )
        -> SelfTestFacts
    {
        SelfTestFacts(
            takenAt: Evidence.start,
            checks: [
                .init(
                    address: address,
                    port: port,
                    network: .lan,
                    question: .rightKey,
                    answer: answer
                ),
                .init(
                    address: "127.0.0.1",
                    port: 8021,
                    network: .loopback,
                    question: .wrongKey,
                    answer: .asExpected(milliseconds: 1)
                ),
            ]
        )
    }

    static let cases: [MachineCase] = [
        MachineCase("it listens") { _ in },
        MachineCase("in use", ["SYS-01 error proved 0.0.0.0:8021"]) { $0.fail(.inUse(port: 8021, owner: nil)) },
        MachineCase("in use, and the earlier one goes on", ["SYS-01 warning proved 0.0.0.0:8022"]) {
            $0.snapshot.endpoint.listeners.append(
                ListenerFacts(host: "0.0.0.0", port: 8022, state: .failed, problem: .inUse(port: 8022, owner: nil))
            )
        },
        MachineCase("not permitted", ["SYS-02 error proved 0.0.0.0:443"]) {
            $0.fail(.notPermitted(port: 443), port: 443)
        },
        MachineCase("not here", ["SYS-02 error proved 203.0.113.7:8021"]) {
            $0.fail(.addressNotHere(host: "203.0.113.7"), host: "203.0.113.7")
        },
        MachineCase("another reason", ["SYS-02 error proved [::]:8021"]) { $0.fail(.other("odd"), host: "::") },
        MachineCase("no reason", ["SYS-02 error proved 0.0.0.0:8021"]) { $0.fail(nil) },
        MachineCase("a certificate good for long") { $0.serve(days: 30) },
        MachineCase("a certificate that ends soon", ["TLS-03 warning proved 0.0.0.0:8021"]) { $0.serve(days: 13) },
        MachineCase("a certificate that has ended", ["TLS-03 error proved 0.0.0.0:8021"]) {
            $0.serve(days: -1, trouble: .noKey(file: "/x"))
        },
        MachineCase("changed files that cannot be used", ["TLS-03 warning proved 0.0.0.0:8021"]) {
            $0.serve(days: 13, trouble: .noKey(file: "/x"))
        },
        MachineCase("a certificate that cannot be used", ["SYS-02 error proved 0.0.0.0:8021"]) {
            $0.fail(.certificate(.noKey(file: "/x")))
        },
        MachineCase("stopped") { $0.snapshot.endpoint.listeners[0].state = .stopped },
        MachineCase("the self-test passes") { $0.selfTest = Self.tested(.asExpected(milliseconds: 2)) },
        MachineCase("an address of ours is not reached", ["SYS-02 error proved 192.168.1.20:8021"]) {
            $0.selfTest = Self.tested(.notReached("Connection refused"))
        },
        MachineCase("an address of ours answers wrongly", ["SYS-02 error proved 192.168.1.20:8021"]) {
            $0.selfTest = Self.tested(.status(200))
        },
        MachineCase("an address of ours does not answer", ["SYS-02 error proved 192.168.1.20:8021"]) {
            $0.selfTest = Self.tested(.timedOut)
        },
        MachineCase("somebody else answers", ["NET-12 warning proved 192.168.1.20:8021"]) {
            $0.selfTest = Self.tested(.somebodyElse)
        },
        MachineCase("a test of yesterday's port") { $0.selfTest = Self.tested(.timedOut, port: 9000) },
        MachineCase("a test of an address that is listened on no more") {
            $0.listen("127.0.0.1")
            $0.selfTest = Self.tested(.timedOut)
        },
    ]

    @Test("what is said of listeners and of the self-test", arguments: cases)
    func listeners(_ row: MachineCase) {
        #expect(MachineCase.summary(ListenerRule().observe(row.evidence)) == row.expected)
    }

    @Test("another port is offered that nobody listens on, and no setting that is pinned")
    func remedies() {
        var evidence = Evidence.healthyMachine()
        evidence.fail(.inUse(port: 8021, owner: nil))
        evidence.machine?.listening = [8021, 8022, 8024].map { .init(address: "0.0.0.0", port: $0) }
        func remedies() -> [Remedy?] { ListenerRule().observe(evidence).map(\.remedy) }
        #expect(remedies() == [.usePort(8023)])
        evidence.machine?.listening = (8000...8200).map { .init(address: "0.0.0.0", port: $0) }
        #expect(remedies() == [nil])
        evidence.machine?.listening = []
        #expect(remedies() == [.usePort(8022)])
        evidence.snapshot.settings = [SettingFacts(path: "endpoint.port", value: "8021", origin: .argument)]
        #expect(remedies() == [nil])
        evidence.fail(.addressNotHere(host: "203.0.113.7"), host: "203.0.113.7")
        #expect(remedies() == [.listenEverywhere])
        evidence.snapshot.settings = [SettingFacts(path: "endpoint.host", value: "", origin: .environment("X"))]
        #expect(remedies() == [nil])
    }

    @Test("whoever has the port is named, with the container")
    func owner() {
        var evidence = Evidence.healthyMachine()
        evidence.fail(.inUse(port: 8021, owner: nil))
        evidence.machine?.listening = [
            .init(
                address: "0.0.0.0",
                port: 8021,
                process: ProcessFacts(pid: 99, name: "docker-proxy"),
                container: "nekro_agent"
            )
        ]
        let expected = ListenerSymptom.portTaken(
            port: 8021,
            owner: ProcessFacts(pid: 99, name: "docker-proxy"),
            container: "nekro_agent",
            freePort: 8022
        )
        #expect(ListenerRule().observe(evidence).map(\.symptom) == [.machine(.listener(expected))])
    }
}
