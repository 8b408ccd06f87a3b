import EndpointTesting
import NapCatTesting
import Testing

/// What a saved change does to the stand-in's connections, against what is known of NapCat's.
@Suite("Stand-in: reload")
struct StandInReloadTests {
    /// Longer than the interval of reconnecting: what does not come by then does not come.
    private static func staysAt(_ count: Int, _ server: BotServer) async -> Bool {
        await eventually(within: .milliseconds(500)) { server.records.count > count } == false
    }

    private static func isIntroduced(_ index: Int, _ server: BotServer) async -> Bool {
        await eventually { server.records.count > index && server.records[index].count(of: "lifecycle") == 1 }
    }

    @Test("another URL under the same name: two connections, and the first is an orphan that pongs and never speaks")
    func doubleConnection() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                try await caller.save(Entry(port: port, path: "/old"))
                #expect(await Self.isIntroduced(0, server))

                try await caller.save(Entry(port: port, path: "/new"))
                #expect(await Self.isIntroduced(1, server))
                #expect(await Self.isIntroduced(2, server))
                #expect(server.records.map(\.path) == ["/old", "/new", "/new"])
                #expect(server.records[0].goodbye == [])
                #expect(await eventually { server.records[0].isEnded })
                #expect(server.records[1].isOpen)

                napcat.control.setEventRate(200)
                #expect(await eventually { server.records[2].texts.count > 5 })
                #expect(server.records[1].texts.count == 1)
                server.send(opcode: 9, Array("?".utf8), to: 1)
                #expect(await eventually { server.records[1].pongs == 1 })
                // It takes calls, but the answers go out on the newer one.
                server.send(#"{"action":"get_status","echo":"orphan"}"#, to: 1)
                #expect(await eventually { server.records[2].count(of: #""echo":"orphan""#) == 1 })
                #expect(server.records[1].texts.count == 1)
                #expect(await Self.staysAt(3, server))
            }
        }
    }

    @Test("the orphan's end makes it forget the connection that is in use, again and again")
    func war() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                try await caller.save(Entry(port: port, path: "/old"))
                #expect(await Self.isIntroduced(0, server))
                try await caller.save(Entry(port: port, path: "/new"))
                #expect(await Self.isIntroduced(2, server))
                // Closing the older for the newer: the newer becomes an orphan.
                server.send(opcode: 8, to: 1)
                #expect(await Self.isIntroduced(3, server))
                #expect(server.records[2].isOpen)
                // Both at once, which heals.
                server.send(opcode: 8, to: 2)
                server.send(opcode: 8, to: 3)
                #expect(await Self.isIntroduced(4, server))
                #expect(await Self.staysAt(5, server))
            }
        }
    }

    @Test("another URL while the old address is silent: two connections, the first of which says nothing at all")
    func changeWhileConnecting() async throws {
        try await BotServer.with(answers: false) { silent, silentPort in
            try await BotServer.with { server, port in
                try await withStandIn { napcat in
                    let caller = try await WebUICaller.loggedIn(napcat)
                    try await caller.save(Entry(port: silentPort))
                    #expect(await eventually { silent.records.first?.firstBytes.isEmpty == false })
                    try await caller.save(Entry(port: port))
                    #expect(await Self.isIntroduced(1, server))
                    #expect(server.records[0].isOpen && server.records[0].texts.isEmpty)
                    let text = "WebSocket was closed before the connection was established"
                    #expect(napcat.log.contains { $0.hasSuffix(text) })
                    #expect(await Self.staysAt(2, server))
                }
            }
        }
    }

    @Test("another URL between two tries: one clean connection")
    func changeWhileWaiting() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                server.setStatus(403)
                var entry = Entry(port: port, path: "/old")
                entry.reconnectInterval = 300
                try await caller.save(entry)
                #expect(await eventually { napcat.log.contains { $0.hasSuffix("Unexpected server response: 403") } })
                server.setStatus(101)
                entry.url = Entry(port: port, path: "/new").url
                try await caller.save(entry)
                #expect(await Self.isIntroduced(1, server))
                #expect(await Self.staysAt(2, server))
            }
        }
    }

    @Test("off closes without a code and stays off; on again, with another URL, is one clean connection")
    func offAndOn() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(port: port, path: "/old")
                try await caller.save(entry)
                #expect(await Self.isIntroduced(0, server))
                entry.isEnabled = false
                try await caller.save(entry)
                #expect(await eventually { server.records[0].isEnded })
                #expect(server.records[0].goodbye == [])
                // Printed although no retry follows.
                #expect(await eventually { napcat.log.last?.hasSuffix("在 0 秒后尝试重新连接") == true })
                #expect(await Self.staysAt(1, server))
                entry.isEnabled = true
                entry.url = Entry(port: port, path: "/new").url
                try await caller.save(entry)
                #expect(await Self.isIntroduced(1, server))
                #expect(await Self.staysAt(2, server))
            }
        }
    }

    @Test("off and on in two saves at once is clean too, and so is another name")
    func offOnAtOnceAndRename() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(port: port)
                try await caller.save(entry)
                #expect(await Self.isIntroduced(0, server))
                entry.isEnabled = false
                try await caller.save(entry)
                entry.isEnabled = true
                try await caller.save(entry)
                #expect(await Self.isIntroduced(1, server))
                entry.name = "renamed"
                entry.url = Entry(port: port, path: "/new").url
                try await caller.save(entry)
                #expect(await Self.isIntroduced(2, server))
                #expect(await eventually { server.records[0].isEnded && server.records[1].isEnded })
                #expect(await Self.staysAt(3, server))
            }
        }
    }

    @Test("another token alone does nothing before the next connection")
    func tokenAlone() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                var entry = Entry(port: port)
                try await caller.save(entry)
                #expect(await Self.isIntroduced(0, server))
                entry.token = "another-key"
                try await caller.save(entry)
                #expect(await Self.staysAt(1, server))
                #expect(server.records[0].isOpen)
                server.send(opcode: 8, [0x03, 0xE8], to: 0)
                #expect(await Self.isIntroduced(1, server))
                #expect(
                    server.records.map { $0.header("Authorization") } == ["Bearer key-of-ours", "Bearer another-key"]
                )
            }
        }
    }

    @Test("two entries: each has a connection of its own and every event; one that goes closes alone")
    func twoEntries() async throws {
        try await BotServer.with { server, port in
            try await withStandIn { napcat in
                let caller = try await WebUICaller.loggedIn(napcat)
                let first = Entry(port: port)
                var second = first
                second.name = "second"
                try await caller.save(first, second)
                #expect(await Self.isIntroduced(0, server))
                #expect(await Self.isIntroduced(1, server))
                napcat.control.setEventRate(100)
                #expect(await eventually { server.records.allSatisfy { $0.texts.count > 3 } })
                napcat.control.setEventRate(0)
                #expect(await eventually { server.records[0].texts == server.records[1].texts })
                try await caller.save(second)
                #expect(await eventually { server.records.contains { $0.isEnded } })
                #expect(server.records.count { $0.isOpen } == 1)
                #expect(await Self.staysAt(2, server))
            }
        }
    }
}
