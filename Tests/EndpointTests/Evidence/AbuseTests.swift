import EndpointTesting
import NIOCore
import OneBot
import Testing

@testable import Endpoint

@Suite("Addresses that guess or scan")
struct AbuseTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test(
        "a path that no bot asks for is told from a wrong one",
        arguments: [
            ("/.env", true), ("/.git/config", true), ("/WP-login.php", true), ("/phpMyAdmin/", true),
            ("/cgi-bin/luci", true), ("/index.php", true), ("/actuator/health", true), ("/a/b.env", true),
            ("/", false), ("/ws", false), ("/onebot/v11/ws/event", false), ("/cqhttp/ws", false), ("/OneBotv11", false),
            ("/onebot/v12/ws", false), ("/api", false), ("/favicon.ico", false), ("/robots.txt", false), ("", false),
        ]
    )
    func paths(path: String, isScan: Bool) {
        #expect(ScanPath.matches(path) == isScan)
    }

    @Test("each block is twice as long as the one before, up to a day, and a quiet day makes up for them")
    func doubling() {
        var guessing = GuessingGuard()
        var now = self.start
        func block() -> TimeAmount? {
            for _ in 0..<GuessingGuard.scans - 1 {
                let isBlocked = guessing.scanned(from: "a", now: now)
                #expect(!isBlocked)
            }
            let isBlocked = guessing.scanned(from: "a", now: now)
            #expect(isBlocked)
            return guessing.blocked("a", now: now)
        }
        for minutes in [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440] as [Int64] {
            let length = block()
            #expect(length == .minutes(minutes))
            now = now + .minutes(minutes)
        }
        now = now + .hours(25)
        let last = block()
        #expect(last == .minutes(10))
    }

    @Test("ten scans in ten minutes block, nine do not, nor ten in a longer time")
    func scans() {
        var guessing = GuessingGuard()
        for number in 0..<30 {
            let isBlocked = guessing.scanned(from: "slow", now: self.start + .minutes(Int64(number) * 2))
            #expect(!isBlocked)
        }
        for number in 0..<10 {
            let isBlocked = guessing.scanned(from: "fast", now: self.start + .seconds(Int64(number)))
            #expect(isBlocked == (number == 9))
        }
        #expect(guessing.allBlocked(now: self.start + .minutes(1)).map(\.reason) == [.scanning])
    }

    @Test("after twenty more connections a blocked address is cut off, until its block ends")
    func dropping() {
        var guessing = GuessingGuard()
        let first = guessing.arrived("a", now: self.start)
        #expect(first == .welcome)
        for _ in 0..<10 { _ = guessing.scanned(from: "a", now: self.start) }
        for number in 1...25 {
            let arrival = guessing.arrived("a", now: self.start + .seconds(1))
            #expect(arrival == (number <= 20 ? .welcome : .dropped(number - 20)))
        }
        let peer = guessing.allBlocked(now: self.start + .seconds(1)).first
        #expect(peer?.attempts == 25 && peer?.dropped == 5)
        let others = [
            guessing.arrived("a", now: self.start + .minutes(10)), guessing.arrived("b", now: self.start),
        ]
        #expect(others == [.welcome, .welcome])
    }

    @Test("no more addresses are remembered than there is room for")
    func bound() {
        var guessing = GuessingGuard()
        for number in 0..<2 * GuessingGuard.addresses {
            for _ in 0..<10 { _ = guessing.scanned(from: "\(number)", now: self.start) }
        }
        #expect(guessing.allBlocked(now: self.start).count == GuessingGuard.addresses)
    }

    // MARK: - Over real sockets

    private func scan(_ endpoint: EndpointFixture, times: Int = 10) async throws -> [Int] {
        var statuses: [Int] = []
        for _ in 0..<times { statuses.append(try await endpoint.request("/.env", headers: []).status) }
        return statuses
    }

    private func bot(_ endpoint: EndpointFixture) async throws -> Int {
        try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)).status
    }

    @Test("a scanner is refused, then cut off without a word, and stands in the list until it is released")
    func scanner() async throws {
        try await EndpointFixture.with { endpoint in
            #expect(try await self.scan(endpoint) == Array(repeating: 404, count: 10))
            #expect(try await self.bot(endpoint) == 429)
            #expect(try await self.scan(endpoint, times: 19) == Array(repeating: 429, count: 19))
            for _ in 0..<5 {
                let peer = try await RawPeer(port: endpoint.port)
                #expect(try await peer.readToEnd().isEmpty)
            }
            let report = await endpoint.server.report()
            let blocked = try #require(report.blocked.first)
            #expect(blocked.address == "127.0.0.1" && blocked.reason == .scanning && blocked.dropped == 5)
            #expect(report.attempts.filter { $0.end == .dropped }.map(\.cause) == Array(repeating: "SEC-03", count: 3))
            #expect(endpoint.server.release(address: "127.0.0.1"))
            #expect(try await self.bot(endpoint) == 101)
        }
    }

    @Test("an operator's address is never refused, even when it was before")
    func exempt() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await self.scan(endpoint)
            #expect(try await self.bot(endpoint) == 429)
            endpoint.server.exempt(addresses: ["127.0.0.1"])
            #expect(try await self.bot(endpoint) == 101)
            endpoint.server.release(address: "127.0.0.1")
            _ = try await self.scan(endpoint, times: 20)
            endpoint.server.exempt(addresses: [])
            #expect(try await self.bot(endpoint) == 101)
        }
    }

    @Test("an address with a bot that has the right key is never refused; with one that needed none it is")
    func goodLink() async throws {
        for access in [
            AccessPolicy(key: Secret(EndpointFixture.key)), AccessPolicy(key: Secret(""), allowAnonymous: true),
        ] {
            try await EndpointFixture.with(access: access) { endpoint in
                let bot = try await endpoint.bot("42")
                _ = try await self.scan(endpoint, times: 20)
                #expect(try await self.bot(endpoint) == (access.key.isEmpty ? 429 : 101))
                await bot.close()
                #expect(await eventually { await endpoint.server.report().links.isEmpty })
                endpoint.server.release(address: "127.0.0.1")
                _ = try await self.scan(endpoint)
                #expect(try await self.bot(endpoint) == 429)
            }
        }
    }
}
