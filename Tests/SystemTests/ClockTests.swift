import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// The real program by another clock.
@Suite(.serialized)
struct ClockTests {
    private struct Uptime: Decodable {
        let seconds: Double

        private enum CodingKeys: String, CodingKey {
            case seconds = "uptime_s"
        }
    }

    /// By force: how a console ends is tested by the true clock, and twice one did not end in time by this library.
    private func stop(_ server: RunningCommand) async throws {
        server.signal(SIGKILL)
        _ = try await server.result()
    }

    @Test("a certificate of 30 days is fine now, ends soon in 20 days and has ended in 40, and is served all the time")
    func certificate() async throws {
        try await withConsoleHome { home in
            #expect(try await home.run("tls", "self-signed", "--days", "30").exit == 0)
            for (offset, severity) in [("+0", nil), ("+20d", "warning"), ("+40d", "error")] {
                let clock = try FakeClock(home, offset)
                let server = try await clock.serve()
                let bot = try await TestBot.online(
                    port: try await home.port(),
                    key: try await home.key(),
                    tls: TestTLS()
                )
                // What is told of the bot comes from the same look as what is told of the certificate.
                let report = try await home.status(until: "what is found at \(offset)") { report in
                    report.bots.first?.state == "online"
                        && (severity == nil || report.findings.contains { $0.id == "TLS-03" })
                }
                #expect(report.findings.first { $0.id == "TLS-03" }?.severity == severity, "\(report.findings)")
                await bot.close()
                try await self.stop(server)
            }
        }
    }

    @Test("a month that goes by under a running console: the certificate ends, and a renewed one is taken")
    func month() async throws {
        try await withConsoleHome { home in
            #expect(try await home.run("tls", "self-signed", "--days", "30").exit == 0)
            let clock = try FakeClock(home, "+0")
            let server = try await clock.serve()
            #expect(try await !home.status().findings.contains { $0.id == "TLS-03" })
            for (offset, severity) in [("+20d", "warning"), ("+40d", "error")] {
                try clock.set(offset)
                try await home.status(until: "what is found at \(offset)") { report in
                    report.findings.contains { $0.id == "TLS-03" && $0.severity == severity }
                }
            }
            let renewed = try await clock.start("tls", "self-signed", "--days", "30").result()
            #expect(renewed.exit == 0, "\(renewed.errors)")
            try await home.status(until: "nothing to tell of it") { !$0.findings.contains { $0.id == "TLS-03" } }
            try await self.stop(server)
        }
    }

    @Test("the key from before a rotation is good for its grace, and not a day later")
    func grace() async throws {
        try await withConsoleHome { home in
            var server = try await home.serve()
            let old = try await home.key()
            #expect(try await home.run("key", "rotate", "--grace", "1h").exit == 0)
            let key = try await home.key()
            #expect(old != key)
            try await self.stop(server)
            for (offset, status) in [("+30m", 101), ("+1d", 403)] {
                let clock = try FakeClock(home, offset)
                server = try await clock.serve()
                let port = try await home.port()
                #expect(try await handshake(port: port, key: old).status == status, "\(offset)")
                #expect(try await handshake(port: port, key: key).status == 101)
                try await self.stop(server)
            }
        }
    }

    @Test("a clock that is put back and forth harms neither the connection nor what is told of it")
    func jumps() async throws {
        let port = try await TakenPort.free()
        let settings = ConsoleHome.settings + "metrics: { listen: \"127.0.0.1:\(port)\" }\n"
        try await withConsoleHome(settings: settings) { home in
            let clock = try FakeClock(home, "+0")
            let server = try await clock.serve()
            let simulated = try home.start("simulate", "--rate", "50", "--quiet")
            let first = try await home.status(until: "the bot") { $0.bots.first?.name != nil }
            let (selfID, links) = try #require(first.bots.first.map { ($0.selfID, $0.links.map(\.id)) })
            let jumps: [(offset: String, uptime: ClosedRange<Double>)] = [
                ("-1h", 0...0), ("+2d", 172_000...176_000), ("-30d", 0...0), ("+0", 0...3600),
            ]
            for (offset, uptime) in jumps {
                try clock.set(offset)
                try await wait(until: "the console's clock is \(offset)") {
                    let text = try await home.run("status", "--json").output
                    return uptime.contains(try JSONDecoder().decode(Uptime.self, from: Data(text.utf8)).seconds)
                }
                let before = try #require(try await home.status().bots.first { $0.selfID == selfID }?.events)
                let kept = try await self.journalSize(port)
                let report = try await home.status(until: "events at \(offset)") { report in
                    report.bots.contains { $0.selfID == selfID && $0.events > before + 100 }
                }
                let bot = try #require(report.bots.first { $0.selfID == selfID })
                #expect(bot.state == "online")
                #expect(bot.links.map(\.id) == links)
                #expect(bot.roundTrip.map { (0..<60_000).contains($0) } ?? true)
                #expect(!report.findings.contains { $0.id.hasPrefix("LIVE") }, "\(report.findings)")
                let endpoint = try #require(report.ports.first)
                #expect(try await handshake(port: endpoint, key: try await home.key()).status == 101)
                #expect(try await home.run("status").exit == 0)
                try await wait(until: "the journal is seen to grow at \(offset)") {
                    try await self.journalSize(port) > kept
                }
            }
            simulated.signal(SIGTERM)
            #expect(try await simulated.result().exit == 0)
            try await self.stop(server)
        }
    }

    /// As the metrics tell it.
    private func journalSize(_ port: Int) async throws -> Double {
        let peer = try await TestBot(port: port)
        let answer = try await peer.request("/metrics", headers: [("Connection", "close")])
        await peer.close()
        let line = answer.body.split(separator: "\n").first { $0.hasPrefix("onebot_console_journal_size_bytes ") }
        return try #require(line.flatMap { Double($0.split(separator: " ")[1]) })
    }
}
