import Testing

@testable import Host

/// What rules make of a question, by both ways in which they are written.
@Suite struct FirewallRulesTests {
    private static func drop(_ rules: String) -> String {
        "*filter\n:INPUT DROP [0:0]\n:mine - [0:0]\n\(rules)\nCOMMIT\n"
    }

    private static let question = FirewallQuestion(port: 8021)

    @Test(
        "iptables: a rule for the port decides, and one that may hold or not leaves it open",
        arguments: [
            ("", FirewallVerdict.State.closed), ("-A INPUT -p tcp --dport 8021 -j ACCEPT", .open),
            ("-A INPUT -p tcp -m tcp --dport 8020:8030 -j ACCEPT", .open),
            ("-A INPUT -p udp --dport 8021 -j ACCEPT", .closed),
            ("-A INPUT -p tcp -m tcp ! --dport 8021 -j ACCEPT", .closed),
            ("-A INPUT -p tcp --dport 22 -j ACCEPT", .closed),
            ("-A INPUT -i lo -j ACCEPT", .closed), ("-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT", .closed),
            ("-A INPUT -m conntrack --ctstate NEW -m multiport --dports 80,8000:8100 -j ACCEPT", .open),
            ("-A INPUT -m conntrack --ctstate INVALID -j DROP\n-A INPUT -j ACCEPT", .open),
            ("-A INPUT ! -i lo -p tcp --dport 8021 -j ACCEPT", .open), ("-A INPUT -i eth0 -j ACCEPT", .unknown),
            ("-A INPUT -s 10.0.0.0/8 -p tcp --dport 8021 -j ACCEPT", .unknown),
            ("-A INPUT -s 127.0.0.0/8 -j ACCEPT", .closed),
            ("-A INPUT -s 0.0.0.0/0 -j ACCEPT", .open), ("-A INPUT -d 224.0.0.0/4 -j ACCEPT", .closed),
            ("-A INPUT -p tcp --dport 8021 -m limit --limit 3/sec -j ACCEPT", .unknown),
            ("-A INPUT -p tcp --dport 8021 -m recent --set --name x --rsource -j ACCEPT", .unknown),
            ("-A INPUT -p tcp --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT", .open),
            ("-A INPUT -p tcp ! --syn -j ACCEPT", .closed),
            ("-A INPUT -j mine\n-A mine -p tcp --dport 8021 -j ACCEPT", .open),
            ("-A INPUT -j mine\n-A mine -j RETURN", .closed),
            ("-A INPUT -g mine\n-A INPUT -j ACCEPT", .closed),
            ("-A INPUT -j mine\n-A mine -j mine\n-A INPUT -j ACCEPT", .unknown),
            ("-A INPUT -j NFQUEUE --queue-num 1\n-A INPUT -j ACCEPT", .unknown),
            ("-A INPUT -j LOG\n-A INPUT -j ACCEPT", .open),
            ("-A INPUT -j REJECT --reject-with icmp-port-unreachable", .closed),
            ("-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT", .closed),
            (#"-A INPUT -m comment --comment "a -j \"DROP b" -j ACCEPT"#, .open),
            ("-A INPUT -p tcp --dport 8021", .closed),
            ("-A INPUT -m conntrack --ctstatus DNAT -j ACCEPT", .closed),
            ("-A INPUT -m socket -j ACCEPT", .unknown), ("-A INPUT -p tcp --dport http -j ACCEPT", .unknown),
            ("-A INPUT -m addrtype --dst-type LOCAL -j ACCEPT", .open),
            ("-A INPUT -m addrtype --dst-type BROADCAST -j ACCEPT", .closed),
            ("-A FORWARD -j ACCEPT\n-A OUTPUT -j ACCEPT", .closed),
            ("-A INPUT -p tcp --dport 99999 -j ACCEPT", .unknown),
            ("-A INPUT -s 10.0.0.0/99 -j ACCEPT", .unknown), ("-A", .closed), ("-A INPUT -p", .closed),
            ("-A INPUT \"", .closed),
        ] as [(String, FirewallVerdict.State)]
    )
    func tables(rules: String, expected: FirewallVerdict.State) {
        let set = IPTablesRules.parse(Self.drop(rules), question: Self.question)
        #expect(RuleJudgement.verdict(of: set, tool: nil).state == expected)
    }

    @Test("iptables: what is known of the packet makes a verdict of an unknown")
    func known() {
        let rules = Self.drop("-A INPUT -i docker+ -j ACCEPT\n-A INPUT -s 10.0.0.0/255.0.0.0 -j ACCEPT")
        func state(_ question: FirewallQuestion) -> FirewallVerdict.State {
            RuleJudgement.verdict(of: IPTablesRules.parse(rules, question: question), tool: nil).state
        }
        #expect(state(FirewallQuestion(port: 1)) == .unknown)
        #expect(state(FirewallQuestion(port: 1, interface: "docker0", source: "192.0.2.1")) == .open)
        #expect(state(FirewallQuestion(port: 1, interface: "eth0", source: "10.9.9.9")) == .open)
        #expect(state(FirewallQuestion(port: 1, interface: "eth0", source: "11.9.9.9")) == .closed)
        #expect(state(FirewallQuestion(port: 1, interface: "eth0")) == .unknown)
    }

    @Test(
        "a translation of the port to a container is seen",
        arguments: [
            ("-A PREROUTING -p tcp --dport 8021 -j DNAT --to-destination 172.17.0.2:80", "172.17.0.2:80", true),
            (
                "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER\n-A DOCKER ! -i docker0 -p tcp --dport 8021 -j DNAT --to-destination 172.17.0.2:80",
                "172.17.0.2:80", false
            ),
            ("-A PREROUTING -p tcp --dport 8021 -j REDIRECT --to-ports 90", "90", true),
            ("-A PREROUTING -p tcp --dport 8022 -j DNAT --to-destination 172.17.0.2:80", nil, false),
            ("-A OUTPUT -p tcp --dport 8021 -j DNAT --to-destination 172.17.0.2:80", nil, false),
        ] as [(String, String?, Bool)]
    )
    func translation(rules: String, target: String?, isCertain: Bool) {
        let text = "*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:DOCKER - [0:0]\n\(rules)\nCOMMIT\n"
        let verdict = RuleJudgement.verdict(of: IPTablesRules.parse(text, question: Self.question), tool: nil)
        switch verdict.redirect {
        case .none: #expect(target == nil)
        case .to(let place, _): #expect(place == target && isCertain)
        case .possible(let place, _): #expect(place == target && !isCertain)
        case .unknown: Issue.record("a translation that was understood")
        }
        #expect(verdict.state == .open)
    }

    /// A rule set of nft's with one chain for input, whose policy is to drop.
    private static func ruleset(_ rules: [String], more: String = "") -> [UInt8] {
        let objects = rules.map {
            #"{"rule":{"family":"inet","table":"f","chain":"input","handle":7,"expr":[\#($0)]}}"#
        }
        let chain = """
            {"chain":{"family":"inet","table":"f","name":"input","type":"filter","hook":"input","prio":0,"policy":"drop"}}
            """
        let all = [#"{"metainfo":{"version":"1.0.6"}}"#, chain] + objects + (more.isEmpty ? [] : [more])
        return Array("{\"nftables\":[\(all.joined(separator: ","))]}".utf8)
    }

    private static func port(_ operation: String, _ right: String) -> String {
        #"{"match":{"op":"\#(operation)","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":\#(right)}}"#
    }

    private static func meta(_ key: String, _ operation: String, _ right: String) -> String {
        #"{"match":{"op":"\#(operation)","left":{"meta":{"key":"\#(key)"}},"right":\#(right)}}"#
    }

    private static let accept = #"{"accept":null}"#

    @Test(
        "nft: a rule for the port decides, and one that may hold or not leaves it open",
        arguments: [
            ([], FirewallVerdict.State.closed), ([port("==", "8021") + "," + accept], .open),
            ([port("==", "22") + "," + accept], .closed),
            ([port("!=", "22") + "," + accept], .open),
            ([port("==", #"{"set":[22,{"range":[8000,8100]}]}"#) + "," + accept], .open),
            ([port("==", #"{"range":[1,1024]}"#) + "," + accept], .closed), ([port(">", "1024") + "," + accept], .open),
            ([port("==", #""@ports""#) + "," + accept], .open), ([port("==", #""@absent""#) + "," + accept], .unknown),
            ([port("==", #""http""#) + "," + accept], .unknown), ([port("xor", "8021") + "," + accept], .unknown),
            (
                [
                    #"{"match":{"op":"==","left":{"payload":{"protocol":"udp","field":"dport"}},"right":8021}}"# + ","
                        + accept
                ], .closed
            ),
            ([#"{"match":{"op":"in","left":{"ct":{"key":"status"}},"right":"dnat"}}"# + "," + accept], .closed),
            ([meta("iif", "==", #""lo""#) + "," + accept], .closed),
            ([meta("iifname", "!=", #""lo""#) + "," + accept], .open),
            ([meta("iifname", "==", #""docker*""#) + "," + accept], .unknown),
            ([meta("l4proto", "==", #""tcp""#) + "," + accept], .open),
            ([meta("l4proto", "==", #"{"set":["udp",1]}"#) + "," + accept], .closed),
            ([meta("nfproto", "==", #""ipv6""#) + "," + accept], .closed),
            (
                [
                    #"{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}}"# + ","
                        + accept
                ], .closed
            ),
            ([#"{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":"new"}}"# + "," + accept], .open),
            (
                [
                    #"{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":{"prefix":{"addr":"10.0.0.0","len":8}}}}"#
                        + "," + accept
                ], .unknown
            ),
            (
                [
                    #"{"match":{"op":"==","left":{"payload":{"protocol":"ip6","field":"saddr"}},"right":"fd00::1"}}"#
                        + "," + accept
                ], .closed
            ),
            ([#"{"limit":{"rate":3,"per":"second"}}"# + "," + accept], .unknown),
            ([#"{"counter":{"packets":0,"bytes":0}},{"log":null}"# + "," + accept], .open),
            (
                [
                    #"{"match":{"op":"==","left":{"&":[{"payload":{"protocol":"tcp","field":"flags"}},{"|":["syn","ack"]}]},"right":"syn"}}"#
                        + "," + accept
                ], .open
            ),
            (
                [
                    #"{"match":{"op":"!=","left":{"&":[{"payload":{"protocol":"tcp","field":"flags"}},["fin","syn"]]},"right":"syn"}}"#
                        + "," + #"{"drop":null}"#, accept,
                ], .open
            ),
            (
                [
                    #"{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["established",{"accept":null}],["new",{"jump":{"target":"sub"}}]]}}}"#
                ], .open
            ),
            (
                [
                    #"{"vmap":{"key":{"payload":{"protocol":"tcp","field":"dport"}},"data":{"set":[[22,{"accept":null}]]}}}"#
                ], .closed
            ),
            ([#"{"vmap":{"key":{"meta":{"key":"iifname"}},"data":"@absent"}}"#, accept], .unknown),
            ([#"{"jump":{"target":"sub"}}"#], .open), ([#"{"jump":{"target":"nowhere"}}"#, accept], .unknown),
            ([#"{"goto":{"target":"empty"}}"#, accept], .closed), ([#"{"queue":{"num":1}}"#, accept], .unknown),
            ([#"{"xt":null}"#, accept], .unknown), ([#"{"xt":{"type":"target","name":"REJECT"}}"#], .closed),
            ([#"{"what":{}}"#, accept], .unknown), ([#"{"a":1,"b":2}"#, accept], .unknown), (["7", accept], .unknown),
            ([#"{"notrack":null}"#, accept], .unknown),
            ([#"{"mangle":{"key":{"meta":{"key":"mark"}},"value":1}}"# + "," + accept], .open),
            (
                [
                    #"{"match":{"op":"==","left":{"fib":{"result":"type","flags":["daddr"]}},"right":"local"}}"# + ","
                        + accept
                ], .open
            ),
            (
                [
                    #"{"match":{"op":"==","left":{"fib":{"result":"type","flags":["daddr"]}},"right":{"set":["broadcast","multicast"]}}}"#
                        + "," + accept
                ], .closed
            ),
        ] as [([String], FirewallVerdict.State)]
    )
    func nft(rules: [String], expected: FirewallVerdict.State) throws {
        let more = """
            {"set":{"family":"inet","table":"f","name":"ports","elem":[{"elem":{"val":8021,"timeout":5}}]}},
            {"chain":{"family":"inet","table":"f","name":"empty"}},{"chain":{"family":"inet","table":"f","name":"sub"}},
            {"rule":{"family":"inet","table":"f","chain":"sub","expr":[{"accept":null}]}}
            """
        let read = try #require(NFTRules(Self.ruleset(rules, more: more), question: Self.question))
        #expect(RuleJudgement.verdict(of: read.rules, tool: nil).state == expected)
    }

    @Test("nft: every chain must let a packet through, and only those that it passes")
    func chains() throws {
        func state(_ chain: String, question: FirewallQuestion = Self.question) throws -> FirewallVerdict.State {
            let text = Self.ruleset([Self.accept], more: chain)
            return RuleJudgement.verdict(of: try #require(NFTRules(text, question: question)).rules, tool: nil).state
        }
        let drop = #""type":"filter","prio":0,"policy":"drop""#
        #expect(try state(#"{"chain":{"family":"ip","table":"g","name":"a","hook":"prerouting",\#(drop)}}"#) == .closed)
        #expect(try state(#"{"chain":{"family":"ip6","table":"g","name":"a","hook":"input",\#(drop)}}"#) == .open)
        let six = FirewallQuestion(port: 8021, source: "2001:db8::1")
        #expect(
            try state(#"{"chain":{"family":"ip6","table":"g","name":"a","hook":"input",\#(drop)}}"#, question: six)
                == .closed
        )
        #expect(try state(#"{"chain":{"family":"ip","table":"g","name":"a","hook":"forward",\#(drop)}}"#) == .open)
        #expect(try state(#"{"chain":{"family":"bridge","table":"g","name":"a","hook":"input",\#(drop)}}"#) == .open)
    }

    @Test("rules that would take for ever to follow end as a chain of jumps does")
    func explosion() {
        var lines = ["*filter", ":INPUT DROP [0:0]"] + (0..<30).map { ":c\($0) - [0:0]" } + ["-A INPUT -j c0"]
        for chain in 0..<29 { lines += ["-A c\(chain) -j c\(chain + 1)", "-A c\(chain) -j c\(chain + 1)"] }
        let set = IPTablesRules.parse(lines.joined(separator: "\n"), question: Self.question)
        #expect(RuleJudgement.verdict(of: set, tool: nil).state == .closed)
    }

    @Test(
        "hostile texts are no rules",
        arguments: Hostile.texts + [#"{"nftables":[{"rule":1},{"chain":{"hook":3}},7]}"#]
    )
    func hostile(text: String) {
        #expect(IPTablesRules.parse(text, question: Self.question).bases.isEmpty)
        let read = NFTRules(Array(text.utf8), question: Self.question)
        #expect(read?.rules.bases.isEmpty != false)
        #expect(Array(MarkupTags(text)).allSatisfy { $0.attributes.isEmpty })
    }
}
