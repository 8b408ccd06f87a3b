import NapCat
import OneBot
import Testing

@Suite("Entries are judged")
struct ClientFaultTests {
    private func judged(_ entries: [String], _ target: EndpointTarget) throws -> [ClientJudgement] {
        let text = "{network: {websocketClients: [\(entries.joined(separator: ","))]}}"
        return try NetworkConfiguration(Array(text.utf8)).judged(against: target)
    }

    @Test(
        "one by one",
        arguments: ClientFaultCase.addresses + ClientFaultCase.contained + ClientFaultCase.switches
            + ClientFaultCase.keys
    )
    func single(example: ClientFaultCase) throws {
        let target = ClientFaultCase.target(isContained: example.isContained)
        let entry = try #require(try self.judged([ClientFaultCase.entry(example.fields)], target).first)
        #expect(entry.faults == example.faults)
        #expect(entry.pointsHere == (example.relation == .here))
        #expect(entry.isOurs == (example.relation != .other))
        #expect(!entry.url.contains(ClientFaultCase.key))
    }

    @Test("and where nothing is said, by NapCat's defaults")
    func defaults() throws {
        var target = ClientFaultCase.target()
        target.ports = [8082]
        target.url = "ws://127.0.0.1:8082"
        let entry = try #require(try self.judged(["{}"], target).first)
        #expect(entry.name == "websocket-client")
        #expect(!entry.isEnabled)
        #expect(entry.url == "ws://localhost:8082")
        #expect(entry.faults == [.disabled, .noKey])
    }

    @Test(
        "of several that lead here one is enough",
        arguments: [
            // Which of them stays without that fault: the first without others, then that connects, then of all.
            (["", "name: 'b'"], [nil, "a"]),
            (["", "name: 'onebot-console'"], [nil, "a"]),
            (["messagePostFormat: 'string'", "name: 'b'", "name: 'c'"], ["b", nil, "b"]),
            (["url: 'ws://127.0.0.1:8021/x'", "name: 'b', messagePostFormat: 'string'"], ["b", nil]),
            (["url: 'ws://127.0.0.1:8021/x'", "name: 'b', url: 'wss://127.0.0.1:8021/'"], [nil, "a"]),
            // Of two with one name NapCat goes by the last.
            (["", "messagePostFormat: 'string'", "name: 'b'"], ["a", nil, "a"]),
            // With another key it does not connect.
            (["", "name: 'b', token: 'x'", "name: 'c', token: ''"], [nil, nil, nil]),
            (["token: ''", "name: 'b'"], [nil, nil]),
            (["enable: false, name: 'onebot-console'", "name: 'b'", "name: 'c'"], [nil, nil, "b"]),
            (["name: 'onebot-console', url: 'ws://10.0.0.9:1/'", "name: 'b'"], [nil, nil]),
            (["enable: false", "enable: false"], [nil, nil]),
            (["", "url: 'ws://127.0.0.1:6199/ws'"], [nil, nil]),
            (["", "url: 'ws://[::1]:8021/'"], [nil, nil]),
        ] as [([String], [String?])]
    )
    func several(entries: [String], others: [String?]) throws {
        let found = try self.judged(entries.map(ClientFaultCase.entry), ClientFaultCase.target())
        let twice = found.map { entry in
            entry.faults.compactMap { fault -> String? in
                guard case .twice(let name) = fault else { return nil }
                return name
            }
        }
        #expect(twice.map(\.first) == others)
    }

    @Test(
        "by their hosts however those are written",
        arguments: ["fd00::2", "[fd00::2]", "FD00:0:0::2", "[Fd00::0002]", ""],
        ["[fd00::2]", "[FD00::0:2]", "[fd00:0:0:0:0:0:0:2]"]
    )
    func version6(host: String, written: String) throws {
        let target = EndpointTarget(
            url: "ws://[fd00::2]:8021/onebot/v11/ws",
            key: Secret(ClientFaultCase.key),
            hosts: host.isEmpty ? [] : ["127.0.0.1", host],
            ports: [8021, 9021]
        )
        let url = "ws://\(written):8021/onebot/v11/ws"
        let entry = try #require(try self.judged([ClientFaultCase.entry("url: '\(url)'")], target).first)
        #expect(entry.pointsHere)
        #expect(entry.faults == [])
        let other = try self.judged([ClientFaultCase.entry("url: 'ws://\(written):9021/'")], target).first
        #expect(other?.faults == (host.isEmpty ? [] : [.otherAddress("[fd00::2]:9021")]))

        // What the plan writes is what it looks for.
        let plan = try ConnectionPlan(for: target, in: NetworkConfiguration(Array("{}".utf8)))
        let document = try #require(plan.fileDocument)
        #expect(plan.isSatisfied(by: document))
        #expect(try ConnectionPlan(for: target, in: NetworkConfiguration(document)).documents.isEmpty)
    }

    @Test("at any address of loopback where all of them are answered")
    func allLoopback() throws {
        var target = ClientFaultCase.target()
        let url = "ws://127.200.0.2:8021/ws"
        func entry(_ fields: String) throws -> ClientJudgement? {
            try self.judged([ClientFaultCase.entry("url: '\(url)', \(fields)")], target).first
        }
        #expect(try entry("")?.pointsHere == false)
        target.answersAllLoopback = true
        #expect(try entry("")?.faults == [])
        #expect(try entry("token: 'x'")?.faults == [.otherKey])
        target.hosts = ["127.0.0.3"]
        #expect(try entry("")?.pointsHere == true)
        target.hosts = ["192.168.1.5"]
        target.url = "ws://192.168.1.5:8021/"
        #expect(try entry("")?.faults == [.otherAddress("127.200.0.2")])
        // A loopback of NapCat's own is another one all the same.
        target.hasOwnLoopback = true
        #expect(try entry("")?.faults == [.ownLoopback])
        #expect(try entry("token: 'x'")?.isOurs == false)
    }

    @Test("and without an access key nothing on a loopback of NapCat's own is known by its key")
    func noKey() throws {
        var target = ClientFaultCase.target(isContained: true)
        target.key = Secret("")
        let fields = "url: 'ws://127.0.0.1:8021/', token: ''"
        #expect(try self.judged([ClientFaultCase.entry(fields)], target).first?.isOurs == false)
    }

    @Test("with a further key of the console as with the access key, which then stays")
    func furtherKey() throws {
        var target = ClientFaultCase.target()
        let fields = "token: 'a-key-of-its-own', url: 'ws://127.0.0.1:9021/'"
        #expect(try self.judged([ClientFaultCase.entry(fields)], target).first?.faults.contains(.otherKey) == true)
        target.furtherKeys = [.init(Secret("")), .init(Secret("a-key-of-its-own"))]
        #expect(try self.judged([ClientFaultCase.entry(fields)], target).first?.faults.contains(.otherKey) == false)
        #expect(try self.judged([ClientFaultCase.entry("token: ''")], target).first?.faults == [.noKey])
        let document = "{network: {websocketClients: [\(ClientFaultCase.entry(fields))]}}"
        let plan = try ConnectionPlan(for: target, in: NetworkConfiguration(Array(document.utf8)))
        let written = try #require(plan.fileDocument)
        #expect(String(decoding: written, as: UTF8.self).contains("a-key-of-its-own"))
        #expect(plan.isSatisfied(by: written))
    }

    @Test(
        "with a further key that is bound to another account as with any wrong one",
        arguments: [("42", "42", true), ("0042", "42", true), ("43", "42", false), ("43", nil, true), ("", "42", true)]
            as [(String, String?, Bool)]
    )
    func boundKey(bound: String, account: String?, isRight: Bool) throws {
        var target = ClientFaultCase.target()
        target.furtherKeys = [.init(Secret("a-key-of-its-own"), account: bound)]
        target.account = account
        let entry = ClientFaultCase.entry("token: 'a-key-of-its-own'")
        #expect(try self.judged([entry], target).first?.faults == (isRight ? [] : [.otherKey]))
        let inQuery = ClientFaultCase.entry("token: '', url: 'ws://127.0.0.1:8021/ws?access_token=a-key-of-its-own'")
        #expect(try self.judged([inQuery], target).first?.faults == (isRight ? [] : [.otherKey]))
        let document = "{network: {websocketClients: [\(entry)]}}"
        let plan = try ConnectionPlan(for: target, in: NetworkConfiguration(Array(document.utf8)))
        #expect(plan.documents.isEmpty == isRight)
    }

    @Test("also behind a proxy with TLS and a path of its own")
    func proxy() throws {
        var target = ClientFaultCase.target()
        target.url = "wss://front.example/bots/onebot/v11/ws"
        func faults(_ url: String) throws -> [ClientFault]? {
            try self.judged([ClientFaultCase.entry("url: '\(url)'")], target).first?.faults
        }
        #expect(try faults("wss://front.example/bots/onebot/v11/ws/") == [])
        #expect(try faults("wss://front.example:443/ws") == [])
        #expect(try faults("wss://front.example/bots") == [.otherPath("/bots")])
        #expect(try faults("ws://front.example:443/ws") == [.otherScheme])
        #expect(try faults("ws://127.0.0.1:8021/ws") == [.otherAddress("127.0.0.1:8021")])
    }
}
