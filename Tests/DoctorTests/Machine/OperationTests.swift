import Doctor
import Foundation
import OneBot
import Snapshot
import Testing

@Suite("How this console is run")
struct OperationTests {
    private static func terminal(_ change: (inout Evidence.Terminal) -> Void) -> (inout Evidence) -> Void {
        var terminal = Evidence.Terminal(name: "xterm-kitty")
        change(&terminal)
        return { [terminal] in $0.terminals = [terminal] }
    }

    static let cases: [MachineCase] = [
        MachineCase("healthy", [], terminal { _ in }),
        MachineCase("a broken file", ["SYS-07 warning proved /settings.yaml"]) {
            $0.settingsFault = .init(english: "no YAML", chinese: "不是 YAML", line: 3)
        },
        MachineCase("a broken file that keeps it from starting", ["SYS-07 error proved /settings.yaml"]) {
            $0.settingsFault = .init(english: "no YAML", chinese: "不是 YAML", line: 3)
            $0.snapshot.endpoint.listeners = []
        },
        MachineCase("an edit that is not in force", ["SYS-07 notice proved /settings.yaml"]) {
            $0.settingsFault = .init(isBroken: false, english: "", chinese: "")
        },
        MachineCase("ends with the session", ["OPS-01 warning likely host"]) { $0.machine?.endsWithSession = true },
        MachineCase("not UTF-8", ["OPS-02 warning proved xterm-kitty"], terminal { $0.isUTF8 = false }),
        MachineCase("unknown", ["OPS-03 warning proved xterm-kitty"], terminal { $0.isKnown = false }),
        MachineCase("too narrow", ["OPS-03 notice proved xterm-kitty"], terminal { $0.columns = 79 }),
        MachineCase("too low", ["OPS-03 notice proved xterm-kitty"], terminal { $0.rows = 23 }),
        MachineCase("of no size", [], terminal { $0.columns = 0 }),
        MachineCase(
            "everything at once",
            ["OPS-02 warning proved xterm-kitty", "OPS-03 warning proved xterm-kitty"],
            terminal {
                $0.isUTF8 = false
                $0.isKnown = false
                $0.rows = 1
            }
        ),
    ]

    @Test("settings file, session, terminals", arguments: cases)
    func operation(_ row: MachineCase) {
        #expect(MachineCase.summary(OperationRule().observe(row.evidence)) == row.expected)
    }

    static let accessCases: [MachineCase] = [
        MachineCase("a key is asked for") { _ in },
        MachineCase("none is asked for, and reachable", ["SEC-01 error proved access_key"]) {
            $0.snapshot.access.anonymousAllowed = true
        },
        MachineCase("none is there, and reachable", ["SEC-01 error proved access_key"]) {
            $0.snapshot.access.key = Secret("")
            $0.keyWeakness = [.short]
        },
        MachineCase("none is asked for, here alone", ["SEC-01 notice proved access_key"]) {
            $0.snapshot.access.anonymousAllowed = true
            $0.listen("127.0.0.1", "::1")
        },
        MachineCase("none is asked for, and nothing listens", ["SEC-01 notice proved access_key"]) {
            $0.snapshot.access.anonymousAllowed = true
            $0.fail(nil)
        },
        MachineCase("the key in a proxy's log", ["SEC-04 warning likely 10.0.0.7"]) {
            $0.attempts = [.byProxy(queryNames: ["access_token"])]
        },
        MachineCase("the key in the header, by a proxy") { $0.attempts = [.byProxy(queryNames: [])] },
        MachineCase("the key in the address once, and not since") {
            $0.attempts = [.byProxy(ago: 60, queryNames: ["access_token"]), .byProxy(queryNames: [])]
        },
        MachineCase("the key in the address, a day ago") {
            $0.attempts = [.byProxy(ago: 86_400, queryNames: ["access_token"])]
        },
        MachineCase("weak", ["SEC-02 warning proved access_key"]) { $0.keyWeakness = [.famous, .short] },
        MachineCase("a public address on the default port", ["SEC-06 notice proved 0.0.0.0:8021"]) {
            $0.machine?.add("203.0.113.7", .public)
        },
        MachineCase("a public address on another port") {
            $0.machine?.add("203.0.113.7", .public)
            $0.listen("0.0.0.0", port: 9123)
        },
        MachineCase("a public address that is not listened on") {
            $0.machine?.add("203.0.113.7", .public)
            $0.listen("192.168.1.20")
        },
        MachineCase("a public IPv6 address", ["SEC-06 notice proved [::]:8021"]) {
            $0.machine?.add("2001:db8::7", .public, prefix: 64)
            $0.machine?.add("203.0.113.7", .public)
            $0.listen("::")
        },
    ]

    @Test("who may come in", arguments: accessCases)
    func access(_ row: MachineCase) {
        #expect(MachineCase.summary(AccessRule().observe(row.evidence)) == row.expected)
    }

    @Test("a new key is offered where it would help and may be made")
    func rotate() {
        var evidence = Evidence.healthyMachine()
        evidence.keyWeakness = [.short]
        func remedies() -> [Remedy?] { AccessRule().observe(evidence).map(\.remedy) }
        #expect(remedies() == [.rotateKey])
        evidence.snapshot.access.keyOrigin = .environment("ONEBOT_ACCESS_TOKEN")
        #expect(remedies() == [nil])
        evidence.snapshot.access.keyOrigin = .file
        evidence.snapshot.access.anonymousAllowed = true
        #expect(remedies() == [nil, .rotateKey])
        evidence.snapshot.access.anonymousAllowed = false
        evidence.snapshot.access.key = Secret("")
        #expect(remedies() == [.rotateKey])
    }
}

extension AttemptFacts {
    /// One that got in through a proxy.
    fileprivate static func byProxy(ago: TimeInterval = 5, queryNames: [String]) -> AttemptFacts {
        AttemptFacts(
            time: Evidence.start.addingTimeInterval(-ago),
            address: "10.0.0.7",
            queryNames: queryNames,
            proxyMarks: ["X-Forwarded-For"],
            status: 101,
            end: .upgraded
        )
    }
}
