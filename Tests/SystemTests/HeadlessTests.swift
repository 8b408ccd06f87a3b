import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// `run --headless` as an operator and a bot meet it.
@Suite(.serialized)
struct HeadlessTests {
    @Test("it says where it listens, and status --json has every key of the contract")
    func status() async throws {
        // No settings file and no screen: a container's first start.
        try await withConsoleHome(settings: nil, environment: ["ONEBOT_CONSOLE_ENDPOINT_PORT": "0"]) { home in
            let server = try await home.serve()
            let port = try await home.port()
            let lines = server.errors.split(separator: "\n")
            #expect(lines.contains("listening on ws://0.0.0.0:\(port)/onebot/v11/ws"))
            let bot = try await TestBot.online(port: port, key: try await home.key())
            try await home.status(until: "the bot's name") { $0.bots.first?.name != nil }

            let text = try await home.run("status", "--json").output
            let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            for key in ["version", "pid", "uptime_s", "endpoint", "bots", "apps", "counters", "findings"] {
                #expect(json[key] != nil, "\(key)")
            }
            #expect(json["pid"] as? Int == Int(server.process))
            let endpoint = try #require(json["endpoint"] as? [String: Any])
            #expect(endpoint["path"] as? String == "/onebot/v11/ws")
            let listener = try #require((endpoint["listeners"] as? [[String: Any]])?.first)
            #expect(Set(listener.keys) == ["host", "port", "tls", "state", "error"])
            let facts = try #require((json["bots"] as? [[String: Any]])?.first)
            let expected: Set = [
                "self_id", "name", "implementation", "implementation_version", "state", "roles", "peer", "connected_at",
                "last_event_at", "last_heartbeat_at", "links", "events", "api_calls", "api_failures", "bytes_in",
                "bytes_out", "rtt_ms",
            ]
            #expect(expected.isSubset(of: facts.keys), "\(expected.subtracting(facts.keys))")
            let link = try #require((facts["links"] as? [[String: Any]])?.first)
            #expect(Set(link.keys) == ["id", "role", "peer", "user_agent", "connected_at", "speaks"])
            let counters = try #require(json["counters"] as? [String: Any])
            #expect(
                Set(counters.keys) == [
                    "handshakes_accepted", "handshakes_refused", "events", "api_calls", "frames_bad",
                ]
            )
            await bot.close()
        }
    }

    @Test("a bot appears with its number, its name and its implementation")
    func bot() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let report = try await home.status(until: "the bot's name and version") {
                $0.bots.first?.name != nil && $0.bots.first?.version != nil
            }
            let facts = try #require(report.bots.first)
            #expect(facts.selfID == "1000010001")
            #expect(facts.name == "小助手")
            #expect(facts.implementation == "NapCat.Onebot")
            #expect(facts.version == "4.8.1")
            #expect(facts.state == "online")
            try await bot.sendMessage("hello")
            try await home.status(until: "the message") { $0.bots.first?.events == 2 }
            let plain = try await home.run("status")
            #expect(plain.output.contains("1000010001") && plain.output.contains("小助手"))
            await bot.close()
            try await home.status(until: "it is lost") { $0.bots.first?.state == "lost" }
        }
    }

    @Test("a wrong key gets 403 and stands in the counters and in the ledger, also after a restart")
    func wrongKey() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            home.treatAsKey("a-wrong-key-0123456789")
            let answer = try await handshake(port: try await home.port(), key: "a-wrong-key-0123456789")
            #expect(answer.status == 403)
            #expect(answer.headers["x-refused-by"] == "AUTH")
            let report = try await home.status(until: "the count") { $0.counters.refused == 1 }
            #expect(report.counters.accepted == 0)
            #expect(report.bots.isEmpty)
            #expect(try await home.run("stop").exit == 0)
            #expect(try await server.result().exit == 0)

            let ledger = try String(contentsOfFile: "\(home.stateFolder)/ledger.jsonl", encoding: .utf8)
            #expect(ledger.split(separator: "\n").count == 1)
            #expect(ledger.contains(#""status":403"#))
            let screen = try await home.screen()
            try await screen.wait(until: "the earlier attempt") {
                $0.screen.text.contains("127.0.0.1 sends another key")
            }
        }
    }

    @Test("stop closes the bot's link with 1001, ends with 0 and takes the sockets away")
    func stop() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            let stop = try home.start("stop")
            let close = try await bot.frame(opcode: 8)
            #expect(close.closeCode == 1001)
            // A client answers a close with its own.
            try await bot.peer.write(TestBot.frame(opcode: 8, [0x03, 0xE9]))
            let result = try await stop.result()
            #expect(result.exit == 0, "\(result.errors)")
            #expect(try await server.result().exit == 0)
            #expect(home.sockets.filter(home.exists) == [])
            #expect(try await home.run("status").exit == 3)
        }
    }

    @Test("SIGTERM closes the bot's link with 1001 and ends with 0, also when the bot does not answer")
    func terminate() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            server.signal(SIGTERM)
            #expect(try await bot.frame(opcode: 8).closeCode == 1001)
            #expect(try await server.result().exit == 0)
            #expect(home.sockets.filter(home.exists) == [])
        }
    }

    @Test("after kill -9 the state folder is known to be free, and the next start works")
    func killed() async throws {
        try await withConsoleHome { home in
            let first = try await home.serve()
            let key = try await home.key()
            first.signal(SIGKILL)
            #expect(try await first.result().exit == -SIGKILL)
            // What it could not take away is still there.
            #expect(home.sockets.filter(home.exists) == home.sockets)
            #expect(try await home.run("status").exit == 3)
            let second = try await home.serve()
            #expect(try await home.status().pid == second.process)
            #expect(try await home.key() == key)
            let bot = try await TestBot.online(port: try await home.port(), key: key)
            await bot.close()
        }
    }

    @Test("a second start on the same state folder ends with 1 and names the process that has it")
    func second() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let second = try await home.run("run", "--headless")
            #expect(second.exit == 1)
            #expect(second.errors.contains("\(server.process)"))
            #expect(second.errors.split(separator: "\n").count == 1)
            #expect(try await home.status().pid == server.process)
        }
    }

    @Test("an empty environment variable counts as absent")
    func emptyVariables() async throws {
        let empty = [
            "ONEBOT_ACCESS_TOKEN": "", "NEKRO_EXPOSE_PORT": "", "ONEBOT_CONSOLE_ENDPOINT_PORT": "",
            "ONEBOT_CONSOLE_ENDPOINT_ACCESS_KEY": "",
        ]
        try await withConsoleHome(environment: empty) { home in
            _ = try await home.serve()
            let key = try await home.key()
            #expect(key.count == 32)
            #expect(try home.settingsText().contains(key))
            #expect(try await home.port() != 8021)
        }
    }

    @Test("a key from the environment is in force and is not written into the file")
    func keyFromEnvironment() async throws {
        let key = "kept-in-the-environment"
        try await withConsoleHome(environment: ["ONEBOT_ACCESS_TOKEN": key]) { home in
            _ = try await home.serve()
            #expect(try await home.key() == key)
            #expect(try await handshake(port: try await home.port(), key: key).status == 101)
            #expect(try !home.settingsText().contains(key))
            let rotate = try await home.run("key", "rotate")
            #expect(rotate.exit == 1)
            #expect(rotate.errors.contains("ONEBOT_ACCESS_TOKEN"))
        }
    }
}
