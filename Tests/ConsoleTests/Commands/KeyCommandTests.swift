import Control
import Glibc
import OneBot
import Settings
import Snapshot
import Synchronization
import Testing

import struct Foundation.Date

@testable import Console

@Suite struct KeyCommandTests {
    @Test("show prints the key alone, with no console running and no folder made")
    func show() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await KeyCommand(fixture.context).show() == 0)
            #expect(fixture.output.lines == [CommandFixture.key])
            #expect(mode(fixture.stateFolder) == nil)
        }
    }

    @Test("show prints the key that the environment pins")
    func pinned() async throws {
        try await withTemporaryFolder { folder in
            var fixture = CommandFixture(folder)
            fixture.environment = ["ONEBOT_ACCESS_TOKEN": "a-pinned-key-123"]
            #expect(await KeyCommand(fixture.context).show() == 0)
            #expect(fixture.output.lines == ["a-pinned-key-123"])
        }
    }

    @Test("before the first start there is no key, and show says when there will be")
    func noKey() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            unlink(fixture.settingsFile)
            #expect(await KeyCommand(fixture.context).show() == 1)
            #expect(fixture.output.notices.first?.contains(fixture.settingsFile) == true)
            #expect(mode(fixture.settingsFile) == nil)
        }
    }

    @Test("copy sends the key and names it by its mask only")
    func copy() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let clipboard = FakeClipboard(.tmux)
            #expect(await KeyCommand(fixture.context, clipboard: clipboard).copy() == 0)
            #expect(clipboard.copied == [Secret(CommandFixture.key)])
            #expect(fixture.output.lines.isEmpty)
            let notice = try #require(fixture.output.notices.first)
            #expect(notice.contains("tmux"))
            #expect(notice.contains(Secret(CommandFixture.key).masked))
            #expect(!notice.contains(CommandFixture.key))
        }
    }

    @Test("without a terminal copy says what to do instead")
    func copyNowhere() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await KeyCommand(fixture.context, clipboard: FakeClipboard(nil)).copy() == 1)
            #expect(fixture.output.notices.first?.contains("key show") == true)
        }
    }

    @Test(
        "the way of a copy is found in the environment",
        arguments: [
            ([:], ClipboardRoute.plain), (["TMUX": "/tmp/tmux-0/default,1,0", "TERM": "screen-256color"], .tmux),
            (["STY": "1.pts"], .screen), (["TERM": "screen.xterm-256color"], .screen), (["TERM": "xterm"], .plain),
            (["TMUX": "", "TERM": "xterm"], .plain),
        ]
    )
    func route(environment: [String: String], route: ClipboardRoute) {
        #expect(ClipboardRoute(environment: environment) == route)
    }

    @Test("rotate goes through the running console")
    func rotateRunning() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.rotation(.rotated(key: Secret("the-new-key"), graceEndsAt: Date(timeIntervalSince1970: 0)))
            try await fixture.withConsole(console) {
                #expect(await KeyCommand(fixture.context).rotate(graceSeconds: 600) == 0)
            }
            #expect(console.graces == [600])
            #expect(fixture.output.lines == ["the-new-key"])
            #expect(fixture.output.notices.first?.contains("accepted until 19") == true)
            #expect(contents(fixture.settingsFile).contains(CommandFixture.key), "the console saves, not the command")
        }
    }

    @Test("a pinned key is not rotated, and the console says where it is pinned")
    func rotatePinned() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            let console = FakeConsole()
            console.rotation(.pinned("ONEBOT_ACCESS_TOKEN holds it."))
            try await fixture.withConsole(console) {
                #expect(await KeyCommand(fixture.context).rotate(graceSeconds: nil) == 1)
            }
            #expect(fixture.output.notices == ["ONEBOT_ACCESS_TOKEN holds it."])
        }
    }

    @Test("with none running, rotate changes the file and remembers the old key")
    func rotateFile() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await KeyCommand(fixture.context).rotate(graceSeconds: 600) == 0)
            let key = try #require(fixture.output.lines.first)
            #expect(key.count == 32)
            #expect(key != CommandFixture.key)
            let text = contents(fixture.settingsFile)
            #expect(text.contains(key))
            #expect(!text.contains(CommandFixture.key))
            #expect(text.contains("# mine"))
            let history = try KeyHistoryFile(stateFolder: fixture.stateFolder).load()
            #expect(history.accepts(Array(CommandFixture.key.utf8), now: Date()))
            #expect(fixture.output.notices.count == 1)
        }
    }

    @Test("with none running, a rotation without grace ends the old key at once")
    func rotateFileAtOnce() async throws {
        try await withTemporaryFolder { folder in
            let fixture = CommandFixture(folder)
            #expect(await KeyCommand(fixture.context).rotate(graceSeconds: nil) == 0)
            let history = try KeyHistoryFile(stateFolder: fixture.stateFolder).load()
            #expect(history.recognise(Array(CommandFixture.key.utf8)) != nil)
            #expect(!history.accepts(Array(CommandFixture.key.utf8), now: Date()))
            #expect(fixture.output.notices.first?.contains("refused from now on") == true)
        }
    }

    @Test("with none running, a key that the environment pins is not rotated")
    func rotateFilePinned() async throws {
        try await withTemporaryFolder { folder in
            var fixture = CommandFixture(folder)
            fixture.environment = ["ONEBOT_ACCESS_TOKEN": "a-pinned-key-123"]
            #expect(await KeyCommand(fixture.context).rotate(graceSeconds: nil) == 1)
            #expect(fixture.output.notices.first?.contains("ONEBOT_ACCESS_TOKEN") == true)
            #expect(contents(fixture.settingsFile).contains(CommandFixture.key))
        }
    }

    @Test(
        "durations are read as they are typed",
        arguments: [
            ("10m", 600), ("90s", 90), ("2h", 7200), ("7d", 604_800), ("600", 600), ("8d", nil), ("0", nil), ("", nil),
            ("m", nil), ("-5m", nil), ("1.5h", nil), ("10 m", nil), ("99999999999999999999s", nil),
            ("9223372036854775807d", nil), ("１０m", nil),
        ] as [(String, Int?)]
    )
    func durations(text: String, seconds: Int?) {
        #expect(DurationText.seconds(text) == seconds)
    }
}

/// Remembers what was copied.
private final class FakeClipboard: Clipboard {
    private let route: ClipboardRoute?
    private let texts = Mutex<[Secret]>([])

    init(_ route: ClipboardRoute?) {
        self.route = route
    }

    var copied: [Secret] { self.texts.withLock { $0 } }

    func copy(_ secret: Secret, environment: [String: String]) -> ClipboardRoute? {
        self.texts.withLock { $0.append(secret) }
        return self.route
    }
}
