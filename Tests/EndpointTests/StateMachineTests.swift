import NIOCore
import OneBot
import Synchronization
import Testing

@testable import Endpoint

@Suite("State machines of the endpoint")
struct StateMachineTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    // MARK: - Liveness

    private func judge(
        _ liveness: inout Liveness,
        _ seconds: Int64,
        speaks: Bool = true,
        heartbeat: TimeAmount? = nil
    ) -> Liveness.Judgement {
        liveness.judge(at: self.start + .seconds(seconds), speaks: speaks, heartbeat: heartbeat)
    }

    @Test("liveness pings soon, then every interval, and gives up after silence, never for a missing pong alone")
    func liveness() {
        var liveness = Liveness(pingInterval: .seconds(15), lostAfter: .seconds(45), now: self.start)
        let early = (0...16).map { self.judge(&liveness, $0) }
        #expect(early == [.fine, .ping] + Array(repeating: .fine, count: 14) + [.ping])
        liveness.heard(at: self.start + .seconds(20))
        let late = [64, 65].map { self.judge(&liveness, $0) }
        #expect(late == [.ping, .lost(afterSeconds: 45)])
    }

    @Test("liveness waits three heartbeats where those are rarer, and leaves silent sockets to TCP")
    func patience() {
        var liveness = Liveness(pingInterval: .seconds(15), lostAfter: .seconds(45), now: self.start)
        let rare = [170, 180].map { self.judge(&liveness, $0, heartbeat: .seconds(60)) }
        #expect(rare == [.ping, .lost(afterSeconds: 180)])
        let silent = self.judge(&liveness, 36_000, speaks: false)
        #expect(silent == .ping)
        let absurd = self.judge(&liveness, 72_000, heartbeat: .nanoseconds(.max))
        #expect(absurd == .ping)
    }

    @Test("heartbeats are measured by their median, and the announced interval is kept beside")
    func heartbeats() {
        var meter = HeartbeatMeter()
        #expect(meter.interval == nil)
        meter.beat(at: self.start, announced: 5000)
        #expect(meter.interval == .milliseconds(5000))
        for second in [30, 60, 60, 61, 91, 121] { meter.beat(at: self.start + .seconds(Int64(second)), announced: -1) }
        #expect(meter.measured == .seconds(30))
        #expect(meter.announcedMilliseconds == 5000)
    }

    @Test("only the first answer to a ping that is out counts as round trip")
    func roundTrip() {
        var meter = RoundTripMeter()
        func pong(_ payload: [UInt8], afterMilliseconds delay: Int64) -> Double? {
            meter.pong(payload, at: self.start + .milliseconds(delay))
        }
        #expect(pong([1, 2, 3, 4], afterMilliseconds: 0) == nil)
        #expect(!meter.everAnswered)
        let first = meter.ping(at: self.start)
        let second = meter.ping(at: self.start + .milliseconds(1000))
        #expect(pong(second, afterMilliseconds: 1002) == 2)
        #expect(pong(second, afterMilliseconds: 1003) == nil)
        #expect(pong(first, afterMilliseconds: 1004) == nil)
        let third = meter.ping(at: self.start + .milliseconds(2000))
        _ = meter.ping(at: self.start + .milliseconds(2001))
        #expect(pong(third, afterMilliseconds: 2005) == 5)
        #expect(meter.everAnswered)
        #expect(meter.worst == 5)
    }

    @Test("the median is that of the last sixty-four round trips, the worst that of all")
    func latestRoundTrips() {
        var meter = RoundTripMeter()
        #expect(meter.median == nil && meter.last == nil)
        for milliseconds in [Int64(900)] + Array(1...70) {
            let ping = meter.ping(at: self.start)
            meter.pong(ping, at: self.start + .milliseconds(milliseconds))
        }
        // 7 to 70 are left.
        #expect(meter.median == 39)
        #expect(meter.last == 70)
        #expect(meter.worst == 900)
    }

    // MARK: - Registry

    @Test("a bot holds four links, the fifth is told so, and a full house too")
    func registry() throws {
        var registry = BotRegistry(maxLinks: 6)
        for link in 1...4 { _ = try self.registered(&registry, link, "42") }
        let fifth = registry.register(5, selfID: "42", takesCalls: true)
        #expect(fifth == .fifthLink)
        _ = try self.registered(&registry, 6, "43")
        _ = try self.registered(&registry, 7, nil)
        let seventh = registry.register(8, selfID: nil, takesCalls: true)
        #expect(seventh == .full)
        #expect(registry.linkCount == 6)
    }

    @Test("the late end of one link cannot remove another")
    func generations() throws {
        var registry = BotRegistry(maxLinks: 10)
        let first = try self.registered(&registry, 1, "42")
        registry.remove(first, counters: LinkCounters(), now: self.start)
        let again = try self.registered(&registry, 1, "42")
        registry.remove(first, counters: LinkCounters(), now: self.start)
        #expect(registry.bots["42"]?.links == [1: again.generation])
        #expect(registry.linkCount == 1)
        registry.remove(again, counters: LinkCounters(), now: self.start)
        registry.remove(again, counters: LinkCounters(), now: self.start)
        #expect(registry.linkCount == 0)
        #expect(registry.bots["42"]?.lostAt == self.start)
    }

    @Test("a link without a name is adopted once, and lost bots are forgotten after their hour")
    func adoption() throws {
        var registry = BotRegistry(maxLinks: 10)
        let nameless = try self.registered(&registry, 1, nil)
        let adoption = registry.adopt(nameless, as: "42")
        let adopted = try #require(adoption)
        let second = registry.adopt(nameless, as: "43")
        #expect(second == nil)
        registry.remove(adopted, counters: LinkCounters(), now: self.start)
        registry.forgetLost(now: self.start + .minutes(59))
        #expect(registry.bots["42"] != nil)
        registry.forgetLost(now: self.start + .minutes(61))
        #expect(registry.bots.isEmpty)
    }

    @Test("a bot whose last link for calls ends can answer none, whatever other links it has")
    func callLinks() throws {
        var registry = BotRegistry(maxLinks: 10)
        let event = try self.registered(&registry, 1, "42", takesCalls: false)
        let api = try self.registered(&registry, 2, "42")
        let second = try self.registered(&registry, 3, nil)
        let adoption = registry.adopt(second, as: "42")
        let adopted = try #require(adoption)
        let first = registry.remove(api, counters: LinkCounters(), now: self.start)
        #expect(!first)
        let last = registry.remove(adopted, counters: LinkCounters(), now: self.start)
        #expect(last)
        #expect(registry.bots["42"]?.lostAt == nil)
        registry.remove(event, counters: LinkCounters(), now: self.start)
        #expect(registry.bots["42"]?.lostAt == self.start)
    }

    @Test("made-up numbers do not fill the memory")
    func boundedLost() throws {
        var registry = BotRegistry(maxLinks: 10)
        for number in 0..<3000 {
            let registration = try self.registered(&registry, number, "\(number)")
            registry.remove(registration, counters: LinkCounters(), now: self.start + .nanoseconds(Int64(number)))
        }
        #expect(registry.bots.count <= BotRegistry.lostBots + 256)
        #expect(registry.bots["2999"] != nil)
        #expect(registry.bots["0"] == nil)
    }

    private struct NotRegistered: Error {}

    private func registered(
        _ registry: inout BotRegistry,
        _ link: Int,
        _ selfID: String?,
        takesCalls: Bool = true
    ) throws -> BotRegistry.Registration {
        let outcome = registry.register(link, selfID: selfID, takesCalls: takesCalls)
        guard case .registered(let registration) = outcome else {
            throw NotRegistered()
        }
        return registration
    }

    // MARK: - Guessing

    @Test("five wrong keys of which three differ are guessing, one wrong key for ever is not")
    func guessing() {
        var guessing = GuessingGuard()
        func wrong(_ key: Int, _ address: String, at now: NIODeadline) -> Bool {
            guessing.wrongKey(key, from: address, now: now)
        }
        for _ in 0..<1000 { #expect(!wrong(1, "10.0.0.1", at: self.start)) }
        for (index, key) in [1, 2, 1, 3].enumerated() {
            #expect(!wrong(key, "10.0.0.2", at: self.start), "\(index)")
        }
        #expect(wrong(1, "10.0.0.2", at: self.start))
        func blocked(_ address: String, at now: NIODeadline) -> TimeAmount? { guessing.blocked(address, now: now) }
        #expect(blocked("10.0.0.2", at: self.start + .minutes(9)) != nil)
        #expect(blocked("10.0.0.1", at: self.start) == nil)
        #expect(blocked("10.0.0.2", at: self.start + .minutes(10)) == nil)
        for key in 1...10 { #expect(!wrong(key, "a", at: self.start + .hours(Int64(key)))) }
    }

    // MARK: - Pending handshakes

    @Test("of unfinished handshakes the oldest gives way, of one address its own oldest")
    func pending() {
        let closed = Mutex<[Int]>([])
        var pending = PendingHandshakes(.init(all: 4, ofAddress: 2))
        var ids: [PendingHandshakes.ID] = []
        func add(_ number: Int, _ address: String) {
            let (id, overdue) = pending.add(address: address) { closed.withLock { $0.append(number) } }
            ids.append(id)
            for close in overdue { close() }
        }
        add(0, "a")
        add(1, "a")
        add(2, "a")
        #expect(closed.withLock { $0 } == [0])
        add(3, "b")
        add(4, "c")
        add(5, "d")
        #expect(closed.withLock { $0 } == [0, 1])
        pending.remove(ids[3])
        pending.remove(ids[3])
        add(6, "e")
        #expect(closed.withLock { $0 } == [0, 1])
        #expect(pending.count == 4)
    }

    // MARK: - Byte budget

    @Test("the budget makes messages wait in order, and lets one that holds a part finish")
    func budget() {
        let budget = ByteBudget(limit: 100)
        let resumed = Mutex<[Int]>([])
        func reserve(_ holder: Int, _ bytes: Int) -> Bool {
            budget.reserve(bytes, for: holder) { resumed.withLock { $0.append(holder) } }
        }
        #expect(reserve(1, 60))
        #expect(reserve(2, 40))
        #expect(!reserve(3, 10))
        #expect(!reserve(4, 1))
        // 1 and 2 came in fragments: one of them may go beyond, so that both can end.
        #expect(reserve(1, 60))
        #expect(!reserve(2, 10))
        #expect(budget.used == 160)
        budget.release(1)
        #expect(resumed.withLock { $0 } == [3, 4, 2])
        #expect(reserve(2, 10))
        budget.release(2)
        #expect(budget.used == 0)
        #expect(budget.waiting == 0)
    }

    @Test("for one that waits outside, the oldest that hold a part give way, one a second")
    func overstaying() {
        let budget = ByteBudget(limit: 100)
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        func overstays(_ holder: Int, _ seconds: Int64) -> Bool {
            budget.overstays(holder, at: start + .seconds(seconds))
        }
        #expect(budget.reserve(40, for: 1, now: start) {})
        #expect(budget.reserve(60, for: 2, now: start + .seconds(10)) {})
        #expect(!overstays(1, 300), "nobody waits")
        #expect(!budget.reserve(5, for: 3, now: start + .seconds(50)) {})
        #expect(!overstays(1, 64), "the waiting has not been long")
        #expect(!overstays(2, 66))
        #expect(overstays(1, 66))
        #expect(!overstays(1, 66) && !overstays(2, 66), "one a second")
        #expect(!overstays(1, 67), "it was chosen already")
        #expect(!overstays(2, 68), "it is protected")
        #expect(overstays(2, 71))
        budget.release(1)
        #expect(budget.reserve(5, for: 3, now: start + .seconds(72)) {})
        #expect(budget.reserve(90, for: 3, now: start + .seconds(73)) {})
        #expect(!overstays(2, 200), "those who wait hold a part themselves")
        budget.release(2)
        budget.release(3)
        #expect(budget.used == 0)
    }

    @Test("a message larger than the whole budget comes through alone, and a raised budget holds at once")
    func budgetLimit() {
        let budget = ByteBudget(limit: 100)
        #expect(budget.reserve(500, for: 1) {})
        #expect(!budget.reserve(1, for: 2) {})
        budget.setLimit(1000)
        budget.release(1)
        #expect(budget.reserve(600, for: 2) {})
        #expect(budget.reserve(400, for: 3) {})
        #expect(!budget.reserve(1, for: 4) {})
    }
}
