import Doctor
import DoctorTesting
import Foundation
import Snapshot
import Testing

@Suite("The address for NapCat")
struct AddressChoiceTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var evidence: Evidence
        var expected: String?

        init(_ name: String, _ expected: String?, _ look: NapCatLook?, _ change: (inout Evidence) -> Void = { _ in }) {
            self.testDescription = name
            self.expected = expected
            self.evidence = .healthyMachine()
            // A second bridge: the first is not always meant.
            self.evidence.machine?.add("172.18.0.1", .containerBridge, on: "br-1a2b", prefix: 16)
            self.evidence.snapshot.napcat.look = look
            change(&self.evidence)
        }
    }

    private static func container(_ networks: NapCatContainer.Network..., isHost: Bool = false) -> NapCatLook {
        .healthy { look in
            look.container = NapCatContainer(
                name: "napcat",
                state: "running",
                usesHostNetwork: isHost,
                networks: networks
            )
        }
    }

    private static let here = "ws://127.0.0.1:8021/onebot/v11/ws"

    private static func contained(_ evidence: inout Evidence) {
        evidence.machine?.isContainer = true
        evidence.machine?.addresses = [
            .init(interface: "lo", address: "127.0.0.1", prefixLength: 8, network: .loopback),
            .init(interface: "eth0", address: "172.20.0.4", prefixLength: 16, network: .lan),
        ]
    }

    private static let rows: [Row] = [
        Row("not looked yet", here, nil), Row("no NapCat", here, .nothing),
        Row("on this machine itself", here, .healthy { $0.container = nil }),
        Row("with the host's network", here, container(.init(name: "host"), isHost: true)),
        Row(
            "on docker0",
            "ws://172.17.0.1:8021/onebot/v11/ws",
            container(.init(name: "bridge", address: "172.17.0.5", gateway: "172.17.0.1"))
        ),
        Row(
            "on the other bridge",
            "ws://172.18.0.1:8021/onebot/v11/ws",
            container(.init(name: "nekro_network", address: "172.18.0.3", gateway: "172.18.0.1"))
        ),
        Row(
            "a bridge that is not seen here: any but the loopback",
            "ws://172.17.0.1:8021/onebot/v11/ws",
            container(.init(name: "x", gateway: "172.30.0.1"))
        ),
        Row("no bridge is seen: the LAN", "ws://192.168.1.20:8021/onebot/v11/ws", container(.init(name: "x"))) {
            $0.machine?.addresses.removeAll { $0.network == .containerBridge }
        },
        Row(
            "on another machine",
            "ws://192.168.1.20:8021/onebot/v11/ws",
            .healthy { look in
                look.container = nil
                look.isElsewhere = true
            }
        ),
        Row("loopback alone", here, container(.init(name: "bridge", gateway: "172.17.0.1"))) { $0.listen("127.0.0.1") },
        Row(
            "in one network with us",
            "ws://172.20.0.4:8021/onebot/v11/ws",
            container(.init(name: "nekro_network", address: "172.20.0.9", gateway: "172.20.0.1")),
            contained
        ),
        Row(
            "we in a container, NapCat in another network: nothing with a name to be replaced",
            here,
            container(.init(name: "x", address: "172.30.0.9", gateway: "172.30.0.1")),
            contained
        ),
        Row("nothing listens", nil, .healthy()) { $0.fail(nil) },
    ]

    @Test("is the one that its container reaches", arguments: rows)
    func choice(_ row: Row) {
        let advice = AddressAdviser(row.evidence).advice
        let index = ConnectGuide.choice(of: advice, look: row.evidence.snapshot.napcat.look)
        #expect(index.flatMap { advice[$0].url } == row.expected)
    }

    @Test("the bridge that NapCat is on stands first, and is the best where there is room for one")
    func preferred() {
        var evidence = Evidence.healthyMachine()
        for number in 20..<40 {
            evidence.machine?.add("172.\(number).0.1", .containerBridge, on: "br-\(number)", prefix: 16)
        }
        #expect(AddressAdviser(evidence).advice.first?.place == .container(interface: "docker0"))
        evidence.snapshot.napcat.look = Self.container(.init(name: "nekro", gateway: "172.39.0.1"))
        let adviser = AddressAdviser(evidence)
        #expect(adviser.advice.first?.place == .container(interface: "br-39"))
        #expect(adviser.best == "ws://172.39.0.1:8021/onebot/v11/ws")
    }

    @Test("a network of both is told by its name, and its address can be put in as it is")
    func shared() throws {
        var evidence = Evidence.healthyMachine()
        Self.contained(&evidence)
        let before = try #require(AddressAdviser(evidence).advice.first)
        #expect(before.url == "ws://SERVICE:8021/onebot/v11/ws" && !before.isWhole)
        evidence.snapshot.napcat.look = Self.container(.init(name: "nekro_network", address: "172.20.0.9"))
        let advice = try #require(AddressAdviser(evidence).advice.first)
        #expect(advice.place == .composeNetwork && advice.isWhole)
        #expect(advice.notes.contains(.sharedNetwork(name: "nekro_network")))
        for language in Language.allCases {
            #expect(advice.notes.contains { $0.text(language).contains("nekro_network") })
        }
    }
}
