import Testing

@testable import Host

@Suite struct AddressClassTests {
    @Test(
        "an address is classified by its range",
        arguments: [
            ("127.0.0.1", AddressClass.loopback), ("127.255.3.4", .loopback), ("::1", .loopback),
            ("::ffff:127.0.0.1", .loopback), ("0.0.0.0", .unspecified), ("::", .unspecified),
            ("[::]", .unspecified), ("10.0.0.9", .lan), ("172.16.0.1", .lan), ("172.31.255.255", .lan),
            ("172.15.0.1", .public), ("172.32.0.1", .public), ("192.168.1.1", .lan), ("192.169.1.1", .public),
            ("::ffff:192.168.1.1", .lan), ("fd00::1", .lan), ("fc00::1", .lan), ("fec0::1", .lan),
            ("100.64.0.1", .tailnet), ("100.127.255.254", .tailnet), ("100.63.0.1", .public),
            ("100.128.0.1", .public), ("fd7a:115c:a1e0::1", .tailnet), ("169.254.10.1", .linkLocal),
            ("fe80::1", .linkLocal), ("fe80::1%eth0", .linkLocal), ("[fe80::1%2]", .linkLocal),
            ("203.0.113.7", .public), ("8.8.8.8", .public), ("2001:4860::1", .public), ("224.0.0.1", .other),
            ("255.255.255.255", .other), ("ff02::1", .other), ("198.18.0.5", .other), ("0.1.2.3", .other),
        ]
    )
    func byRange(address: String, expected: AddressClass) {
        #expect(AddressClass.of(address) == expected)
    }

    @Test(
        "what is no address has no class",
        arguments: ["", "localhost", "1.2.3", "256.1.1.1", "1.2.3.4.5", "::g", "10.0.0.1\u{0}", "1.2.3.4/8", "[", "%"]
    )
    func noAddress(text: String) {
        #expect(AddressClass.of(text) == nil)
    }

    @Test(
        "a private address on a container bridge is the bridge's",
        arguments: [
            ("172.17.0.1", "docker0", AddressClass.containerBridge), ("172.18.0.1", "br-0a1b2c", .containerBridge),
            ("10.88.0.1", "podman0", .containerBridge), ("fe80::1", "veth12", .containerBridge),
            ("172.17.0.1", "eth0", .lan), ("203.0.113.7", "docker0", .public), ("127.0.0.1", "docker0", .loopback),
        ]
    )
    func bridge(address: String, interface: String, expected: AddressClass) {
        #expect(AddressClass.of(address, interface: interface) == expected)
    }
}

@Suite struct LocalAddressesTests {
    @Test("this machine's addresses have the loopback among them, each once and classified")
    func loopback() {
        let all = LocalAddresses.all()
        #expect(all.contains { $0.address == "127.0.0.1" && $0.kind == .loopback })
        #expect(Set(all).count == all.count)
        for local in all {
            #expect(AddressClass.of(local.address, interface: local.interface) == local.kind)
            #expect(!local.interface.isEmpty)
        }
    }

    @Test("bytes become the usual text and back")
    func text() {
        #expect(AddressBytes.text([10, 0, 0, 9]) == "10.0.0.9")
        #expect(AddressBytes.text([UInt8](repeating: 0, count: 15) + [1]) == "::1")
        #expect(AddressBytes.text([1, 2, 3]) == nil)
        #expect(AddressBytes.parse("::ffff:10.0.0.9") == [10, 0, 0, 9])
    }
}
