import Foundation
import NIOCore
import OneBot
import Settings
import Snapshot
import Testing

@testable import Console
@testable import Endpoint

@Suite("Snapshot builder")
struct SnapshotBuilderTests {
    private let now = NIODeadline.uptimeNanoseconds(10_000_000_000_000)
    private let wall = Date(timeIntervalSince1970: 2_000_000)

    private func link(
        _ id: Int,
        selfID: String? = "42",
        lastText: Int64? = 1,
        heartbeat: Int64? = nil,
        online: Bool? = nil,
        connected: Int64 = 500
    ) -> LinkReport {
        var counters = LinkCounters()
        counters.messages = id
        return LinkReport(
            id: id,
            selfID: selfID,
            role: .universal,
            peer: "10.0.0.\(id):1000",
            userAgent: "OneBot/11",
            connectedAt: self.now - .seconds(connected),
            lastHeard: self.now,
            lastText: lastText.map { self.now - .seconds($0) },
            lastEvent: nil,
            lastHeartbeat: heartbeat.map { _ in self.now - .seconds(2) },
            announcedHeartbeatMilliseconds: nil,
            measuredHeartbeat: heartbeat.map { .seconds($0) },
            online: online,
            counters: counters,
            roundTrip: (1, 2, 3)
        )
    }

    private func refusal(_ cause: String?, selfID: String?, address: String = "10.0.0.9", ago: Double) -> LedgerEntry {
        var entry = LedgerEntry(
            time: self.wall.addingTimeInterval(-ago),
            address: address,
            port: 1,
            localPort: 8021,
            firstBytes: .http,
            end: cause == nil ? .upgraded : .refused
        )
        entry.cause = cause
        entry.selfID = selfID
        return entry
    }

    private func build(
        bots: [BotRegistry.Bot] = [],
        links: [LinkReport] = [],
        attempts: [LedgerEntry] = [],
        listeners: [ListenerReport] = [],
        journal: JournalFacts = JournalFacts(),
        environment: [String: String] = [:]
    ) throws -> Snapshot {
        SnapshotBuilder(
            console: ConsoleFacts(version: "1", pid: 1, startedAt: self.wall, stateDirectory: "/s", settingsFile: "/c"),
            report: EndpointReport(
                takenAt: self.now,
                wallTime: self.wall,
                listeners: listeners,
                bots: bots,
                links: links,
                handshakesAccepted: 1,
                handshakesRefused: 2,
                past: LinkCounters(),
                openCalls: ["1000010001": 2],
                attempts: attempts,
                blocked: [],
                pending: []
            ),
            loaded: try SettingsStore(file: "/nonexistent/config.yaml", environment: environment).load(),
            keys: KeyHistory(),
            log: [],
            owners: [8021: ProcessFacts(pid: 7, name: "other")],
            rates: [],
            botRates: [:],
            journal: journal
        ).build()
    }

    @Test(
        "tells online, quiet and offline",
        arguments: [
            (Int64?.some(1), Int64?.some(30), Bool?.none, BotFacts.State.online),
            (89, 30, nil, .online), (90, 30, nil, .quiet), (90, 60, nil, .online), (180, 60, true, .quiet),
            (1, 30, false, .offline), (89, nil, nil, .online), (90, nil, nil, .quiet), (nil, nil, nil, .quiet),
        ]
    )
    func states(lastText: Int64?, heartbeat: Int64?, online: Bool?, state: BotFacts.State) throws {
        let link = self.link(1, lastText: lastText, heartbeat: heartbeat, online: online)
        let snapshot = try self.build(bots: [.init(selfID: "42", links: [1: 1])], links: [link])
        #expect(snapshot.bots.first?.state == state)
    }

    @Test("a token in the WebUI's URL is nowhere but where it is typed")
    func webUIToken() throws {
        let url = "http://127.0.0.1:6099/webui?token=0123456789abcdef"
        let snapshot = try self.build(environment: ["ONEBOT_CONSOLE_NAPCAT_WEBUI_URL": url])
        #expect(snapshot.napcat.webUI == "http://127.0.0.1:6099/webui")
        let facts = try #require(snapshot.settings.first { $0.path == "napcat.webui_url" })
        #expect(facts.value == "http://127.0.0.1:6099/webui?token=••••••••••••cdef")
        #expect(facts.typed == url)
        #expect(!"\(snapshot)".contains("0123456789"))
        let others = snapshot.settings.filter { $0.path != "napcat.webui_url" }
        #expect(others.allSatisfy { $0.whole == nil })
    }

    @Test("the link that spoke last speaks, counters are added up, and what is lost comes last")
    func assembly() throws {
        var lost = BotRegistry.Bot(selfID: "7")
        lost.lostAt = self.now - .seconds(60)
        lost.lastPeer = "10.0.0.7:1"
        lost.past.notices = 5
        let snapshot = try self.build(
            bots: [lost, .init(selfID: "42", links: [1: 1, 2: 2])],
            links: [self.link(1, lastText: 1), self.link(2, lastText: 50), self.link(3, selfID: nil)]
        )
        #expect(snapshot.bots.map(\.selfID) == ["", "42", "7"])
        let bot = try #require(snapshot.bots.dropFirst().first)
        #expect(bot.peer == "10.0.0.1:1000")
        #expect(bot.links.map(\.speaks) == [true, false])
        #expect(bot.events.messages == 3)
        #expect(snapshot.bots.last?.state == .lost)
        #expect(snapshot.bots.last?.peer == "10.0.0.7:1")
        #expect(snapshot.bots.last?.lostAt == self.wall.addingTimeInterval(-60))
    }

    @Test("what is no OneBot is counted over all links, its samples kept as text that no cut has torn")
    func oddFrames() throws {
        var bot = BotRegistry.Bot(selfID: "42", links: [1: 1])
        bot.past.badFrames = 2
        bot.remember(OddFrame(time: self.wall, kind: .binary, length: 2, beginning: [0x82, 0xA2]))
        bot.remember(OddFrame(time: self.wall, kind: .notJSON, length: 900, beginning: Array("早上".utf8.dropLast())))
        var link = self.link(1)
        link.counters.badFrames = 5
        let facts = try #require(try self.build(bots: [bot], links: [link]).bots.first)
        #expect(facts.framesBad == 7)
        #expect(facts.oddFrames.map(\.kind) == [.notJSON, .binary])
        #expect(facts.oddFrames.map(\.beginning) == ["早…", "\u{FFFD}\u{FFFD}"])
        #expect(facts.oddFrames.map(\.length) == [900, 2])
    }

    @Test("attempts are told newest first, as they came")
    func attempts() throws {
        let snapshot = try self.build(attempts: [
            self.refusal("AUTH-03", selfID: "1", ago: 30), self.refusal(nil, selfID: "2", ago: 10),
        ])
        #expect(snapshot.attempts.map(\.cause) == [nil, "AUTH-03"])
        #expect(snapshot.attempts.map(\.selfID) == ["2", "1"])
    }

    @Test("a listener that failed is shown with who has its port")
    func failedListener() throws {
        let snapshot = try self.build(listeners: [
            ListenerReport(host: "0.0.0.0", port: 8021, failure: .inUse(port: 8021))
        ])
        let problem = ListenProblem.inUse(port: 8021, owner: ProcessFacts(pid: 7, name: "other"))
        let listener = ListenerFacts(host: "0.0.0.0", port: 8021, state: .failed, problem: problem)
        #expect(snapshot.endpoint.listeners == [listener])
    }

    @Test("calls that wait, that nobody knows the outcome of, and late answers are told of each bot")
    func calls() throws {
        var bot = BotRegistry.Bot(selfID: "1000010001")
        bot.calls.timedOut = 3
        bot.calls.lost = 1
        bot.calls.late = 5
        let facts = try #require(try self.build(bots: [bot]).bots.first)
        #expect(facts.callsOpen == 2)
        #expect(facts.callsTimedOut == 4)
        #expect(facts.answersLate == 5)
    }

    @Test("calls go out on a link that takes them, whichever spoke last")
    func speaker() throws {
        var event = self.link(2, lastText: 1)
        event.role = .event
        var api = self.link(1, lastText: 100)
        api.role = .api
        let bot = BotRegistry.Bot(selfID: "42", links: [1: 1, 2: 2])
        let facts = try #require(try self.build(bots: [bot], links: [api, event]).bots.first)
        #expect(facts.links.filter(\.speaks).map(\.id) == [1])
    }
}
