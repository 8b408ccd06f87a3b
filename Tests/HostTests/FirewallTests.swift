import Foundation
import Testing

@testable import Host

@Suite struct FirewallTests {
    private static let question = FirewallQuestion(port: 8021)
    private static let ufw = [
        "etc/ufw/ufw.conf": "# ufw\nENABLED=yes\nLOGLEVEL=low\n", "etc/default/ufw": "DEFAULT_INPUT_POLICY=\"DROP\"\n",
        "etc/ufw/before.rules": """
        *filter
        :ufw-before-input - [0:0]
        :ufw-not-local - [0:0]
        -A ufw-before-input -i lo -j ACCEPT
        -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        -A ufw-before-input -m conntrack --ctstate INVALID -j ufw-logging-deny
        -A ufw-before-input -m conntrack --ctstate INVALID -j DROP
        -A ufw-before-input -p udp --sport 67 --dport 68 -j ACCEPT
        -A ufw-before-input -j ufw-not-local
        -A ufw-not-local -m addrtype --dst-type LOCAL -j RETURN
        -A ufw-not-local -m limit --limit 3/min --limit-burst 10 -j ufw-logging-deny
        -A ufw-not-local -j DROP
        -A ufw-before-input -p udp -d 224.0.0.251 --dport 5353 -j ACCEPT
        COMMIT
        """,
        "etc/ufw/user.rules": "*filter\n:ufw-user-input - [0:0]\nCOMMIT\n",
        "etc/ufw/after.rules": "*filter\n:ufw-after-input - [0:0]\nCOMMIT\n",
    ]

    private func reading(_ fixture: HostFixture, isPrivileged: Bool = false) -> FirewallReading {
        Firewall.read(folders: fixture.folders, toolFolders: [fixture.path("bin")], isPrivileged: isPrivileged)
    }

    @Test(
        "ufw's files tell what it is set to, and never more than that",
        arguments: [
            ("", FirewallReason.saved(accepts: false)),
            ("-A ufw-user-input -p tcp --dport 8021 -j ACCEPT", .saved(accepts: true)),
            ("-A ufw-user-input -p tcp --dport 22 -j ACCEPT", .saved(accepts: false)),
            ("-A ufw-user-input -i eth0 -p tcp --dport 8021 -j ACCEPT", .needsPrivilege),
        ]
    )
    func saved(rule: String, expected: FirewallReason) throws {
        let fixture = try HostFixture(Self.ufw)
        try fixture.write("etc/ufw/user.rules", "*filter\n:ufw-user-input - [0:0]\n\(rule)\nCOMMIT\n")
        let verdict = self.reading(fixture).verdict(Self.question)
        #expect(verdict == FirewallVerdict(state: .unknown, tool: .ufw, reason: expected))
    }

    @Test("a ufw that is off, or whose rules may not be read, tells nothing")
    func off() throws {
        let fixture = try HostFixture(Self.ufw)
        try fixture.write("etc/ufw/ufw.conf", "ENABLED=no\n")
        #expect(
            self.reading(fixture).verdict(Self.question) == FirewallVerdict(state: .unknown, reason: .needsPrivilege)
        )
        let half = try HostFixture([
            "etc/ufw/ufw.conf": "ENABLED=yes\n", "etc/default/ufw": "DEFAULT_INPUT_POLICY=DROP\n",
        ])
        let expected = FirewallVerdict(state: .unknown, tool: .ufw, reason: .needsPrivilege)
        #expect(self.reading(half).verdict(Self.question) == expected)
    }

    @Test("firewalld's zones tell what they are set to, rich rules and sources nothing")
    func firewalld() throws {
        let fixture = try HostFixture([
            "proc/40/comm": "firewalld\n", "etc/firewalld/firewalld.conf": "DefaultZone=public\n",
            "usr/lib/firewalld/services/bots.xml": "<service><port protocol=\"tcp\" port=\"9000-9010\"/></service>",
            "usr/lib/firewalld/zones/public.xml": "<zone><port port=\"1\" protocol=\"tcp\"/></zone>",
            "etc/firewalld/zones/public.xml": """
            <?xml version="1.0"?><!-- <port port="7" protocol="tcp"/> --><zone>
            <port port="8021" protocol="tcp"/><port protocol='tcp' port='8100-8200'/><port port="53" protocol="udp"/>
            <service name="bots"/></zone>
            """,
            "etc/firewalld/zones/work.xml": """
            <zone target="DROP"><interface name="eth1"/><rule><port port="5" protocol="tcp"/><accept/></rule></zone>
            """,
            "etc/firewalld/zones/docker.xml": #"<zone target="ACCEPT"><interface name="docker0"/></zone>"#,
        ])
        let reading = self.reading(fixture)
        #expect(reading.manager == .firewalld)
        func reason(_ port: UInt16, _ interface: String? = nil) -> FirewallReason {
            reading.verdict(FirewallQuestion(port: port, interface: interface)).reason
        }
        #expect(reason(8021) == .saved(accepts: true))
        #expect(reason(8150) == .saved(accepts: true))
        #expect(reason(9005) == .saved(accepts: true))
        #expect(reason(53) == .saved(accepts: false))
        #expect(reason(1) == .saved(accepts: false))
        #expect(reason(7) == .saved(accepts: false))
        #expect(reason(5, "eth1") == .needsPrivilege)
        #expect(reason(5, "docker0") == .saved(accepts: true))
        #expect(reading.firewalld.zone(of: "eth1") == "work")
    }

    private static let closed = #"""
        {"nftables":[{"chain":{"family":"inet","table":"f","name":"in","type":"filter","hook":"input","policy":"drop"}}]}
        """#
    private static let empty = #"{"nftables":[]}"#

    @Test("with the privilege the kernel's rules are read, and ufw is named for what it manages")
    func privileged() throws {
        let fixture = try HostFixture(Self.ufw)
        try fixture.script("bin/nft", "[ \"$*\" = '-j list ruleset' ] && echo '\(Self.closed)'")
        let rule = FirewallRule(base: "inet f in", chain: "inet f in", tool: .nft)
        let expected = FirewallVerdict(state: .closed, tool: .ufw, reason: .rule(rule), redirect: .none)
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question) == expected)
        try fixture.script("bin/nft", "echo '\(Self.empty)'")
        try fixture.write("proc/net/route", "")
        let open = FirewallVerdict(state: .open, tool: .ufw, reason: .noRules, redirect: .none)
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question) == open)
    }

    @Test("older tables count too, and are unknown where nothing shows them")
    func old() throws {
        let fixture = try HostFixture(["proc/net/ip_tables_names": "filter\n"])
        try fixture.script("bin/nft", "echo '\(Self.empty)'")
        #expect(
            self.reading(fixture, isPrivileged: true).verdict(Self.question).reason == .noTool("iptables-legacy-save")
        )
        // The newer program of the usual name does not show them.
        try fixture.script("bin/iptables-save", "echo '# Generated by iptables-save v1.8.9 (nf_tables) on x'")
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).state == .unknown)
        try fixture.script("bin/iptables-save", "echo '# Generated'; echo '*filter'; echo ':INPUT DROP [0:0]'")
        let verdict = self.reading(fixture, isPrivileged: true).verdict(Self.question)
        #expect(verdict.state == .closed)
        #expect(verdict.tool == .iptables)
    }

    @Test("what only iptables can read is read by it")
    func foreign() throws {
        let fixture = try HostFixture(["proc/net/ip_tables_names": ""])
        try fixture.script(
            "bin/nft",
            #"""
            echo '{"nftables":[{"chain":{"family":"ip","table":"filter","name":"INPUT","type":"filter","hook":"input",
            "policy":"drop"}},{"rule":{"family":"ip","table":"filter","chain":"INPUT","expr":[{"xt": null},{"accept":null}]}}]}'
            """#
        )
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).state == .unknown)
        try fixture.script(
            "bin/iptables-save",
            "printf '# x (nf_tables)\\n*filter\\n:INPUT DROP [0:0]\\n-A INPUT -m multiport --dports 8021 -j ACCEPT\\n'"
        )
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).state == .open)
    }

    @Test(
        "a program that fails, hangs or floods is an unknown",
        arguments: [
            ("exit 3", ToolFailure.ended(status: 3)), ("kill -9 $$", .ended(status: -9)), ("sleep 60 & wait", .tooSlow),
            ("exec 1>&-; sleep 60", .tooSlow), ("yes", .tooMuch), ("cat; exit 4", .ended(status: 4)),
        ]
    )
    func failing(script: String, expected: ToolFailure) throws {
        let fixture = try HostFixture()
        try fixture.script("bin/nft", script)
        let start = ContinuousClock.now
        let reading = self.reading(fixture, isPrivileged: true)
        #expect(reading.verdict(Self.question) == FirewallVerdict(state: .unknown, reason: .failed("nft", expected)))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("a kernel without nf_tables has no rules of nft's, and otherwise they are unknown without it")
    func noTool() throws {
        let fixture = try HostFixture(["proc/sys/kernel/osrelease": "3.10\n", "proc/net/ip_tables_names": ""])
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).reason == .noTool("nft"))
        try fixture.write("lib/modules/3.10/modules.builtin", "kernel/net/ipv4/ip.ko\n")
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).reason == .noRules)
        try fixture.write("sys/module/nf_tables/refcnt", "1\n")
        #expect(self.reading(fixture, isPrivileged: true).verdict(Self.question).reason == .noTool("nft"))
    }

    @Test(
        "the command to open a port suits the tool",
        arguments: [
            (FirewallCommand.open(port: 8021, tool: .ufw), "ufw allow 8021/tcp"),
            (
                FirewallCommand.open(port: 8021, tool: .ufw, interface: "docker0"),
                "ufw allow in on docker0 to any port 8021 proto tcp"
            ),
            (
                FirewallCommand.open(port: 8021, tool: .firewalld),
                "firewall-cmd --permanent --add-port=8021/tcp && firewall-cmd --reload"
            ),
            (
                FirewallCommand.open(port: 8021, tool: .firewalld, zone: "work"),
                "firewall-cmd --permanent --zone=work --add-port=8021/tcp && firewall-cmd --reload"
            ),
            (FirewallCommand.open(port: 8021, tool: .nft), "nft insert rule inet filter input tcp dport 8021 accept"),
            (
                FirewallCommand.open(port: 1, tool: .nft, interface: "br-1", base: "ip f in"),
                "nft insert rule ip f in iifname br-1 tcp dport 1 accept"
            ),
            (FirewallCommand.open(port: 8021, tool: .iptables), "iptables -I INPUT -p tcp --dport 8021 -j ACCEPT"),
            (
                FirewallCommand.open(port: 1, tool: .iptables, interface: "a;b", base: "raw PREROUTING", isIPv6: true),
                "ip6tables -t raw -I PREROUTING -i 'a;b' -p tcp --dport 1 -j ACCEPT"
            ),
            (
                FirewallCommand.open(port: 1, tool: .iptables, base: "ip filter INPUT"),
                "iptables -I INPUT -p tcp --dport 1 -j ACCEPT"
            ),
        ]
    )
    func command(command: String, expected: String) {
        #expect(command == expected)
    }
}
