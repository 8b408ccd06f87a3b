import Endpoint
import EndpointTesting
import NIOCore
import OneBot
import Testing

@Suite("Links over real sockets")
struct LinkTests {
    private let event = #"{"time":1,"self_id":1000010001,"post_type":"message","message_type":"private","user_id":2}"#

    @Test("a bot connects, is asked who it is, and is known by number, name and implementation")
    func connects() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            let answer = try await bot.connect(key: EndpointFixture.key)
            #expect(answer.status == 101)
            #expect(answer.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(answer.headers["sec-websocket-protocol"] == nil)
            #expect(answer.headers["sec-websocket-extensions"] == nil)
            for _ in 0..<2 {
                let call = try await bot.frame(opcode: 1).text
                let data =
                    call.contains("get_login_info")
                    ? #"{"user_id":1000010001,"nickname":"小助手"}"#
                    : #"{"app_name":"NapCat.Onebot","app_version":"4.8.1"}"#
                let echo = call.contains("get_login_info") ? "onebot-console:login" : "onebot-console:version"
                try await bot.send(#"{"status":"ok","retcode":0,"data":\#(data),"echo":"\#(echo)"}"#)
            }
            try await bot.send(self.event)
            #expect(await eventually { await endpoint.server.report().bots.first?.implementationVersion == "4.8.1" })
            let report = await endpoint.server.report()
            #expect(report.bots.first?.name == "小助手")
            #expect(report.bots.first?.implementation == "NapCat.Onebot")
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
            #expect(report.links.first?.counters.calls == 2)
            let handshake = report.bots.first?.handshake ?? []
            #expect(
                handshake.contains {
                    $0.name == "Authorization" && $0.value == "Bearer " + String(repeating: "•", count: 32)
                }
            )
        }
    }

    @Test("frames that come with the request are not lost")
    func earlyFrames() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            var text = "GET /onebot/v11/ws HTTP/1.1\r\nHost: x\r\n"
            for (name, value) in TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key) {
                text += "\(name): \(value)\r\n"
            }
            try await bot.peer.write(Array((text + "\r\n").utf8) + TestBot.frame(opcode: 1, Array(self.event.utf8)))
            #expect(try await bot.answer().status == 101)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
        }
    }

    @Test("a request that arrives byte by byte is accepted")
    func slowRequest() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await TestBot(port: endpoint.port)
            var text = "GET / HTTP/1.1\r\nHost: x\r\n"
            for (name, value) in TestBot.napCatHeaders(selfID: nil, key: EndpointFixture.key) {
                text += "\(name): \(value)\r\n"
            }
            for byte in Array((text + "\r\n").utf8) { try await bot.peer.write([byte]) }
            #expect(try await bot.answer().status == 101)
        }
    }

    @Test("a link without X-Self-ID is named by its first event")
    func adoption() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot(nil)
            try await bot.send(self.event)
            #expect(try await bot.frame(opcode: 1).text.contains("get_login_info"))
            #expect(await endpoint.server.report().links.first?.selfID == "1000010001")
        }
    }

    @Test("an API and an Event connection make one bot, and only the first is asked")
    func roles() async throws {
        try await EndpointFixture.with { endpoint in
            let api = try await TestBot(port: endpoint.port)
            let event = try await TestBot(port: endpoint.port)
            for (bot, role) in [(api, "API"), (event, "Event")] {
                let headers = TestBot.napCatHeaders(selfID: "7", key: EndpointFixture.key).map {
                    $0.0 == "x-client-role" ? ($0.0, role) : $0
                }
                #expect(try await bot.request(headers: headers).status == 101)
            }
            #expect(try await api.frame(opcode: 1).text.contains("get_login_info"))
            let report = await endpoint.server.report()
            #expect(report.bots.count == 1)
            #expect(Set(report.links.map(\.role)) == [.api, .event])
            #expect(report.links.filter { $0.role == .event }.first?.counters.calls == 0)
        }
    }

    @Test("the operator's ping tells the round trip of every link")
    func operatorPing() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            // The regular ping may come before the one that is asked for: both are answered.
            let answering = Task {
                while true {
                    let ping = try await bot.frame(opcode: 9)
                    try await bot.peer.write(TestBot.frame(opcode: 10, ping.payload))
                }
            }
            let answers = await endpoint.server.ping(selfID: "1000010001", timeout: .seconds(60))
            answering.cancel()
            #expect(answers.count == 1)
            #expect(answers.first.flatMap { $0 } != nil)
            #expect(await endpoint.server.ping(selfID: "1").isEmpty)
        }
    }

    @Test("pings are answered, and the close handshake is kept")
    func controlFrames() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            try await bot.peer.write(TestBot.frame(opcode: 9, [1, 2, 3]))
            #expect(try await bot.frame(opcode: 10).payload == [1, 2, 3])
            try await bot.peer.write(TestBot.frame(opcode: 8, [0x03, 0xE8]))
            #expect(try await bot.frame(opcode: 8).closeCode == 1000)
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            let moments = await endpoint.server.report().bots.first?.moments.map(\.kind) ?? []
            #expect(moments.first == .closed(link: 1, code: 1000, reason: ""))
        }
    }

    @Test(
        "bad frames are closed with the code of the RFC",
        arguments: [
            ([0x81, 0x01, 0x61], 1002), (TestBot.frame(opcode: 1, [0xFF]), 1007),
            ([0x81, 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 0, 0, 0, 0], 1009),
        ] as [([UInt8], Int)]
    )
    func badFrames(bytes: [UInt8], code: Int) async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            try await bot.peer.write(bytes)
            #expect(try await bot.frame(opcode: 8).closeCode == code)
        }
    }

    @Test("what is no OneBot is counted and the link stays")
    func junk() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            for text in ["hello", "[]", #"{"action":"x"}"#, #"{"op":1,"body":{}}"#, ""] { try await bot.send(text) }
            try await bot.peer.write(TestBot.frame(opcode: 2, [1]))
            try await bot.send(self.event)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
            #expect(await endpoint.server.report().links.first?.counters.badFrames == 6)
            // The first, the second and the fourth.
            let samples = await endpoint.server.report().bots.first?.oddFrames ?? []
            #expect(samples.map(\.kind) == [.satori, .notJSON, .notJSON])
            #expect(samples.last.map { String(decoding: $0.beginning, as: UTF8.self) } == "hello")
        }
    }

    @Test("a heartbeat that says offline is kept, and coming back is a moment")
    func heartbeats() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            for online in ["true", "false", "null", "true"] {
                try await bot.send(
                    #"{"self_id":1000010001,"post_type":"meta_event","meta_event_type":"heartbeat","#
                        + #""status":{"online":\#(online),"good":true},"interval":5000}"#
                )
            }
            #expect(await eventually { await endpoint.server.report().links.first?.counters.metas == 4 })
            let report = await endpoint.server.report()
            #expect(report.links.first?.online == true)
            #expect(report.links.first?.announcedHeartbeatMilliseconds == 5000)
            #expect(report.bots.first?.moments.map(\.kind).prefix(2) == [.cameOnline, .wentOffline])
        }
    }

    @Test("a large message in parts, between small ones of another bot, comes through whole")
    func largeMessage() async throws {
        try await EndpointFixture.with(limits: .init { $0.maxMessageBytes = 8 << 20 }) { endpoint in
            let large = try await endpoint.bot("1")
            let small = try await endpoint.bot("2")
            let text = #"{"self_id":1,"post_type":"message","raw":"\#(String(repeating: "图", count: 1 << 20))"}"#
            let bytes = TestBot.frame(opcode: 1, Array(text.utf8))
            try await large.peer.write(Array(bytes.prefix(1 << 20)))
            try await small.send(self.event)
            #expect(await eventually { await endpoint.server.report().links.last?.counters.messages == 1 })
            #expect(await endpoint.server.report().links.first?.counters.messages == 0)
            try await large.peer.write(Array(bytes.dropFirst(1 << 20)))
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
        }
    }

    @Test("a silent link that once answered is lost, shown, and its place is free")
    func lost() async throws {
        try await EndpointFixture.with(
            limits: .init {
                $0.pingInterval = .seconds(1)
                $0.lostAfter = .seconds(2)
            }
        ) { endpoint in
            let bot = try await endpoint.bot()
            try await bot.send(
                #"{"self_id":1000010001,"post_type":"meta_event","meta_event_type":"heartbeat","interval":100}"#
            )
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            let kind = await endpoint.server.report().bots.first?.moments.first?.kind
            guard case .lost(1, let seconds) = kind else {
                Issue.record("ended as \(String(describing: kind))")
                return
            }
            #expect(seconds >= 2)
        }
    }

    @Test("a bot whose process ends without a close frame is gone at once")
    func endOfProcess() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            await bot.close()
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            let kind = await endpoint.server.report().bots.first?.moments.first?.kind
            #expect(kind == .closed(link: 1, code: nil, reason: ""))
        }
    }

    @Test("stopping closes every link with 1001")
    func stop() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            async let stopped: Void = endpoint.server.stop()
            #expect(try await bot.frame(opcode: 8).closeCode == 1001)
            try await bot.peer.write(TestBot.frame(opcode: 8, [0x03, 0xE9]))
            await stopped
            #expect(await endpoint.server.report().links.isEmpty)
        }
    }

    @Test("the port moves while bots stay, and a port that is taken leaves everything as it was")
    func movingPort() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            try await EndpointFixture.with { other in
                var taken = EndpointConfiguration(listeners: [.init(host: "127.0.0.1", port: other.port)])
                await #expect(throws: ListenFailure.inUse(port: other.port)) { try await endpoint.server.update(taken) }
                #expect(await endpoint.server.listenerReports().map(\.port) == [endpoint.port])
                taken.listeners = [.init(host: "127.0.0.2", port: 0)]
                try await endpoint.server.update(taken)
            }
            let moved = try #require(await endpoint.server.listenerReports().first)
            #expect(moved.host == "127.0.0.2")
            #expect(moved.failure == nil)
            try await bot.send(self.event)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
            await #expect(throws: (any Error).self) { _ = try await RawPeer(port: endpoint.port) }
        }
    }

    @Test("a changed key holds for the next handshake and keeps open links")
    func changedKey() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot()
            endpoint.server.update(AccessPolicy(key: Secret("another-key-of-the-operator")))
            #expect(
                try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)).status
                    == 403
            )
            try await bot.send(self.event)
            #expect(await eventually { await endpoint.server.report().links.first?.counters.messages == 1 })
        }
    }

    @Test("changes are told once until somebody looks again")
    func changeSignal() async throws {
        try await EndpointFixture.with { endpoint in
            var changes = endpoint.server.changes.makeAsyncIterator()
            _ = await endpoint.server.report()
            let bot = try await endpoint.bot()
            #expect(await changes.next() != nil)
            _ = await endpoint.server.report()
            try await bot.send(self.event)
            #expect(await changes.next() != nil)
        }
    }
}
