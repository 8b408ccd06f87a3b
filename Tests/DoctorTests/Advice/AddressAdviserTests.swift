import Doctor
import Foundation
import Snapshot
import Testing

@Suite("The address for each place")
struct AddressAdviserTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var evidence: Evidence
        /// `place url`, or `place -` with the first note.
        var expected: [String]
        var best: String

        init(_ name: String, best: String, _ expected: [String], _ change: (inout Evidence) -> Void) {
            self.testDescription = name
            self.evidence = .healthyMachine()
            self.expected = expected
            self.best = best
            change(&self.evidence)
        }
    }

    private static let path = "/onebot/v11/ws"
    private static let docker = "a container on docker0 ws://172.17.0.1:8021/onebot/v11/ws"
    private static let here = "this host ws://127.0.0.1:8021/onebot/v11/ws"
    private static let lan = "the LAN ws://192.168.1.20:8021/onebot/v11/ws"
    private static let noCompose = "the same compose network - notInContainer"
    private static let noTailnet = "the tailnet - noSuchAddress"
    private static let noInternet = "the internet - onlyPrivateAddresses"
    private static let lanURL = "ws://192.168.1.20:8021/onebot/v11/ws"

    private static let rows: [Row] = [
        Row("a home server", best: lanURL, [docker, noCompose, here, lan, noTailnet, noInternet]) { _ in },
        Row(
            "a bot in a container",
            best: "ws://172.17.0.1:8021\(path)",
            [docker, noCompose, here, lan, noTailnet, noInternet]
        ) { $0.machine?.containedBots = [ProcessFacts(pid: 9, name: "qq")] },
        Row(
            "a public URL",
            best: "wss://bots.example/onebot/v11/ws",
            [docker, noCompose, here, lan, noTailnet, "the internet wss://bots.example/onebot/v11/ws"]
        ) { $0.snapshot.endpoint.publicURL = "https://bots.example/onebot/v11/ws" },
        Row(
            "reached at a public address",
            best: "ws://203.0.113.7:8021\(path)",
            [docker, noCompose, here, lan, noTailnet, "the internet ws://203.0.113.7:8021\(path)"]
        ) { $0.terminals = [.init(name: "xterm", clientAddress: "198.51.100.3", reachedAt: "::ffff:203.0.113.7")] },
        Row(
            "reached at a private address: never the internet's",
            best: lanURL,
            [docker, noCompose, here, lan, noTailnet, noInternet]
        ) { $0.terminals = [.init(name: "xterm", clientAddress: "198.51.100.3", reachedAt: "192.168.1.20")] },
        Row("reached at nonsense", best: lanURL, [docker, noCompose, here, lan, noTailnet, noInternet]) {
            $0.terminals = [.init(name: "xterm", reachedAt: "evil host\u{1b}[2J")]
        },
        Row(
            "a public interface and a tailnet",
            best: "ws://203.0.113.7:8021\(path)",
            [
                docker, noCompose, here, lan, "the tailnet ws://100.64.0.2:8021\(path)",
                "the internet ws://203.0.113.7:8021\(path)",
            ]
        ) {
            $0.machine?.add("203.0.113.7", .public)
            $0.machine?.add("100.64.0.2", .tailnet, on: "tailscale0", prefix: 32)
        },
        Row(
            "IPv6, encrypted",
            best: "wss://[2001:db8::7]:8443\(path)",
            [
                "a container on docker0 - notListenedOn", noCompose, "this host wss://[::1]:8443\(path)",
                "the LAN - notListenedOn", noTailnet, "the internet wss://[2001:db8::7]:8443\(path)",
            ]
        ) {
            $0.snapshot.endpoint.listeners = [ListenerFacts(host: "::", port: 8443, tls: true, state: .listening)]
            $0.machine?.add("2001:db8::7", .public, prefix: 64)
            $0.machine?.add("fe80::7", .linkLocal, prefix: 64)
        },
        Row(
            "encrypted, with a plain one for containers",
            best: "wss://192.168.1.20:8021\(path)",
            [
                "a container on docker0 ws://172.17.0.1:8022\(path)", noCompose,
                "this host wss://127.0.0.1:8021\(path)",
                "the LAN wss://192.168.1.20:8021\(path)", noTailnet, "the internet - onlyPrivateAddresses",
            ]
        ) {
            $0.snapshot.endpoint.listeners = [
                ListenerFacts(host: "0.0.0.0", port: 8021, tls: true, state: .listening),
                ListenerFacts(host: "172.17.0.1", port: 8022, state: .listening),
            ]
        },
        Row(
            "loopback alone",
            best: "ws://127.0.0.1:8021\(path)",
            [
                "a container on docker0 - loopbackOnly", noCompose, here, "the LAN - loopbackOnly", noTailnet,
                "the internet - loopbackOnly",
            ]
        ) { $0.listen("127.0.0.1") },
        Row(
            "loopback alone behind a proxy",
            best: "ws://bots.example:80/ws",
            [
                "a container on docker0 - loopbackOnly", noCompose, here, "the LAN - loopbackOnly", noTailnet,
                "the internet ws://bots.example:80/ws",
            ]
        ) {
            $0.listen("127.0.0.1")
            $0.snapshot.endpoint.publicURL = "ws://bots.example:80/ws"
        },
        Row(
            "in a container",
            best: "ws://127.0.0.1:8021\(path)",
            [
                "the same compose network ws://SERVICE:8021\(path)", here, "the LAN - insideContainer",
                "the tailnet - insideContainer", "the internet - insideContainer",
            ]
        ) {
            $0.machine?.isContainer = true
            $0.machine?.addresses.removeAll { $0.network == .containerBridge }
        },
        Row(
            "in a container with the host's network",
            best: lanURL,
            [docker, noCompose, here, lan, noTailnet, noInternet]
        ) { $0.machine?.isContainer = true },
        Row(
            "nothing listens",
            best: "ws://127.0.0.1:8021\(path)",
            ["this host - nothingListens", "the LAN - nothingListens", "the internet - nothingListens"]
        ) { $0.fail(nil) },
        Row(
            "not looked yet",
            best: "ws://127.0.0.1:8021\(path)",
            [noCompose, here, "the LAN - notLookedYet", "the tailnet - notLookedYet", "the internet - notLookedYet"]
        ) { $0.machine = nil },
        Row(
            "the way out first, IPv4 before IPv6",
            best: "ws://10.0.0.5:8021\(path)",
            [
                docker, noCompose, here, "the LAN ws://10.0.0.5:8021\(path)", lan, "the LAN ws://[fd00::5]:8021\(path)",
                noTailnet, noInternet,
            ]
        ) {
            $0.machine?.addresses.insert(
                .init(interface: "eth1", address: "fd00::5", prefixLength: 64, network: .lan),
                at: 0
            )
            $0.machine?.add("10.0.0.5", .lan, on: "eth1", prefix: 8)
            $0.machine?.defaultRouteAddress = "10.0.0.5"
        },
    ]

    @Test("each place has its own, or a reason for none", arguments: rows)
    func advice(_ row: Row) {
        let adviser = AddressAdviser(row.evidence)
        let advice = adviser.advice
        let summary = advice.map { advice in
            let reason = advice.notes.first.map { "\($0)".prefix { $0 != "(" } } ?? "?"
            return "\(advice.place.label(.english)) \(advice.url ?? "- \(reason)")"
        }
        #expect(summary == row.expected)
        #expect(adviser.best == row.best)
        for language in Language.allCases {
            for note in advice.flatMap(\.notes) {
                let isChinese = note.text(language).unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
                #expect(isChinese == (language == .chinese))
            }
        }
    }

    @Test("what lies between is unseen, what has been used is proved")
    func certainty() {
        var evidence = Evidence.healthyMachine()
        evidence.machine?.add("203.0.113.7", .public)
        evidence.machine?.cloud = "Tencent Cloud"
        func certainty(_ place: BotPlace) -> Certainty? {
            AddressAdviser(evidence).advice.first { $0.place == place }?.certainty
        }
        #expect(certainty(.internet) == .unseen)
        #expect(certainty(.lan) == .likely)
        #expect(certainty(.container(interface: "docker0")) == .proved)
        #expect(certainty(.sameHost) == .proved)
        let notes = AddressAdviser(evidence).advice.first { $0.place == .internet }?.notes
        #expect(notes == [.publicInterface, .providerFirewall(vendor: "Tencent Cloud", port: 8021), .clearText])
        evidence.attempts.append(.accepted("198.51.100.3", network: .public, ago: 10))
        #expect(certainty(.internet) == .proved)
    }

    @Test("a host of many networks is told in part")
    func many() {
        var evidence = Evidence.healthyMachine()
        for index in 0..<500 {
            evidence.machine?.add("10.1.\(index % 250).\(index / 250)", .lan)
            evidence.machine?.add("172.20.\(index % 250).\(index / 250)", .containerBridge, on: "br-\(index)")
        }
        #expect(AddressAdviser(evidence).advice.count == 8 + 1 + 1 + 8 + 1 + 1)
    }

    private static let peers: [(Subject, String?)] = [
        (.address("127.0.0.1"), "ws://127.0.0.1:8021/onebot/v11/ws"),
        (.address("::1"), "ws://127.0.0.1:8021/onebot/v11/ws"),
        (.address("172.17.0.9"), "ws://172.17.0.1:8021/onebot/v11/ws"),
        (.address("172.18.0.9"), "ws://172.18.0.1:8021/onebot/v11/ws"),
        (.address("192.168.1.77"), "ws://192.168.1.20:8021/onebot/v11/ws"),
        (.address("10.9.9.9"), "ws://192.168.1.20:8021/onebot/v11/ws"),
        (.address("fd00:1::9"), "ws://[fd00:1::1]:8021/onebot/v11/ws"),
        (.address("100.64.7.7"), "ws://100.64.0.2:8021/onebot/v11/ws"),
        (.address("198.51.100.3"), "ws://203.0.113.7:8021/onebot/v11/ws"),
        (.address("no address"), nil),
        (.bot("10001"), "ws://172.17.0.1:8021/onebot/v11/ws"),
        (.bot("999"), nil),
        (.listener(host: "192.168.1.20", port: 8021), "ws://192.168.1.20:8021/onebot/v11/ws"),
        (.listener(host: "0.0.0.0", port: 8021), "ws://203.0.113.7:8021/onebot/v11/ws"),
        (.machine, "ws://203.0.113.7:8021/onebot/v11/ws"),
        (.key, "ws://203.0.113.7:8021/onebot/v11/ws"),
        (.path("/"), nil),
        (.terminal("xterm"), nil),
    ]

    @Test("each peer dials the address that it can reach", arguments: peers)
    func peer(_ subject: Subject, _ url: String?) {
        var evidence = Evidence.healthyMachine()
        evidence.machine?.add("172.18.0.1", .containerBridge, on: "br-1a2b", prefix: 16)
        evidence.machine?.add("fd00:1::1", .lan, prefix: 64)
        evidence.machine?.add("100.64.0.2", .tailnet, on: "tailscale0", prefix: 32)
        evidence.machine?.add("203.0.113.7", .public)
        #expect(AddressAdviser(evidence).address(for: subject) == url)
    }

    @Test("where the near address is not listened on none is told, and the public URL comes first for the internet")
    func special() {
        var evidence = Evidence.healthyMachine()
        evidence.listen("127.0.0.1")
        #expect(AddressAdviser(evidence).address(for: .address("192.168.1.77")) == nil)
        evidence.listen("::")
        #expect(AddressAdviser(evidence).address(for: .address("127.0.0.1")) == "ws://[::1]:8021/onebot/v11/ws")
        evidence.snapshot.endpoint.publicURL = "wss://bots.example/ws"
        #expect(AddressAdviser(evidence).address(for: .address("198.51.100.3")) == "wss://bots.example/ws")
    }

    @Test("addresses that are none, and prefixes that no network has, are borne")
    func hostile() {
        var evidence = Evidence.healthyMachine()
        for (address, prefix) in [
            ("", 0), ("1.2.3", 33), ("::1::", -1), ("10.0.0.1", Int.max), ("fd00::1", Int.min),
            ("1.2.3.4.5.6.7.8", 8), (String(repeating: ":", count: 9000), 64), ("%", 1), ("[", 1), ("[]", 1),
        ] {
            evidence.machine?.add(address, .lan, prefix: prefix)
        }
        let adviser = AddressAdviser(evidence)
        #expect(adviser.advice.count(where: { $0.place == .lan }) == 3)
        for peer in ["", "[", "]", "%eth0", "1.2.3.4%", "999.1.1.1", "::ffff:1.2.3.4", "fd00::2"] {
            _ = adviser.address(for: .address(peer))
        }
        #expect(adviser.address(for: .address("::ffff:192.168.1.4%eth0")) == "ws://192.168.1.20:8021/onebot/v11/ws")
    }
}
