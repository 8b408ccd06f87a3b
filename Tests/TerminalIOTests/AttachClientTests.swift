import Foundation
import Glibc
import Terminal
import TerminalTesting
import Testing

/// The terminal client in a pseudo terminal, against a serving process.
@Suite struct AttachClientTests {
    @Test("the screen is shown, keys and sizes go to the server, and detaching gives the terminal back")
    func detach() async throws {
        try await Self.withConsole { console in
            let child = try console.client(size: Size(columns: 40, rows: 10))
            defer { child.close() }
            let before = child.settingsBefore
            try await child.wait(until: "the screen") { $0.screen.text.contains("xterm-256color 40x10 typed") }
            #expect(child.settings != before)
            #expect(child.screen.modes.contains(1049))
            child.type("小key")
            try await child.wait(until: "the keys") { $0.screen.text.contains("typed 小key") }
            child.resize(to: Size(columns: 60, rows: 12))
            try await child.wait(until: "the size") { $0.screen.text.contains("60x12") }
            child.type("d")
            #expect(try await child.exit() == 0)
            try Self.expectRestored(child, before, outcome: "detached")
        }
    }

    @Test(
        "a console that is stopped, and one that refuses, are told apart",
        arguments: [
            ("s", "stopped"), ("r", "refused(\"no room\")"),
        ]
    )
    func ends(key: String, outcome: String) async throws {
        try await Self.withConsole { console in
            let child = try console.client()
            defer { child.close() }
            let before = child.settingsBefore
            try await child.wait(until: "the screen") { $0.screen.text.contains("typed") }
            child.type(key)
            #expect(try await child.exit() == 0)
            try Self.expectRestored(child, before, outcome: outcome)
        }
    }

    @Test("a serving process that dies leaves no terminal in disorder")
    func died() async throws {
        try await Self.withConsole { console in
            let children = try (0..<2).map { _ in try console.client() }
            defer { for child in children { child.close() } }
            let before = children.map(\.settingsBefore)
            for child in children { try await child.wait(until: "the screen") { $0.screen.text.contains("typed") } }
            console.server.signal(SIGKILL)
            for (child, settings) in zip(children, before) {
                #expect(try await child.exit() == 0)
                try Self.expectRestored(child, settings, outcome: "died")
            }
        }
    }

    @Test("a line that drops ends the client, and the console goes on")
    func hangUp() async throws {
        try await Self.withConsole { console in
            let lost = try console.client()
            defer { lost.close() }
            try await lost.wait(until: "the screen") { $0.screen.text.contains("typed") }
            lost.hangUp()
            _ = try await lost.exit()
            let next = try console.client()
            defer { next.close() }
            try await next.wait(until: "another screen") { $0.screen.text.contains("typed") }
        }
    }

    @Test("a signal from outside gives the terminal back", arguments: [SIGTERM, SIGINT])
    func terminated(signal: Int32) async throws {
        try await Self.withConsole { console in
            let child = try console.client()
            defer { child.close() }
            let before = child.settingsBefore
            try await child.wait(until: "the screen") { $0.screen.text.contains("typed") }
            child.signal(signal)
            #expect(try await child.exit() == 0)
            try Self.expectRestored(child, before, outcome: "terminated")
        }
    }

    @Test("suspending gives the terminal back to the shell, and going on paints it anew")
    func suspend() async throws {
        try await Self.withConsole { console in
            let shell = try PtyChild("/bin/sh", ["-i"], environment: ["TERM": "xterm-256color", "PS1": "$ "])
            defer { shell.close() }
            let before = shell.settingsBefore
            shell.type("\(console.program) attach \(console.socket)\n")
            try await shell.wait(until: "the screen") { $0.screen.text.contains("80x24 typed") }
            for _ in 0..<2 {
                shell.type("z")
                try await shell.wait(until: "the shell") { $0.foreground == $0.process && $0.screen.modes.isEmpty }
                #expect(shell.settings == before)
                #expect(shell.screen.cursorVisible)
                shell.type("fg\n")
                try await shell.wait(until: "the screen again") { $0.screen.modes.contains(1049) }
                #expect(shell.settings != before)
            }
            shell.type("x")
            try await shell.wait(until: "keys again") { $0.screen.text.contains("typed x") }
            shell.type("d")
            try await shell.wait(until: "its end") { $0.screen.text.contains("outcome detached") }
            #expect(shell.settings == before)
        }
    }

    @Test("where there is no shell to go back to the client does not stop, whoever asks for it")
    func noShell() async throws {
        try await Self.withConsole { console in
            let child = try console.client()
            defer { child.close() }
            try await child.wait(until: "the screen") { $0.screen.text.contains("typed") }
            let askings: [(PtyChild) -> Void] = [{ $0.type("z") }, { $0.signal(SIGTSTP) }]
            for (count, ask) in askings.enumerated() {
                let drawn = child.output.count
                ask(child)
                // Said to be back at once, it is drawn for.
                try await child.wait(until: "the screen again") { $0.output.count > drawn }
                child.type("x")
                let typed = "typed " + String(repeating: "x", count: count + 1)
                try await child.wait(until: "keys") { $0.screen.text.contains(typed) }
                #expect(!child.isStopped)
                #expect(child.screen.modes.contains(1049))
            }
        }
    }

    @Test("a shell that changed the settings while the client was stopped from outside does not keep them")
    func stoppedFromOutside() async throws {
        try await Self.withConsole { console in
            let child = try console.client()
            defer { child.close() }
            let before = child.settingsBefore
            try await child.wait(until: "the screen") { $0.screen.text.contains("typed") }
            let raw = child.settings
            child.signal(SIGSTOP)
            try await child.wait(until: "stopped") { $0.isStopped }
            child.makeSane()
            #expect(child.settings != raw)
            child.signal(SIGCONT)
            try await child.wait(until: "raw again") { $0.settings == raw }
            child.type("d")
            #expect(try await child.exit() == 0)
            #expect(child.settings == before)
        }
    }

    @Test("a terminal that stops reading blocks only itself")
    func stalled() async throws {
        try await Self.withConsole { console in
            let stalled = try console.client(size: Size(columns: 200, rows: 50))
            defer { stalled.close() }
            try await stalled.wait(until: "the screen") { $0.screen.text.contains("typed") }
            // Each key gives a frame, and nobody reads them.
            for _ in 0..<400 { stalled.type(String(repeating: "k", count: 20)) }
            let other = try console.client()
            defer { other.close() }
            try await other.wait(until: "the other screen") { $0.screen.text.contains("typed") }
            other.type("quick")
            try await other.wait(until: "its keys") { $0.screen.text.contains("typed quick") }
            // And it can be ended, although its last frame is not out.
            stalled.signal(SIGTERM)
            try await wait(until: "the stalled one ends") { stalled.hasEnded }
            #expect(stalled.settings == stalled.settingsBefore)
        }
    }

    @Test("a signal that comes just before a call that blocks ends it all the same", arguments: [SIGTERM, SIGHUP])
    func late(signal: Int32) async throws {
        let program = try #require(BuiltProgram.path("TerminalProbe"))
        let child = try PtyChild(program, ["late", "\(signal)"])
        defer { child.close() }
        #expect(try await child.exit() == 0)
        #expect(child.screen.text.contains("cut short by \(signal)"))
    }

    @Test("without a console there is a failure and the terminal is not touched")
    func nobody() async throws {
        let program = try #require(BuiltProgram.path("TerminalProbe"))
        let child = try PtyChild(program, ["attach", "/tmp/no-such-folder/attach.sock"])
        defer { child.close() }
        #expect(try await child.exit() == 3)
        #expect(child.screen.text.contains("failure nobodyThere"))
        #expect(!child.output.contains(0x1B))
    }

    @Test("a crash gives the terminal back before the report is written", arguments: ["trap", "abort"])
    func crash(how: String) async throws {
        let program = try #require(BuiltProgram.path("TerminalProbe"))
        let child = try PtyChild(
            program,
            ["crash", how],
            environment: ["TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no"]
        )
        defer { child.close() }
        let before = child.settingsBefore
        let code = try await child.exit(deadline: .seconds(60))
        #expect(code < 0)
        #expect(child.settings == before)
        #expect(child.screen.modes.isEmpty)
        #expect(child.screen.cursorVisible)
    }

    // MARK: - Support

    private static func expectRestored(
        _ child: PtyChild,
        _ settings: [UInt32],
        outcome: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(child.settings == settings, sourceLocation: sourceLocation)
        #expect(child.screen.modes.isEmpty, sourceLocation: sourceLocation)
        #expect(child.screen.cursorVisible, sourceLocation: sourceLocation)
        #expect(child.screen.text.contains("outcome \(outcome)"), sourceLocation: sourceLocation)
    }

    /// A serving process of its own, killed at the end.
    private struct Console {
        let server: PtyChild
        let program: String
        let socket: String

        func client(size: Size = Size(columns: 80, rows: 24)) throws -> PtyChild {
            try PtyChild(self.program, ["attach", self.socket], size: size)
        }
    }

    private static func withConsole(_ body: (Console) async throws -> Void) async throws {
        let program = try #require(BuiltProgram.path("TerminalProbe"))
        let folder = URL(fileURLWithPath: "/tmp/attach-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let socket = folder.appendingPathComponent("attach.sock").path
        let server = try PtyChild(program, ["serve", socket])
        defer { server.close() }
        try await server.wait(until: "serving") { $0.screen.text.contains("serving") }
        try await body(Console(server: server, program: program, socket: socket))
    }
}
