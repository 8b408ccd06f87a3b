import EndpointTesting
import NapCatTesting
import OneBot
import Testing

/// The stand-in's reverse WebSocket client against what is known of NapCat's.
@Suite("Stand-in: client")
struct StandInClientTests {
    @Test("the request is NapCat's, byte for byte in its order, and the first frame is lifecycle")
    func handshake() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(port: port, path: "/onebot/v11/ws?a=b")
                entry.token = "clé"
                try await caller.save(entry)
                #expect(await eventually { server.records.first?.texts.isEmpty == false })
                let record = try #require(server.records.first)
                let key = try #require(record.header("Sec-WebSocket-Key"))
                #expect(
                    record.head == [
                        "GET /onebot/v11/ws?a=b HTTP/1.1", "X-Self-ID: 1000010001", "Authorization: Bearer clé",
                        "x-client-role: Universal", "User-Agent: OneBot/11", "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: \(key)", "Connection: Upgrade", "Upgrade: websocket",
                        "Host: 127.0.0.1:\(port)",
                    ]
                )
                #expect(record.texts[0].contains(#""meta_event_type":"lifecycle","sub_type":"connect""#))
            }
        }
    }

    @Test("calls are answered, heartbeats and events come, and offline is told")
    func speech() async throws {
        var configuration = StandInConfiguration()
        configuration.nickname = "阿橘"
        try await BotServer.with { server, port in
            try await withStandIn(configuration) { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(port: port)
                try await caller.save(entry)
                #expect(await eventually { server.records.first?.texts.count == 1 })
                server.send(#"{"action":"get_login_info","echo":7}"#, to: 0)
                server.send(#"{"action":"no_such","echo":"x"}"#, to: 0)
                #expect(await eventually { server.records[0].texts.count == 3 })
                let answers = server.records[0].texts.dropFirst()
                #expect(answers.first?.contains(#""data":{"user_id":1000010001,"nickname":"阿橘"}"#) == true)
                #expect(answers.first?.contains(#""echo":7"#) == true)
                #expect(answers.last?.contains("不支持的Api no_such") == true)

                // A shorter interval counts at once, on the same connection.
                entry.heartInterval = 20
                try await caller.save(entry)
                #expect(await eventually { server.records[0].count(of: #""interval":20,"status":{"online":true"#) > 1 })
                napcat.control.goOffline()
                #expect(await eventually { server.records[0].count(of: "bot_offline") == 1 })
                #expect(await eventually { server.records[0].count(of: #""status":{"online":false"#) > 1 })
                napcat.control.goOnline()
                napcat.control.setEventRate(200)
                #expect(await eventually { server.records[0].count(of: #""message_format":"array""#) > 1 })
                entry.format = "string"
                try await caller.save(entry)
                #expect(await eventually { server.records[0].count(of: #""message_format":"string""#) > 1 })
                #expect(server.records.count == 1)
            }
        }
    }

    @Test("a refusal is logged by its status and tried again; a dead port is too")
    func refused() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                server.setStatus(403)
                try await caller.save(Entry(port: port))
                #expect(await eventually { server.records.count > 1 })
                let place = "反向WebSocket (ws://127.0.0.1:\(port)/onebot/v11/ws)"
                let lines = napcat.log.filter { $0.hasPrefix("[OneBot] [WebSocket Client]") }
                #expect(lines[0].contains("\(place) 连接错误 Error: Unexpected server response: 403"))
                #expect(lines[1].hasSuffix("在 0 秒后尝试重新连接"))
                server.setStatus(101)
                #expect(await eventually { server.records.last?.texts.isEmpty == false })

                let free = try await Self.freePort()
                var other = Entry(port: free)
                other.name = "other"
                try await caller.save(Entry(port: port), other)
                #expect(
                    await eventually { napcat.log.contains { $0.contains("connect ECONNREFUSED 127.0.0.1:\(free)") } }
                )
            }
        }
    }

    @Test(
        "what the library cannot dial is one line in the log and no try more",
        arguments: [
            ("127.0.0.1:8021/ws", "key"), ("ftp://127.0.0.1/", "key"), ("ws://127.0.0.1:port/", "key"),
            ("ws://127.0.0.1:1/#part", "key"), ("ws://127.0.0.1:1/", "钥匙"), ("ws://127.0.0.1:1/", "a\nb"),
        ]
    )
    func undiallable(_ url: String, _ token: String) async throws {
        try await withStandIn { napcat in
            let caller = try await WebUICaller.loggedIn(napcat)
            var entry = Entry(url: url)
            entry.token = token
            entry.reconnectInterval = 10
            try await caller.save(entry)
            func lines() -> [String] { napcat.log.filter { $0.contains("[WebSocket Client]") } }
            #expect(await eventually { !lines().isEmpty })
            #expect(lines()[0].contains("TryConnect Error"))
            #expect(await eventually(within: .milliseconds(100)) { lines().count > 1 } == false)
        }
    }

    @Test("in a container the loopback has nobody, and names lead where they are said to")
    func contained() async throws {
        var configuration = StandInConfiguration()
        configuration.isContained = true
        configuration.extraHosts = ["172.17.0.1": "127.0.0.1", "host.docker.internal": "127.0.0.1"]
        try await BotServer.with { server, port in
            try await withStandIn(configuration) { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                for (host, text) in [
                    ("127.0.0.1", "connect ECONNREFUSED 127.0.0.1:\(port)"),
                    ("localhost", "connect ECONNREFUSED 127.0.0.1:\(port)"),
                    ("nowhere", "getaddrinfo ENOTFOUND nowhere"),
                ] {
                    var entry = Entry(url: "ws://\(host):\(port)/")
                    entry.name = host
                    try await caller.save(entry)
                    #expect(
                        await eventually { napcat.log.contains { $0.contains("(\(entry.url))") && $0.hasSuffix(text) } }
                    )
                }
                #expect(server.records.isEmpty)
                try await caller.save(Entry(url: "ws://172.17.0.1:\(port)/onebot/v11/ws"))
                #expect(await eventually { server.records.first?.texts.isEmpty == false })
                #expect(server.records[0].header("Host") == "172.17.0.1:\(port)")
            }
        }
    }

    @Test("wss begins with TLS, and a plain server's answer is not understood")
    func secure() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(url: "wss://127.0.0.1:\(port)/onebot/v11/ws")
                entry.reconnectInterval = 60_000
                try await caller.save(entry)
                #expect(await eventually { server.records.first?.firstBytes.isEmpty == false })
                #expect(server.records[0].firstBytes.starts(with: [0x16, 0x03, 0x01]))
                #expect(server.records[0].firstBytes[5] == 0x01)
            }
        }
    }

    @Test("a restart ends connections without a word and dials again; the end of the process only ends them")
    func restart() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                try await caller.save(Entry(port: port))
                #expect(await eventually { server.records.first?.texts.count == 1 })
                napcat.control.restart()
                #expect(await eventually { server.records.count == 2 && server.records[0].isEnded })
                #expect(server.records[0].goodbye == nil)
                #expect(await eventually { server.records[1].texts.count == 1 })
                await napcat.stop()
                #expect(await eventually { server.records[1].isEnded })
                #expect(server.records[1].goodbye == nil)
                #expect(await eventually(within: .milliseconds(300)) { server.records.count > 2 } == false)
            }
        }
    }

    /// A port that nothing listens on.
    private static func freePort() async throws -> Int {
        var port = 0
        try await BotServer.with { _, free in port = free }
        return port
    }
}
