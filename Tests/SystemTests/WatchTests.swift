import EndpointTesting
import Foundation
import MetricsTesting
import TerminalTesting
import Testing

/// Metrics and health checks of the built program.
@Suite(.serialized)
struct WatchTests {
    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"

    /// Asks until the answer has a status: on a machine that is busy a request may come too late, and a loop answer late.
    @discardableResult
    private func ask(_ port: Int, _ path: String, until status: Int = 200) async throws -> TestBot.Answer {
        var last: TestBot.Answer?
        try await wait(until: "\(status) of \(path)", deadline: .seconds(60)) {
            let peer = try await TestBot(port: port)
            // Closed before it could answer: asked again.
            last = try? await peer.request(path, headers: [])
            await peer.close()
            return last?.status == status
        }
        return try #require(last)
    }

    private func page(_ port: Int) async throws -> ExpositionPage {
        let answer = try await self.ask(port, "/metrics")
        #expect(answer.headers["content-type"] == Self.metricsType)
        return try ExpositionPage(answer.body)
    }

    /// Over the control socket, by curl's way: one request of HTTP 1.0, the answer to its end.
    private func controlPage(_ home: ConsoleHome) async throws -> ExpositionPage {
        let script = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(20)
            s.connect(sys.argv[1])
            s.sendall(b"GET /metrics HTTP/1.0\\r\\n\\r\\n")
            data = b""
            while True:
                part = s.recv(65536)
                if not part: break
                data += part
            sys.stdout.buffer.write(data.split(b"\\r\\n\\r\\n", 1)[1])
            """
        let socket = "\(home.stateFolder)/control.sock"
        let result = try await home.start("/usr/bin/env", ["python3", "-c", script, socket]).result()
        try #require(result.exit == 0, "\(result.errors)")
        return try ExpositionPage(result.output)
    }

    /// Puts the metrics on a free port.
    private func listen(_ home: ConsoleHome) async throws -> Int {
        let port = try await TakenPort.free()
        let set = try await home.run("config", "set", "metrics.listen", "127.0.0.1:\(port)")
        try #require(set.exit == 0, "\(set.errors)")
        return port
    }

    @Test("the numbers are those of status --json, on the socket and over TCP, and never go back")
    func numbers() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let port = try await self.listen(home)
            home.treatAsKey("a-wrong-key-0123456789")
            _ = try await handshake(port: try await home.port(), key: "a-wrong-key-0123456789")
            let bot = try await TestBot.online(
                port: try await home.port(),
                key: try await home.key(),
                selfID: "1000010009"
            )
            try await bot.sendMessage("a text that nobody may read here", selfID: "1000010009")
            let simulation = try home.start("simulate", "--bots", "3", "--count", "40", "--rate", "100", "--seed", "5")
            try await home.status(until: "the bot's message") { report in
                report.bots.first { $0.selfID == "1000010009" }?.events == 2
            }
            let during = try await self.page(port)
            #expect(try await simulation.result().exit == 0)
            let status = try await home.status(until: "the others have gone") { report in
                report.bots.count == 4 && report.bots.count { $0.state == "lost" } == 3
            }
            for page in [try await self.page(port), try await self.controlPage(home)] {
                for state in ["online", "offline", "quiet", "lost"] {
                    let bots = status.bots.count { $0.state == state }
                    #expect(page.value("onebot_console_bots", ["state": state]) == Double(bots), "\(state)")
                }
                #expect(page.sum("onebot_console_links") == 1)
                #expect(page.sum("onebot_console_events_total") == Double(status.counters.events))
                #expect(page.value("onebot_console_frames_bad_total") == Double(status.counters.bad))
                let accepted = page.value("onebot_console_handshakes_total", ["verdict": "accepted"])
                #expect(accepted == Double(status.counters.accepted))
                let refused = page.sum("onebot_console_handshakes_total") { $0.labels["verdict"] != "accepted" }
                #expect(refused == Double(status.counters.refused) && refused == 1)
                #expect(page.value("onebot_console_handshakes_total", ["verdict": "AUTH-03"]) == 1)
                for bot in status.bots {
                    let events = page.value("onebot_console_bot_events_total", ["self_id": bot.selfID])
                    #expect(events == Double(bot.events), "\(bot.selfID)")
                }
                let received = status.bots.reduce(0) { $0 + $1.bytesIn }
                #expect(page.value("onebot_console_received_bytes_total") ?? 0 >= Double(received))
                #expect(page.value("onebot_console_journal_paused") == 0)
                #expect(page.value("process_max_fds") ?? 0 > 0)
                #expect((page.value("process_start_time_seconds") ?? 0) <= Date().timeIntervalSince1970 + 1)
                for family in during.families where family.kind == "counter" {
                    for series in family.series {
                        #expect(page.value(series.name, series.labels) ?? -1 >= series.value, "\(series)")
                    }
                }
            }
            let text = try await self.ask(port, "/metrics").body
            for word in ["nobody may read", "小助手", "a-wrong-key", try await home.key()] {
                #expect(!text.contains(word))
            }
            await bot.close()
        }
    }

    @Test("calls are counted by outcome, with the time they took")
    func calls() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            _ = try home.start("simulate", "--rate", "0")
            try await home.status(until: "the bot") { $0.bots.first?.name != nil }
            #expect(try await home.run("call", "1000010001", "get_status").exit == 0)
            #expect(try await home.run("call", "1000010001", "no_such_action").exit == 1)
            #expect(try await home.run("call", "42", "get_status").exit == 1)
            let page = try await self.controlPage(home)
            for (outcome, count) in [("ok", 1.0), ("failed", 1), ("no_such_bot", 1), ("timed_out", 0)] {
                #expect(page.value("onebot_console_api_calls_total", ["outcome": outcome]) == count, "\(outcome)")
            }
            #expect(page.value("onebot_console_api_call_duration_seconds_count") == 2)
            #expect(page.value("onebot_console_api_calls_open") == 0)
        }
    }

    @Test("the address moves while the console runs; a taken port is named, and the old one goes on")
    func moved() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let first = try await self.listen(home)
            try await self.ask(first, "/healthz")
            #expect(try home.settingsText().contains("listen: \"127.0.0.1:\(first)\""))
            #expect(try home.settingsText().contains("保留"))

            let taken = try await TakenPort()
            let refused = try await home.run("config", "set", "metrics.listen", "127.0.0.1:\(taken.number)")
            #expect(refused.exit == 1)
            #expect(
                refused.errors.contains("port \(taken.number) is in use by \(try TakenPort.owner)"),
                "\(refused.errors)"
            )
            let chinese = try await home.run(
                "config",
                "set",
                "metrics.listen",
                "127.0.0.1:\(taken.number)",
                "--lang",
                "zh"
            )
            #expect(chinese.errors.contains("端口 \(taken.number) 被"), "\(chinese.errors)")
            try await self.ask(first, "/readyz")
            #expect(try await home.run("config", "get", "metrics.listen").output == "127.0.0.1:\(first)\n")
            try await taken.release()

            let second = try await self.listen(home)
            try await self.ask(second, "/metrics")
            try await wait(until: "the old one is closed") { await !isOpen(first) }
            // On the same port, of every address: the old one has to go first.
            #expect(try await home.run("config", "set", "metrics.listen", "0.0.0.0:\(second)").exit == 0)
            try await self.ask(second, "/metrics")

            #expect(try await home.run("config", "set", "metrics.listen", "9100").exit == 1)
            try await self.ask(second, "/metrics")
            #expect(try await home.run("config", "set", "metrics.listen", "").exit == 0)
            try await wait(until: "it is closed") { await !isOpen(second) }
        }
    }

    @Test("a port that is taken at the start keeps no bot out, and is served as soon as it is free")
    func takenAtStart() async throws {
        let taken = try await TakenPort()
        let listen = "127.0.0.1:\(taken.number)"
        try await withConsoleHome(environment: ["ONEBOT_CONSOLE_METRICS_LISTEN": listen]) { home in
            let server = try await home.serve()
            try await server.wait(forErrors: "the reason") { $0.contains("port \(taken.number) is in use by") }
            let bot = try await TestBot.online(port: try await home.port(), key: try await home.key())
            try await taken.release()
            // A child of a test beside this one may hold the socket that was closed a moment longer.
            try await wait(until: "the metrics", deadline: .seconds(60)) {
                (try? await self.page(taken.number)) != nil
            }
            let set = try await home.run("config", "set", "metrics.listen", "")
            #expect(set.exit == 1 && set.errors.contains("ONEBOT_CONSOLE_METRICS_LISTEN"), "\(set.errors)")
            await bot.close()
        }
    }

    @Test("a flood of idle connections costs no more than the bound, and nobody is kept out")
    func flood() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await self.listen(home)
            func descriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/\(server.process)/fd").count
            }
            let before = try descriptors()
            var idle: [TestBot] = []
            for _ in 0..<300 { idle.append(try await TestBot(port: port)) }
            _ = try await self.page(port)
            try await wait(until: "most are closed") { try descriptors() <= before + 40 }
            for peer in idle { await peer.close() }
        }
    }

    @Test("not ready while the endpoint does not listen, though it lives")
    func notReady() async throws {
        let taken = try await TakenPort()
        let metrics = try await TakenPort.free()
        let settings = """
            endpoint: { host: 127.0.0.1, port: \(taken.number) }
            metrics: { listen: "127.0.0.1:\(metrics)" }

            """
        try await withConsoleHome(settings: settings) { home in
            // With a screen the console starts all the same, and shows why.
            _ = try home.terminal("run")
            try await wait(until: "the metrics are served") { await isOpen(metrics) }
            try await self.ask(metrics, "/healthz")
            let answer = try await self.ask(metrics, "/readyz", until: 503)
            #expect(answer.body.contains("port \(taken.number) cannot be listened on"), "\(answer.body)")
            let page = try await self.page(metrics)
            #expect(page.value("onebot_console_listeners", ["state": "failed"]) == 1)
            try await wait(until: "the terminal is counted") {
                try await self.page(metrics).value("onebot_console_terminals") == 1
            }
            try await taken.release()
            try await self.ask(metrics, "/readyz")
        }
    }

    @Test("the ready files are printed without a console, and are what they say")
    func files() async throws {
        try await withConsoleHome(settings: nil) { home in
            let dashboard = try await home.run("metrics", "dashboard")
            #expect(dashboard.exit == 0 && dashboard.errors.isEmpty)
            let json = try JSONSerialization.jsonObject(with: Data(dashboard.output.utf8)) as? [String: Any]
            #expect(json?["title"] as? String == "OneBot Console")
            let alerts = try await home.run("metrics", "alerts")
            #expect(alerts.exit == 0 && alerts.output.contains("- alert: OneBotBotDown"))
            #expect(alerts.output.hasSuffix("\n") && !alerts.output.hasSuffix("\n\n"))
        }
    }
}
