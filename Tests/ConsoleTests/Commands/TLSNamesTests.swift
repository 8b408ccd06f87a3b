import Host
import Testing

@testable import Console

@Suite("The names of a self-signed certificate")
struct TLSNamesTests {
    @Test("what the operator gave stands first, each once, and nothing that a certificate cannot name")
    func all() {
        let names = TLSNames(
            given: ["bots.example.org", "192.0.2.7"],
            publicURL: "wss://Bots.Example.org:443/ws",
            environment: ["SSH_CONNECTION": "198.51.100.3 5000 203.0.113.7 22"],
            addresses: [
                .init(interface: "eth0", address: "10.0.0.4", kind: .lan),
                .init(interface: "eth0", address: "fe80::1", kind: .linkLocal),
                .init(interface: "lo", address: "127.0.0.1", kind: .loopback),
            ],
            hostName: "my server"
        )
        #expect(
            names.all == [
                "bots.example.org", "192.0.2.7", "localhost", "host.docker.internal", "203.0.113.7", "127.0.0.1", "::1",
                "10.0.0.4",
            ]
        )
    }

    @Test(
        "names that can be in a certificate",
        arguments: [
            ("a", true), ("*.example.org", true), ("bot_1.lan", true), ("::1", true), ("", false), ("a b", false),
            ("-a", false), ("a..b", false), ("fe80::1%eth0", false), (String(repeating: "a", count: 64), false),
            ("例子", false), ("a/b", false),
        ]
    )
    func usable(_ name: String, _ isUsable: Bool) {
        #expect(TLSNames.isUsable(name) == isUsable)
    }
}
