import ConsoleUI
import Doctor
import Snapshot
import Terminal
import Testing

@Suite struct HeaderTests {
    @Test(
        "A listener that failed stands in the first line with the reason",
        arguments: [
            (ListenProblem?.some(.inUse(port: 8021, owner: ProcessFacts(pid: 812, name: "nginx"))), "port in use"),
            (.inUse(port: 8021, owner: nil), "port in use"), (.notPermitted(port: 80), "not permitted"),
            (.addressNotHere(host: "192.0.2.7"), "not an address of this host"),
            (.other("out of sockets"), "not listening"), (nil, "not listening"),
        ]
    )
    func listener(_ problem: ListenProblem?, _ short: String) {
        let failed = ListenerFacts(host: "0.0.0.0", port: 8021, state: .failed, problem: problem)
        let screen = Screen(Fixture.snapshot { $0.endpoint.listeners = [failed] })
        #expect(screen.frame.grid.text(row: 0).contains("✗ 0.0.0.0:8021 \(short)"))
    }

    @Test(
        "Findings above notices are counted, notices are not",
        arguments: [(FindingFixture.mixed, "⚠ 4"), (FindingFixture.typical, "⚠ 1"), (FindingFixture.long, "⚠ 800")]
    )
    func count(_ diagnosis: Diagnosis, _ text: String) {
        let screen = Screen(Fixture.snapshot(), diagnosis: diagnosis)
        #expect(screen.frame.grid.text(row: 0).contains(text))
        #expect(!Screen(Fixture.snapshot(), diagnosis: FindingFixture.nothing).frame.grid.text(row: 0).contains("⚠"))
        let notice = FindingFixture.diagnosis([FindingFixture.defaultPort()])
        #expect(!Screen(Fixture.snapshot(), diagnosis: notice).frame.grid.text(row: 0).contains("⚠"))
    }
}
