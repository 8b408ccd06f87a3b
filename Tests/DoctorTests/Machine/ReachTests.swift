import Doctor
import Foundation
import Snapshot
import Testing

@Suite("Whether anything can arrive")
struct ReachTests {
    private static let napcat = ProcessFacts(pid: 812, name: "napcat")

    private static func silent(_ name: String, _ expected: [String], _ change: (inout Evidence) -> Void) -> MachineCase
    {
        MachineCase(name, expected) { evidence in
            evidence.forgetBots()
            // Alone, so that what containers mean is told by cases of its own.
            evidence.machine?.addresses.removeAll { $0.network == .containerBridge }
            change(&evidence)
        }
    }

    private static let net01 = "NET-01 notice unseen host"

    static let cases: [MachineCase] = [
        MachineCase("a bot is connected") { _ in },
        MachineCase("not looked yet") { evidence in
            evidence.forgetBots()
            evidence.machine = nil
        },
        // NET-01
        silent("nobody came in an hour", [net01]) { _ in },
        silent("just started", []) { $0.startedAt = Evidence.before(59) },
        silent("a minute and a second", [net01]) { $0.startedAt = Evidence.before(61) },
        silent("a refused bot came", []) { $0.attempts = [.refused("10.0.0.9", network: .lan, ago: 10)] },
        silent("it came before the start", [net01]) { $0.attempts = [.refused("10.0.0.9", network: .lan, ago: 4000)] },
        silent("only a browser came", [net01]) { $0.attempts = [.visitor("10.0.0.9", network: .lan, ago: 10)] },
        silent("one was let in before the start", []) {
            $0.attempts = [.accepted("10.0.0.9", network: .lan, ago: 9000)]
        },
        silent("nothing listens", []) { $0.fail(nil) },
        // NET-02
        MachineCase("a bridge and nobody", [net01, "NET-02 notice likely host"]) { $0.forgetBots() },
        MachineCase("a bot in a container and nobody", [net01, "NET-02 warning likely host"]) { evidence in
            evidence.forgetBots()
            evidence.machine?.containedBots = [Self.napcat]
        },
        MachineCase("the bot in the container was let in once") { evidence in
            evidence.snapshot.bots = []
            evidence.machine?.containedBots = [Self.napcat]
        },
        MachineCase("only this host itself came, and went", ["NET-02 warning likely host"]) { evidence in
            evidence.snapshot.bots = []
            evidence.machine?.containedBots = [Self.napcat]
            evidence.attempts = [.accepted("127.0.0.1", network: .loopback, ago: 900)]
        },
        MachineCase("a bot is connected by loopback") { evidence in
            evidence.snapshot.bots = [.connected("10001", from: "127.0.0.1:5")]
            evidence.machine?.containedBots = [Self.napcat]
            evidence.attempts = [.accepted("127.0.0.1", network: .loopback, ago: 900)]
        },
        // NET-03
        MachineCase("loopback alone, and a bot in a container", [net01, "NET-03 warning likely 127.0.0.1:8021"]) {
            $0.forgetBots()
            $0.listen("127.0.0.1", "::1")
            $0.machine?.containedBots = [Self.napcat]
        },
        MachineCase("loopback alone, and a bridge", [net01, "NET-03 notice likely 127.0.0.1:8021"]) {
            $0.forgetBots()
            $0.listen("127.0.0.1", "::1")
        },
        silent("loopback alone, and an operator from afar", [net01, "NET-03 notice likely 127.0.0.1:8021"]) {
            $0.listen("127.0.0.1", "::1")
            $0.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "203.0.113.9")]
        },
        silent("loopback alone, and nothing else", [net01]) { $0.listen("127.0.0.1", "::1") },
        MachineCase("loopback alone, and the bot is here") { evidence in
            evidence.listen("127.0.0.1", "::1")
            evidence.snapshot.bots = [.connected("10001", from: "127.0.0.1:5")]
            evidence.attempts = [.accepted("127.0.0.1", network: .loopback, ago: 900)]
        },
        silent("loopback alone, and somebody knocks", [net01, "NET-03 error proved 127.0.0.1:8021"]) {
            $0.listen("127.0.0.1", "::1")
            $0.machine?.ring("192.168.1.9", first: 100, last: 20)
        },
        // NET-06
        silent("IPv4 alone", [net01, "NET-06 notice likely 127.0.0.1:8021"]) { $0.listen("127.0.0.1") },
        silent("IPv4 alone by the table", [net01, "NET-06 notice likely 0.0.0.0:8021"]) {
            $0.machine?.listening = [MachineFacts.Listening(address: "0.0.0.0", port: 8021)]
        },
        silent("localhost is IPv4 alone", [net01]) {
            $0.listen("127.0.0.1")
            $0.machine?.localhostIsIPv6 = false
        },
        silent("no IPv6 here", [net01]) {
            $0.listen("127.0.0.1")
            $0.machine?.hasIPv6 = false
        },
        silent("IPv4 alone, without the loopback", [net01]) { $0.listen("192.168.1.20") },
        // NET-08
        silent("a public address, the doorbell silent", [net01, "NET-08 notice unseen host"]) {
            $0.machine?.add("203.0.113.7", .public)
            $0.machine?.listenAtDoor(for: 61)
        },
        silent("a cloud, the doorbell silent", [net01, "NET-08 notice unseen host"]) {
            $0.machine?.cloud = "Tencent Cloud"
            $0.machine?.listenAtDoor(for: 61)
        },
        silent("the doorbell listens since a minute", [net01]) {
            $0.machine?.cloud = "Tencent Cloud"
            $0.machine?.listenAtDoor(for: 59)
        },
        silent("somebody rang from the internet", [net01]) {
            $0.machine?.cloud = "Tencent Cloud"
            $0.machine?.ring("198.51.100.4", .public, first: 500, last: 500, count: 1)
        },
        MachineCase("a cloud, the doorbell silent, and a bot is connected") {
            $0.machine?.cloud = "Tencent Cloud"
            $0.machine?.listenAtDoor(for: 600)
        },
        silent("neither cloud nor public address", [net01]) { $0.machine?.listenAtDoor(for: 600) },
        // NET-10
        silent("WSL", [net01, "NET-10 notice likely host"]) { $0.machine?.isWSL = true },
        silent("private here, operator from the internet", [net01, "NET-10 notice likely host"]) {
            $0.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "203.0.113.9")]
        },
        silent("the same in a cloud", [net01]) {
            $0.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "203.0.113.9")]
            $0.machine?.cloud = "Alibaba Cloud"
        },
        silent("private here, operator from the LAN", [net01]) {
            $0.terminals = [Evidence.Terminal(name: "xterm", clientAddress: "192.168.1.3")]
        },
        // NET-11
        MachineCase("drops just now", ["NET-11 warning likely host"]) {
            $0.machine?.listenDrops = .init(count: 3, lastRiseAt: Evidence.before(599), backlog: 1024)
        },
        MachineCase("drops ten minutes ago") {
            $0.machine?.listenDrops = .init(count: 3, lastRiseAt: Evidence.before(601), backlog: 1024)
        },
    ]

    @Test("what is said of the way in", arguments: cases)
    func reach(_ row: MachineCase) {
        #expect(MachineCase.summary(ReachRule().observe(row.evidence)) == row.expected)
    }

    @Test("the silence is told with what the doorbell knows and who listens beside us")
    func details() throws {
        var evidence = Evidence.healthyMachine()
        evidence.forgetBots()
        evidence.machine?.listenAtDoor(for: 300)
        evidence.machine?.listening += [
            .init(address: "0.0.0.0", port: 6185, process: ProcessFacts(pid: 7, name: "astrbot")),
            .init(address: "::", port: 6185), .init(address: "0.0.0.0", port: 22),
        ]
        let symptom = try #require(ReachRule().observe(evidence).first?.symptom)
        guard case .machine(.reach(.nothingYet(let seconds, let packets, let neighbours, let url))) = symptom else {
            Issue.record("another finding stands first")
            return
        }
        #expect(seconds == 3600)
        #expect(url == "ws://192.168.1.20:8021/onebot/v11/ws")
        #expect(packets == .none(since: Evidence.before(300)))
        #expect(neighbours.map(\.port) == [6185])
        #expect(neighbours.first?.process?.name == "astrbot")
    }

    @Test("listening everywhere is offered where the setting may be changed")
    func remedy() {
        var evidence = Evidence.healthyMachine()
        evidence.forgetBots()
        evidence.listen("127.0.0.1")
        func remedies() -> [Remedy?] {
            ReachRule().observe(evidence).filter { $0.id == .net03 }.map(\.remedy)
        }
        #expect(remedies() == [.listenEverywhere])
        evidence.snapshot.settings = [
            SettingFacts(path: "endpoint.host", value: "127.0.0.1", origin: .environment("ONEBOT_CONSOLE_HOST"))
        ]
        #expect(remedies() == [nil])
    }
}
