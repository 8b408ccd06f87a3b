import EndpointTesting
import Foundation
import TerminalTesting
import Testing

/// The real program with few file descriptors.
@Suite
struct DescriptorTests {
    private static let prlimit = "/usr/bin/prlimit"

    @Test(
        "with few descriptors the links end at a bound that leaves room for operators, and a crowd keeps no bot out",
        arguments: [(descriptors: 256, links: 96), (descriptors: 64, links: 8)]
    )
    func few(descriptors: Int, links: Int) async throws {
        try await withConsoleHome { home in
            let limit = "--nofile=\(descriptors):\(descriptors)"
            let server = try home.start(Self.prlimit, [limit, home.program, "run", "--headless"])
            try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
            let port = try await home.port()
            let key = try await home.key()
            #expect(server.errors.contains("fewer connections than endpoint.max_connections fit"))
            var bots: [TestBot] = []
            var refusal: TestBot.Answer?
            while refusal == nil, bots.count < 256 {
                let bot = try await TestBot(port: port)
                let answer = try await bot.connect(selfID: "\(bots.count + 1)", key: key)
                if answer.status == 101 { bots.append(bot) } else { refusal = answer }
            }
            #expect(bots.count == links)
            #expect(refusal?.status == 503)
            #expect(refusal?.headers["x-refused-by"] == "FULL")
            var silent: [RawPeer] = []
            for _ in 0..<200 { silent.append(try await RawPeer(port: port)) }
            // Operators are answered.
            try await home.status(until: "the finding") { report in report.findings.contains { $0.id == "FULL" } }
            let gone = bots.removeLast()
            await gone.close()
            try await wait(until: "a bot comes in again") {
                try await handshake(port: port, key: key, selfID: "99").status == 101
            }
            for peer in silent { await peer.close() }
            for bot in bots { await bot.close() }
            try await home.status(until: "all have gone") { $0.bots.allSatisfy { $0.links.isEmpty } }
            let last = try await TestBot.online(port: port, key: key)
            try await last.sendMessage("after the crowd")
            try await home.status(until: "its message") { report in
                report.bots.contains { $0.selfID == "1000010001" && $0.events == 2 && $0.state == "online" }
            }
            await last.close()
            #expect(try await home.run("stop").exit == 0)
            #expect(try await server.result().exit == 0)
        }
    }

    @Test("with too few descriptors it says so at the start, and what to do", arguments: [63, 32, 20])
    func tooFew(descriptors: Int) async throws {
        try await withConsoleHome { home in
            let limit = "--nofile=\(descriptors):\(descriptors)"
            for (language, word) in [("en", "ulimit -n"), ("zh", "至少需要 64 个")] {
                for options in [["--headless"], []] {
                    let arguments = [limit, home.program, "run", "--lang", language] + options
                    let result = try await home.start(Self.prlimit, arguments).result()
                    #expect(result.exit == 1)
                    #expect(result.errors.contains(word), "\(result.errors)")
                    #expect(result.errors.contains("\(descriptors) "))
                }
            }
            #expect(home.servingProcess == nil)
        }
    }

    @Test("with only the last descriptors left whoever connects is told so, the bots stay, and it is logged once")
    func last() async throws {
        try await withConsoleHome { home in
            let server = try await home.serve()
            let port = try await home.port()
            let key = try await home.key()
            let bot = try await TestBot.online(port: port, key: key)
            try await home.status(until: "its name") { $0.bots.first?.name != nil }
            // Sixteen, or of few an eighth, are kept for files and the runtime, which ends the process where it gets none.
            let free = try await self.firstFree(of: server.process)
            try await self.limit(server.process, to: (free...).first { $0 - min(16, $0 / 8) == free } ?? free, in: home)
            for _ in 0..<100 {
                // It may be answered and closed before it has asked.
                let late = try await TestBot(port: port)
                let answer = try await late.answer()
                #expect(answer.status == 503)
                #expect(answer.headers["x-refused-by"] == "SYS-04")
                #expect(answer.headers["retry-after"] != nil)
                await late.close()
            }
            try await bot.sendMessage("still here")
            try await self.limit(server.process, to: 1024, in: home)
            let report = try await home.status(until: "what came meanwhile") { $0.bots.first?.events == 2 }
            #expect(report.counters.refused == 100)
            #expect(report.findings.contains { $0.id == "FULL" })
            let told = server.errors.components(separatedBy: "no file descriptor is left").count - 1
            #expect(told == 1)
            #expect(try await handshake(port: port, key: key).status == 101)
            await bot.close()
        }
    }

    @Test("with only the last descriptors left operators are heard, however many connections they leave open")
    func operators() async throws {
        try await withConsoleHome { home in
            let server = try home.start(Self.prlimit, ["--nofile=64:64", home.program, "run", "--headless"])
            try await server.wait(forErrors: "listening") { $0.contains("listening on ws://") }
            let port = try await home.port()
            let bot = try await TestBot.online(port: port, key: try await home.key())
            var silent: [RawPeer] = []
            for _ in 0..<40 { silent.append(try await RawPeer(port: port)) }
            var idle: [CInt] = []
            defer { for connection in idle { close(connection) } }
            for _ in 0..<60 {
                let connection = UnixSocket.connect("\(home.stateFolder)/control.sock")
                try #require(connection >= 0)
                idle.append(connection)
            }
            // The runtime looks at its threads every second, and needs a descriptor for it.
            let end = ContinuousClock.now + .seconds(3)
            repeat {
                let tested = try await home.run("doctor", "--json")
                #expect(tested.output.contains("self_test"), "\(tested.errors)")
            } while ContinuousClock.now < end
            try await bot.sendMessage("still here")
            try await home.status(until: "its message") { $0.bots.first?.events == 2 }
            #expect(try await home.status().pid == server.process)
            for peer in silent { await peer.close() }
            await bot.close()
        }
    }

    /// The lowest number that is no descriptor of a process, once its number of descriptors has settled.
    private func firstFree(of process: Int32) async throws -> Int {
        var last: Set<Int> = []
        var since = ContinuousClock.now
        try await wait(until: "its descriptors have settled") {
            let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
            let open = Set(names.compactMap { Int($0) })
            if open != last { since = ContinuousClock.now }
            last = open
            return ContinuousClock.now - since > .seconds(1)
        }
        return (0...).first { !last.contains($0) } ?? 0
    }

    private func limit(_ process: Int32, to count: Int, in home: ConsoleHome) async throws {
        let done = try await home.start(Self.prlimit, ["--pid", "\(process)", "--nofile=\(count):"]).result()
        try #require(done.exit == 0, "\(done.errors)")
    }
}
