import Control
import OneBot
import Snapshot
import Testing

import struct Foundation.Date

@testable import Console

@Suite struct StatusCommandTests {
    @Test("with none running it is exit 3 and a line that says how to start one", arguments: Language.allCases)
    func none(language: Language) async throws {
        try await withTemporaryFolder { folder in
            var fixture = CommandFixture(folder)
            fixture.language = language
            #expect(await StatusCommand(fixture.context, asJSON: true).run() == 3)
            #expect(fixture.output.lines.isEmpty)
            #expect(fixture.output.notices.count == 1)
            #expect(fixture.output.notices.first?.contains("onebot-console") == true)
            #expect(mode(fixture.stateFolder) == nil, "asking makes no folder")
        }
    }

    @Test("--json is the contract's document in one line")
    func json() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            try await fixture.withConsole(FakeConsole()) {
                #expect(await StatusCommand(fixture.context, asJSON: true).run() == 0)
            }
            let json = try JSONParser.parse(try #require(fixture.output.lines.first).utf8)
            #expect(StatusDocument(json: json)?.pid == 4242)
            #expect(json["apps"] == .array([]))
        }
    }

    @Test("a person gets aligned lines in his language")
    func text() async throws {
        try await withTemporaryFolder { folder in
            for (language, lines) in [
                (
                    Language.english,
                    [
                        "OneBot Console 0.1.0", "  Process     4242, up 3 d 4 h",
                        "  Address     ws://0.0.0.0:8021/onebot/v11/ws  listening",
                        "  Bots        none has connected yet", "  Handshakes  0 accepted, 0 refused",
                        "  Traffic     0 events, 0 API calls", "  State       /srv/state",
                    ]
                ),
                (
                    .chinese,
                    [
                        "OneBot Console 0.1.0", "  进程      4242，已运行 3 天 4 小时",
                        "  地址      ws://0.0.0.0:8021/onebot/v11/ws  监听中", "  机器人    还没有机器人连接",
                        "  连接请求  接受 0 次，拒绝 0 次", "  流量      事件 0 个，API 调用 0 次",
                        "  状态目录  /srv/state",
                    ]
                ),
            ] {
                var fixture = CommandFixture(folder)
                fixture.language = language
                try await fixture.withConsole(FakeConsole()) {
                    #expect(await StatusCommand(fixture.context, asJSON: false).run() == 0)
                }
                #expect(fixture.output.lines == lines)
            }
        }
    }

    @Test("each bot has a line, its columns aligned whatever the width of its name")
    func bots() {
        let now = Date(timeIntervalSince1970: 1_767_323_045)
        var snapshot = FakeConsole.snapshot(settingsFile: "", now: now)
        snapshot.bots = [
            BotFacts(
                selfID: "1000010001",
                name: "小助手",
                implementation: "NapCat",
                implementationVersion: "4.8.1",
                state: .online,
                peer: "10.0.0.3:5",
                lastEventAt: now.addingTimeInterval(-2),
                events: EventCounts(messages: 12)
            ),
            BotFacts(selfID: "", name: "\u{1b}[2J", state: .lost, peer: "10.0.0.4:66"),
        ]
        let lines = StatusText(CommandPhrases(.english), now: now).lines(StatusDocument(snapshot))
        #expect(lines.contains("  Bots        1 of 2 online"))
        #expect(
            lines.suffix(2) == [
                "  ●  1000010001       小助手  NapCat 4.8.1  10.0.0.3:5   online  12 events  last 2 s ago",
                "  ○  (not named yet)  ␛[2J                  10.0.0.4:66  lost    0 events",
            ]
        )
    }

    @Test(
        "lengths of time have their two largest units",
        arguments: [
            (0.0, "0 s"), (59.9, "59 s"), (60, "1 min"), (3_660, "1 h 1 min"), (90_000, "1 d 1 h"), (-5, "0 s"),
            (.nan, "0 s"), (.infinity, "0 s"),
        ]
    )
    func age(seconds: Double, text: String) {
        #expect(CommandPhrases(.english).age(seconds: seconds) == text)
    }
}
