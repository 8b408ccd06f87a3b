import ConsoleUI
import Doctor
import Foundation
import OneBot
import Snapshot
import Terminal

/// The moment at which all test screens are drawn: 2026-11-22 14:02:00 UTC.
let now = Date(timeIntervalSince1970: 1_795_356_120)

/// A key made for the tests; nothing uses it.
let testKey = Secret("ThisKeyIsMadeForTheTestsOnly9xQ4")

/// Snapshots to draw.
enum Fixture {
    static func snapshot(_ change: (inout Snapshot) -> Void = { _ in }) -> Snapshot {
        var snapshot = Snapshot(
            takenAt: now,
            console: ConsoleFacts(
                version: "0.1.0",
                pid: 4711,
                startedAt: now.addingTimeInterval(-(3 * 86_400 + 4 * 3600 + 61)),
                stateDirectory: "/state",
                settingsFile: "/config.yaml"
            ),
            endpoint: EndpointFacts(
                path: "/onebot/v11/ws",
                listeners: [ListenerFacts(host: "0.0.0.0", port: 8021, state: .listening)]
            ),
            access: AccessFacts(key: testKey, keyOrigin: .file),
            napcat: NapCatFacts(webUI: "http://127.0.0.1:6099/webui"),
            settings: self.settings
        )
        change(&snapshot)
        return snapshot
    }

    /// The one of the design's mock-up: a bot that talks, one that is gone, one that is refused.
    static func typical(_ change: (inout Snapshot) -> Void = { _ in }) -> Snapshot {
        self.snapshot { snapshot in
            snapshot.bots = [self.assistant, self.lostBob]
            snapshot.eventRates = [3, 9, 20, 13, 8, 2].map { $0 * 1.5 }
            snapshot.log = self.log
            change(&snapshot)
        }
    }

    static var assistant: BotFacts {
        BotFacts(
            selfID: "1000010001",
            name: "小助手",
            implementation: "NapCat.Onebot",
            implementationVersion: "4.8.1",
            state: .online,
            links: [
                LinkFacts(
                    id: 1,
                    role: .universal,
                    peer: "172.18.0.3:51234",
                    userAgent: "OneBot/11",
                    connectedAt: now.addingTimeInterval(-7200),
                    speaks: true
                )
            ],
            peer: "172.18.0.3:51234",
            connectedAt: now.addingTimeInterval(-7200),
            lastEventAt: now.addingTimeInterval(-2),
            lastHeartbeatAt: now.addingTimeInterval(-12),
            announcedHeartbeatMilliseconds: 30_000,
            measuredHeartbeatMilliseconds: 29_960,
            events: EventCounts(messages: 1204, notices: 88, requests: 2, metas: 411),
            eventsPerSecond: 11.2,
            calls: 640,
            callFailures: 3,
            bytesIn: 3_412_000,
            bytesOut: 180_400,
            roundTrip: RoundTrip(last: 1.3, median: 1.1, worst: 48),
            moments: [
                Moment(time: now.addingTimeInterval(-7200), kind: .connected(link: 1, peer: "172.18.0.3:51234")),
                Moment(time: now.addingTimeInterval(-7205), kind: .closed(link: 0, code: 1001, reason: "going away")),
            ],
            handshake: [
                HeaderLine(name: "Host", value: "172.17.0.1:8021"),
                HeaderLine(name: "Authorization", value: "Bearer ••••••••9xQ4"),
                HeaderLine(name: "X-Self-ID", value: "1000010001"),
            ]
        )
    }

    /// A program at the bot's place that speaks something else.
    static var oddFrames: [OddFrameFacts] {
        let texts: [(OddFrameFacts.Kind, String)] = [
            (.request, #"{"action":"get_login_info","params":{},"echo":"1"}"#), (.satori, #"{"op":1,"body":{}}"#),
            (.oneBot12, #"{"id":"b6e6","type":"meta","detail_type":"heartbeat","interval":5000}"#),
            (.unknown, #"{"message":"5L2g5aW9"}"#), (.notJSON, "你好"), (.binary, "\u{82}\u{A2}id"), (.empty, ""),
        ]
        return texts.enumerated().map { index, sample in
            OddFrameFacts(
                time: now.addingTimeInterval(-5 - Double(index * index)),
                kind: sample.0,
                length: sample.1.utf8.count,
                beginning: sample.1
            )
        }
    }

    static var lostBob: BotFacts {
        BotFacts(
            selfID: "1000010002",
            name: "Bob",
            implementation: "LLBot",
            implementationVersion: "7.1",
            state: .lost,
            peer: "10.0.0.9:40112",
            lostAt: now.addingTimeInterval(-250),
            events: EventCounts(messages: 12),
            moments: [Moment(time: now.addingTimeInterval(-250), kind: .lost(link: 2, afterSeconds: 45))]
        )
    }

    /// A bot of a long list.
    static func bot(_ number: Int, state: BotFacts.State = .online) -> BotFacts {
        BotFacts(
            selfID: String(2_000_000_000 + number),
            name: "机器人\(number)号",
            implementation: "Lagrange.OneBot",
            implementationVersion: "0.2.\(number)",
            state: state,
            links: state == .lost
                ? []
                : [
                    LinkFacts(
                        id: number,
                        role: .universal,
                        peer: "10.1.\(number / 250).\(number % 250):50000",
                        connectedAt: now,
                        speaks: true
                    )
                ],
            peer: "10.1.\(number / 250).\(number % 250):50000",
            connectedAt: now.addingTimeInterval(-Double(number)),
            lostAt: state == .lost ? now.addingTimeInterval(-90) : nil,
            lastEventAt: now.addingTimeInterval(-Double(number * 7)),
            eventsPerSecond: number < 8 ? Double(number) : 0,
            roundTrip: RoundTrip(last: Double(number), median: 1, worst: 900)
        )
    }

    /// More of everything than any screen holds.
    static func overflowing() -> Snapshot {
        self.typical { snapshot in
            snapshot.bots = (1...340).map { number in
                self.bot(number, state: [.online, .quiet, .offline, .lost][number % 4])
            }
            snapshot.log = (1...500).map { number in
                LogLine(
                    number: number,
                    time: now.addingTimeInterval(Double(number - 500)),
                    level: LogLine.Level.allCases[number % 4],
                    subject: "connection",
                    text:
                        "line \(number) with a text that is so long that no screen of eighty columns can show it at once"
                )
            }
        }
    }

    /// Text as somebody would send it who wants to break the screen.
    static let hostile =
        "\u{1B}]52;c;AAAA\u{7}\u{9B}2J\u{202E}evil\u{2066}\r\n\t\u{0}家族👩‍👩‍👧‍👦e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"

    static func hostileSnapshot() -> Snapshot {
        self.typical { snapshot in
            var bot = self.assistant
            bot.name = self.hostile
            bot.implementation = self.hostile
            bot.implementationVersion = testKey.exposed
            bot.peer = self.hostile
            bot.links[0].userAgent = "agent \(testKey.exposed) \(self.hostile)"
            bot.moments = [Moment(time: now, kind: .closed(link: 1, code: 1000, reason: self.hostile))]
            bot.framesBad = 3
            bot.oddFrames = [
                OddFrameFacts(time: now, kind: .notJSON, length: 4096, beginning: self.hostile + testKey.exposed)
            ]
            bot.handshake = [
                HeaderLine(name: self.hostile, value: "Bearer \(testKey.exposed)"),
                HeaderLine(name: "Host", value: self.hostile),
            ]
            snapshot.bots = [bot]
            snapshot.log = [
                LogLine(number: 1, time: now, level: .error, subject: self.hostile, text: self.hostile),
                LogLine(number: 2, time: now, level: .info, subject: "key", text: "it is \(testKey.exposed)!"),
            ]
        }
    }

    static let log: [LogLine] = [
        (-7300, LogLine.Level.info, "endpoint", "listening on ws://0.0.0.0:8021/onebot/v11/ws"),
        (-7200, .info, "connection", "connection open 1000010001 from 172.18.0.3:51234"),
        (-250, .warning, "connection", "connection closed 1000010002 code 1006, nothing heard for 45 s"),
        (-3, .error, "handshake", "10.0.0.9 refused, AUTH-09"),
        (-1, .debug, "ledger", "12 attempts of 10.0.0.9 kept as one"),
    ].enumerated().map { index, line in
        LogLine(
            number: index + 1,
            time: now.addingTimeInterval(Double(line.0)),
            level: line.1,
            subject: line.2,
            text: line.3
        )
    }

    static let settings: [SettingFacts] = [
        ("endpoint.host", "0.0.0.0", SettingOrigin.builtIn),
        ("endpoint.port", "8021", .file),
        ("endpoint.path", "/onebot/v11/ws", .builtIn),
        ("endpoint.access_key", "", .file),
        ("endpoint.tls.enabled", "false", .builtIn),
        ("napcat.webui_url", "http://127.0.0.1:6099/webui", .builtIn),
        ("napcat.webui_port", "6099", .builtIn),
        ("napcat.token", "", .builtIn),
        ("napcat.data_dir", "/srv/nekro_agent", .environment("NEKRO_DATA_DIR")),
        ("language", "auto", .builtIn),
        ("endpoint.public_url", "", .builtIn),
        ("endpoint.aliases", "", .builtIn),
        ("endpoint.tls.certificate", "", .builtIn),
        ("endpoint.tls.private_key", "", .builtIn),
        ("endpoint.allow_anonymous", "false", .builtIn),
        ("endpoint.max_message_mib", "64", .builtIn),
        ("endpoint.max_connections", "1024", .builtIn),
        ("endpoint.ping_interval_s", "15", .builtIn),
        ("endpoint.lost_after_s", "45", .builtIn),
        ("napcat.containers", "napcat, nekro_napcat", .builtIn),
        ("metrics.listen", "", .builtIn),
    ].map { SettingFacts(path: $0.0, value: $0.1, origin: $0.2) }
}

/// A model and the clock it lives by: what tests press keys on.
struct Screen {
    var model: ConsoleModel
    var time = now

    /// - Parameter diagnosis: By default that of the mock-up with its snapshot, and nothing with another one.
    init(
        _ snapshot: Snapshot? = nil,
        size: Size = Size(columns: 80, rows: 24),
        language: Language = .english,
        unicode: Bool = true,
        clipboard: TerminalFacts.ClipboardRoute = .plain,
        reachedAt: String? = "203.0.113.7",
        utcOffset: Int = 0,
        isReadOnly: Bool = false,
        otherProgram: String? = nil,
        hasShell: Bool = true,
        diagnosis: Diagnosis? = nil
    ) {
        self.model = ConsoleModel(
            terminal: TerminalFacts(
                size: size,
                language: language,
                unicode: unicode,
                clipboard: clipboard,
                reachedAt: reachedAt,
                utcOffset: utcOffset,
                isReadOnly: isReadOnly,
                otherProgram: otherProgram,
                hasShell: hasShell
            ),
            snapshot: snapshot ?? Fixture.typical(),
            diagnosis: diagnosis ?? (snapshot == nil ? FindingFixture.typical : FindingFixture.nothing)
        )
    }

    @discardableResult
    mutating func send(_ message: ConsoleMessage) -> [ConsoleEffect] {
        self.model.update(message, at: self.time)
    }

    /// Has the change of NapCat come that was asked for, and its box stand for long enough to be answered.
    mutating func show(_ preview: ConnectionPreview) {
        self.send(.connectionPlanned(preview))
        self.time += OpenPreview.delay
    }

    /// Presses the keys of a text one by one.
    @discardableResult
    mutating func type(_ text: String) -> [ConsoleEffect] {
        text.flatMap { self.send(.input(.key(.character($0)))) }
    }

    @discardableResult
    mutating func press(_ codes: Key.Code...) -> [ConsoleEffect] {
        codes.flatMap { self.send(.input(.key(Key($0)))) }
    }

    @discardableResult
    mutating func press(_ key: Key) -> [ConsoleEffect] { self.send(.input(.key(key))) }

    /// Puts the cursor of the API panel into the form of an action.
    mutating func choose(_ action: String) {
        self.type("/" + action)
        self.press(.enter, .enter)
        self.type("/")
        self.press(.escape, .enter)
    }

    var frame: Frame { self.model.frame(at: self.time) }

    /// The screen as text.
    var text: String { Self.text(of: self.frame) }

    var lastLine: String { self.frame.grid.text(row: self.model.terminal.size.rows - 1) }

    static func text(of frame: Frame) -> String {
        (0..<frame.grid.size.rows).map { frame.grid.text(row: $0) }.joined(separator: "\n")
    }
}
