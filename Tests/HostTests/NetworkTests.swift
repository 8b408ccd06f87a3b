import Foundation
import TerminalTesting
import Testing

@testable import Host

/// With true networks, packets and rules of the kernel's.
@Suite(
    .enabled(if: TestNetwork.obstacle == nil, "\(TestNetwork.obstacle ?? "")"),
    .serialized
) struct NetworkTests {
    private static let input = "add chain inet f input { type filter hook input priority 0; policy drop; }"

    /// What the probe says once `isThere` holds for it.
    private func report(
        of probe: ServingProbe,
        until what: String,
        _ isThere: ([String: String]) -> Bool
    ) async throws -> [String: String] {
        var facts: [String: String] = [:]
        try await wait(until: what) {
            facts = try probe.report()
            return isThere(facts)
        }
        return facts
    }

    @Test("without rules a call is heard and accepted, and the port is open")
    func open() async throws {
        let network = try TestNetwork()
        let probe = try ServingProbe(in: network)
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "connected\n")
        let facts = try await self.report(of: probe, until: "it is accepted") {
            $0["accepted"] == "1" && $0["callers"] != nil
        }
        #expect(facts["callers"] == "10.77.0.2@eth0x1+0")
        #expect(facts["verdict"] == "open")
    }

    @Test("a firewall that drops is closed: the bell rings, again and again, and nobody comes (NET-07)")
    func dropped() async throws {
        let network = try TestNetwork()
        try network.nft("add table inet f; \(Self.input); add rule inet f input tcp dport 22 accept")
        let probe = try ServingProbe(in: network)
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "timeout\n")
        let facts = try await self.report(of: probe, until: "it rings") { $0["attempts"] != "0" }
        #expect(facts["accepted"] == "0")
        // The kernel sends the packet again after a second: no new attempt.
        #expect(facts["callers"] == "10.77.0.2@eth0x1+1")
        #expect(facts["verdict"] == "closed")
        #expect(facts["tool"] == "nft")
    }

    @Test("the command that is told for the chain that drops opens the port")
    func repaired() async throws {
        let network = try TestNetwork()
        try network.nft("add table inet f; \(Self.input)")
        let probe = try ServingProbe(in: network, interface: "eth0")
        #expect(try probe.report()["verdict"] == "closed")
        let command = FirewallCommand.open(
            port: TestNetwork.port,
            tool: .nft,
            interface: "eth0",
            base: "inet f input"
        )
        try network.nft(String(command.dropFirst(4)))
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "connected\n")
        #expect(try probe.report()["verdict"] == "open")
    }

    @Test("a rule that goes by the caller's address leaves the verdict unknown")
    func unknown() async throws {
        let network = try TestNetwork()
        try network.nft(
            "add table inet f; \(Self.input); add rule inet f input ip saddr 10.0.0.0/8 tcp dport 8021 accept"
        )
        let probe = try ServingProbe(in: network)
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "connected\n")
        #expect(try probe.report()["verdict"] == "unknown")
    }

    @Test("a port that is led elsewhere is said to be (NET-12)")
    func redirected() async throws {
        let network = try TestNetwork()
        try network.nft(
            "add table ip n; add chain ip n pre { type nat hook prerouting priority -100; }; "
                + "add rule ip n pre tcp dport 8021 redirect to :9"
        )
        let probe = try ServingProbe(in: network)
        // Nobody listens there.
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "error \(ECONNREFUSED)\n")
        let facts = try await self.report(of: probe, until: "it rings") { $0["attempts"] == "1" }
        #expect(facts["accepted"] == "0")
        #expect(facts["redirect"]?.hasPrefix("to(") == true)
    }

    @Test("of a flood from many addresses some hundreds are kept")
    func flooded() async throws {
        let network = try TestNetwork()
        let probe = try ServingProbe(in: network)
        let sent = try network.probe(["flood", TestNetwork.server, "\(TestNetwork.port)", "3000", "10000"])
        #expect(sent.hasPrefix("sent 3000"))
        let facts = try await self.report(of: probe, until: "all have come") { facts in
            (Int(facts["attempts"] ?? "") ?? 0) + (Int(facts["lost"] ?? "") ?? 0) >= 3000
        }
        #expect(facts["kept"] == "256")
    }

    /// Laid out as firewalld does it.
    private static let zones = """
        table inet firewalld {
          chain filter_PREROUTING {
            type filter hook prerouting priority 10; policy accept;
            meta nfproto ipv6 fib saddr . mark . iif oif missing drop
          }
          chain filter_INPUT {
            type filter hook input priority 10; policy accept;
            ct state { established, related } accept
            ct status dnat accept
            iifname "lo" accept
            ct state vmap { invalid : drop }
            jump filter_INPUT_ZONES
            reject with icmpx type admin-prohibited
          }
          chain filter_INPUT_ZONES { iifname "eth0" goto filter_IN_public; goto filter_IN_public; }
          chain filter_IN_public { jump filter_IN_public_allow; meta l4proto { icmp, ipv6-icmp } accept; reject; }
          chain filter_IN_public_allow { tcp dport 22 ct state { new, untracked } accept; }
        }
        """

    @Test("chains of zones are followed to their ends")
    func followed() async throws {
        let network = try TestNetwork()
        try network.nft(Self.zones)
        let probe = try ServingProbe(in: network)
        // Refused and not dropped.
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) != "connected\n")
        #expect(try probe.report()["verdict"] == "closed")
        try network.nft(
            "add rule inet firewalld filter_IN_public_allow tcp dport 8021 ct state { new, untracked } accept"
        )
        #expect(try network.probe(["dial", TestNetwork.server, "\(TestNetwork.port)"]) == "connected\n")
        #expect(try probe.report()["verdict"] == "open")
    }
}
