import Foundation
import Terminal
import TerminalTesting
import Testing

/// A real terminal in the loop.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct TmuxTests {
    @Test("the client shows its screen in tmux and leaves it as it was")
    func screen() async throws {
        try await Self.withConsole { program, socket in
            let tmux = try Tmux("sh -c 'echo before; \(program) attach \(socket); echo after; exec cat'")
            defer { tmux.close() }
            try await tmux.wait(until: "the screen") { $0.contains("80x24 typed") && !$0.contains("before") }
            try tmux.press("小助手", literally: true)
            try await tmux.wait(until: "keys") { $0.contains("typed 小助手") }
            try tmux.resize(to: Size(columns: 100, rows: 30))
            try await tmux.wait(until: "the size") { $0.contains("100x30") }
            try tmux.press("d")
            try await tmux.wait(until: "the old screen") {
                $0.contains("before\noutcome detached\nafter") && !$0.contains("typed")
            }
        }
    }

    @Test("a copy inside tmux arrives in its buffer without ever being an argument")
    func copy() async throws {
        try await Self.withConsole { program, socket in
            let tmux = try Tmux("\(program) attach \(socket)")
            defer { tmux.close() }
            try await tmux.wait(until: "the screen") { $0.contains("typed") }
            try tmux.press("y")
            // No buffer at all is an error of tmux until it has come.
            try await wait(until: "the copy") { (try? tmux.buffer()) == "copied text" }
        }
    }

    private static func withConsole(_ body: (String, String) async throws -> Void) async throws {
        let program = try #require(BuiltProgram.path("TerminalProbe"))
        let folder = URL(fileURLWithPath: "/tmp/attach-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let socket = folder.appendingPathComponent("attach.sock").path
        let server = try PtyChild(program, ["serve", socket])
        defer { server.close() }
        try await server.wait(until: "serving") { $0.screen.text.contains("serving") }
        try await body(program, socket)
    }
}
