import Foundation
import Testing

@testable import Host

@Suite struct NetworkFactsTests {
    private static let addresses = [
        LocalAddress(interface: "lo", address: "127.0.0.1", kind: .loopback, prefixLength: 8),
        LocalAddress(interface: "eth0", address: "10.1.0.7", kind: .lan, prefixLength: 16),
        LocalAddress(interface: "eth0", address: "192.0.2.2", kind: .public, prefixLength: 24),
        LocalAddress(interface: "eth0", address: "fe80::1", kind: .linkLocal, prefixLength: 64),
        LocalAddress(interface: "eth0", address: "fd00::2", kind: .lan, prefixLength: 64),
        LocalAddress(interface: "docker0", address: "172.17.0.1", kind: .containerBridge, prefixLength: 16),
        LocalAddress(interface: "br-1", address: "172.18.0.1", kind: .containerBridge, prefixLength: 20),
        LocalAddress(interface: "br-1", address: "fe80::2", kind: .containerBridge, prefixLength: 64),
    ]
    /// A line of the table, the addresses by their first two digits and with a one at the end.
    private static func sixRoute(
        to destination: String,
        length: String,
        by gateway: String,
        metric: String,
        flags: String,
        _ interface: String
    ) -> String {
        let zeros = String(repeating: "0", count: 30)
        let destination = destination.isEmpty ? zeros + "00" : destination + zeros
        let way = gateway.isEmpty ? zeros + "00" : gateway + zeros.dropLast() + "1"
        return "\(destination) \(length) \(zeros)00 00 \(way) \(metric) 00000001 00000000 \(flags)     \(interface)"
    }

    private static let files = [
        "proc/net/route": """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
        eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
        down0\t00000000\t010200C0\t0002\t0\t0\t1\t00000000\t0\t0\t0
        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        """,
        "proc/net/ipv6_route": [
            Self.sixRoute(to: "fd", length: "40", by: "", metric: "00000100", flags: "00000001", "eth0"),
            Self.sixRoute(to: "", length: "00", by: "fd", metric: "00000400", flags: "00000003", "eth0"),
            Self.sixRoute(to: "", length: "00", by: "", metric: "ffffffff", flags: "00200200", "lo"),
        ].joined(separator: "\n"),
        "proc/net/if_inet6": "00000000000000000000000000000001 01 80 10 80       lo\n",
        "proc/sys/net/ipv6/bindv6only": "0\n",
        "etc/hosts":
            "# 10.0.0.1 localhost\n127.0.0.1\tlocalhost x\n::1 LOCALHOST ip6-localhost # a\nnonsense localhost\n",
    ]

    @Test("routes, names and IPv6 are read")
    func all() throws {
        let fixture = try HostFixture(Self.files)
        let facts = NetworkFacts.current(addresses: Self.addresses, folders: fixture.folders)
        #expect(
            facts.fourRoute
                == DefaultRoute(
                    isIPv6: false,
                    interface: "eth0",
                    gateway: "192.0.2.1",
                    gatewayKind: .public,
                    own: Self.addresses[2]
                )
        )
        #expect(
            facts.sixRoute
                == DefaultRoute(
                    isIPv6: true,
                    interface: "eth0",
                    gateway: "fd00::1",
                    gatewayKind: .lan,
                    own: Self.addresses[4]
                )
        )
        #expect(facts.localhost == ["127.0.0.1", "::1"])
        #expect(facts.localhostHasIPv6 == true)
        #expect(facts.isSixOnly == false)
        #expect(facts.hasIPv6 == true)
        #expect(facts.hasPublicAddress)
    }

    @Test(
        "a container's address lies in its bridge's network",
        arguments: [
            ("172.17.3.9", "docker0"), ("172.18.15.255", "br-1"), ("172.18.16.0", nil), ("10.1.0.8", nil), ("x", nil),
            ("::ffff:172.17.0.2", "docker0"), ("fe80::9", nil), ("", nil),
        ] as [(String, String?)]
    )
    func bridge(address: String, interface: String?) {
        #expect(NetworkFacts(addresses: Self.addresses).bridge(containing: address)?.interface == interface)
    }

    @Test("without files there is nothing to tell, and without IPv6 it is said so")
    func nothing() throws {
        let none = NetworkFacts.current(addresses: [], folders: HostFolders(root: "/nonexistent"))
        #expect(none == NetworkFacts(addresses: []))
        let fixture = try HostFixture(["proc/net/route": "Iface\n"])
        #expect(NetworkFacts.current(addresses: [], folders: fixture.folders).hasIPv6 == false)
    }

    @Test("hostile files tell nothing", arguments: Hostile.texts)
    func hostile(text: String) throws {
        let files = Self.files.mapValues { _ in text }
        let fixture = try HostFixture(files)
        let facts = NetworkFacts.current(addresses: Self.addresses, folders: fixture.folders)
        #expect(facts.fourRoute == nil)
        #expect(facts.sixRoute == nil)
        #expect(facts.localhost == [])
        #expect(facts.isSixOnly == nil)
    }

    @Test(
        "a mask's length is that of its leading ones",
        arguments: [
            ([255, 255, 240, 0], 20), ([0, 0, 0, 0], 0), ([255, 255, 255, 255], 32), ([255, 0, 255, 0], nil),
            ([254, 0, 0, 0], 7), ([0, 255, 0, 0], nil), ([253, 0, 0, 0], nil), ([], 0),
        ] as [([UInt8], Int?)]
    )
    func mask(bytes: [UInt8], length: Int?) {
        #expect(AddressBytes.prefixLength(ofMask: bytes) == length)
    }

    @Test("this machine's loopback has the length that it has everywhere")
    func real() {
        let facts = NetworkFacts.current()
        #expect(facts.addresses.contains { $0.address == "127.0.0.1" && $0.prefixLength == 8 })
        #expect(facts.addresses.first { $0.address == "127.0.0.1" }?.isInNetwork(with: "127.9.9.9") == true)
    }

    @Test("drops are read from the line of values under that of names")
    func drops() throws {
        let fixture = try HostFixture([
            "proc/net/netstat":
                "TcpExt: A ListenOverflows ListenDrops B\nTcpExt: 1 7 9 2\nIpExt: ListenDrops\nIpExt: 5\n",
            "proc/sys/net/core/somaxconn": "4096\n",
        ])
        #expect(ListenDrops.current(folders: fixture.folders) == ListenDrops(overflows: 7, drops: 9, mostWaiting: 4096))
    }

    @Test("hostile tables have no drops", arguments: Hostile.texts)
    func hostileDrops(text: String) throws {
        let fixture = try HostFixture(["proc/net/netstat": text])
        #expect(ListenDrops.current(folders: fixture.folders) == nil)
    }
}
