import EndpointTesting
import NIOCore
import OneBot
import Synchronization
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
        for number in 0..<GuessingGuard.addresses + 64 {
            for _ in 0..<10 { _ = guessing.scanned(from: "\(number)", now: self.start) }
        }
        #expect(guessing.allBlocked(now: self.start).count == GuessingGuard.addresses)
    }

    // MARK: - Over real sockets

    private func scan(_ endpoint: EndpointFixture, times: Int = 10, isPublic: Bool = true) async throws -> [Int] {
        // What comes over loopback is never a scanner.
        if isPublic { endpoint.server.state.guarded.withLock { $0.isPublic = { _ in true } } }
        var statuses: [Int] = []
        for _ in 0..<times { statuses.append(try await endpoint.request("/.env", headers: []).status) }
        return statuses
    }

    private func wrongKey(_ endpoint: EndpointFixture, _ key: String, selfID: String = "1") async throws -> Int {
        try await endpoint.request(headers: TestBot.napCatHeaders(selfID: selfID, key: key)).status
    }

    private func bot(_ endpoint: EndpointFixture) async throws -> Int {
        try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: EndpointFixture.key)).status
    }

    @Test("a scanner is refused, then cut off without a word, and stands in the list until it is released")
    func scanner() async throws {
        try await EndpointFixture.with { endpoint in
            #expect(try await self.scan(endpoint) == Array(repeating: 404, count: 10))
            #expect(try await self.wrongKey(endpoint, "wrong") == 429)
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
            #expect(try await self.wrongKey(endpoint, "wrong") == 429)
            endpoint.server.exempt(addresses: ["127.0.0.1"])
            #expect(try await self.wrongKey(endpoint, "wrong") == 403)
            #expect(try await self.bot(endpoint) == 101)
            endpoint.server.release(address: "127.0.0.1")
            _ = try await self.scan(endpoint, times: 20)
            endpoint.server.exempt(addresses: [])
            #expect(try await self.bot(endpoint) == 101)
        }
    }

    @Test("scanning keeps no right key out, and a right key makes up for it; without any key to be had it does")
    func scannerWithKey() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await self.scan(endpoint)
            #expect(try await endpoint.request(headers: TestBot.napCatHeaders(selfID: "1", key: nil)).status == 429)
            #expect(try await self.bot(endpoint) == 101)
            #expect(await endpoint.server.report().blocked.isEmpty)
            #expect(try await self.scan(endpoint, times: 20) == Array(repeating: 404, count: 20))
        }
        try await EndpointFixture.with(access: AccessPolicy(key: Secret(""), allowAnonymous: true)) { endpoint in
            _ = try await self.scan(endpoint)
            #expect(try await self.bot(endpoint) == 429)
        }
    }

    @Test("who scans may not guess meanwhile")
    func guessingScanner() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await self.scan(endpoint)
            for number in 0..<5 { #expect(try await self.wrongKey(endpoint, "guess-\(number)") == 429) }
            #expect(await endpoint.server.report().blocked.map(\.reason) == [.guessing])
            #expect(try await self.bot(endpoint) == 429)
        }
    }

    @Test("what comes from near, or through a proxy, is no scanner")
    func noScanner() async throws {
        try await EndpointFixture.with { endpoint in
            _ = try await self.scan(endpoint, times: 20, isPublic: false)
            endpoint.server.state.guarded.withLock { $0.isPublic = { _ in true } }
            for mark in ["X-Forwarded-For", "Via", "Forwarded", "X-Real-IP"] {
                for _ in 0..<10 { _ = try await endpoint.request("/.env", headers: [(mark, "203.0.113.1")]) }
            }
            #expect(await endpoint.server.report().blocked.isEmpty)
        }
    }

    @Test("beside a good bot only so many keys can be tried, and the bot never pays, nor when it has gone")
    func besideGoodLink() async throws {
        try await EndpointFixture.with { endpoint in
            let bot = try await endpoint.bot("42")
            for number in 0..<25 {
                let status = try await self.wrongKey(endpoint, "guess-\(number)")
                #expect(status == (number < GuessingGuard.triesWhileSpared ? 403 : 429), "\(number)")
            }
            #expect(try await self.bot(endpoint) == 101)
            await bot.close()
            #expect(await eventually { await endpoint.server.report().links.isEmpty })
            #expect(try await self.wrongKey(endpoint, "guess-more") == 429)
            #expect(try await self.bot(endpoint) == 101)
            #expect(await endpoint.server.report().blocked.isEmpty)
        }
    }

    @Test("a good address is known for a day, and not more of them than there is room for")
    func goodAddresses() {
        var good = GoodAddresses()
        for number in 0...GoodAddresses.limit { good.note("\(number)", now: self.start + .seconds(Int64(number))) }
        let later = self.start + GoodAddresses.kept
        let known = [
            good.contains("0", now: self.start), good.contains("1", now: later),
            good.contains("1", now: later + .hours(1)),
        ]
        #expect(known == [false, true, false])
    }

    struct Tries: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var isGuessing: Bool
        /// Account and key.
        var tries: [(String?, Int)]
    }

    @Test(
        "what guessing is",
        arguments: [
            Tries(testDescription: "three keys in five", isGuessing: true, tries: [1, 2, 1, 3, 1].map { ("a", $0) }),
            Tries(testDescription: "two keys", isGuessing: false, tries: (0..<99).map { ("a", $0 % 2) }),
            Tries(testDescription: "three keys in four", isGuessing: false, tries: [1, 2, 1, 3].map { ("a", $0) }),
            Tries(testDescription: "no account", isGuessing: true, tries: (0..<5).map { (nil, $0) }),
            Tries(testDescription: "seven bots", isGuessing: false, tries: (0..<99).map { ("\($0 % 7)", $0 % 7) }),
            Tries(testDescription: "many bots, one key", isGuessing: false, tries: (0..<99).map { ("\($0)", 1) }),
            Tries(testDescription: "made-up accounts", isGuessing: true, tries: (0..<8).map { ("\($0)", $0) }),
            Tries(
                testDescription: "made-up accounts after many",
                isGuessing: true,
                tries: (0..<40).map { ("\($0)", 1) } + (0..<40).map { ("x\($0)", $0) }
            ),
        ]
    )
    func guesses(example: Tries) {
        var tries = KeyTries()
        for (account, key) in example.tries { tries.add(key, account: account) }
        #expect(tries.isGuessing == example.isGuessing)
    }

    @Test("several bots behind one address, each with its own wrong key, are told so for ever")
    func severalBots() async throws {
        try await EndpointFixture.with { endpoint in
            for round in 0..<5 {
                for bot in 1...5 {
                    let status = try await self.wrongKey(endpoint, "wrong-key-\(bot)", selfID: "\(bot)")
                    #expect(status == 403, "\(round)")
                }
            }
        }
    }

    @Test("a /64 of IPv6 is one address, a link-local one is its own")
    func networks() {
        var guessing = GuessingGuard()
        func guess(_ prefix: String) {
            for key in 1...5 { _ = guessing.wrongKey(key, from: "\(prefix)\(key)", now: self.start) }
        }
        guess("2001:db8:1:2::")
        guess("fe80::")
        guess("203.0.113.")
        let blocked = guessing.allBlocked(now: self.start).map(\.address)
        let neighbours = ["2001:db8:1:2:ffff::9", "2001:db8:1:3::1"].map {
            guessing.blocked($0, now: self.start) != nil
        }
        #expect(blocked == ["2001:db8:1:2::5"] && neighbours == [true, false])
        guessing.forget("2001:db8:1:2::77")
        let left = guessing.allBlocked(now: self.start)
        #expect(left.isEmpty)
    }

    @Test(
        "public addresses are told from those near",
        arguments: [
            ("203.0.113.9", true), ("8.8.8.8", true), ("2400:3200::1", true), ("172.32.0.1", true),
            ("127.0.0.1", false),
            ("10.1.2.3", false), ("172.16.0.1", false), ("192.168.1.1", false), ("100.64.0.1", false),
            ("169.254.1.1", false), ("::1", false), ("fd00::1", false), ("fe80::1%eth0", false), ("?", false),
            ("", false),
        ]
    )
    func publicAddresses(address: String, isPublic: Bool) {
        #expect(SourceNetwork.isPublic(address) == isPublic)
    }

    @Test("a guesser makes no room for himself; when all are blocked the one that ends first goes")
    func eviction() {
        var guessing = GuessingGuard()
        for key in 1...5 { _ = guessing.wrongKey(key, from: "guesser", now: self.start) }
        for number in 0..<GuessingGuard.addresses + 64 { _ = guessing.scanned(from: "\(number)", now: self.start) }
        let isBlocked = guessing.blocked("guesser", now: self.start) != nil
        #expect(isBlocked)
        for number in 0..<GuessingGuard.addresses {
            let now = self.start + .milliseconds(Int64(number + 1))
            for key in 1...5 { _ = guessing.wrongKey(key, from: "g\(number)", now: now) }
        }
        let now = self.start + .seconds(5)
        let left = ["guesser", "g0", "g\(GuessingGuard.addresses - 1)"].map { guessing.blocked($0, now: now) != nil }
        #expect(left == [false, true, true])
    }
}
