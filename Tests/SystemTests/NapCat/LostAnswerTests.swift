import Foundation
import TerminalTesting
import Testing

/// What NapCat has done though its answer never came: nothing may be lost by it, and no entry left off.
@Suite(.serialized, .enabled(if: Python.interpreter != nil, "ONEBOT_CONSOLE_TEST_PYTHON names no Python"))
struct LostAnswerTests {
    /// A proxy before NapCat's WebUI that loses answers.
    ///
    /// - Returns: Its port.
    private static func proxy(
        _ home: ConsoleHome,
        _ napcat: NapCatProcess,
        path: String,
        losing numbers: [Int]
    ) async throws -> Int {
        let proxy = try home.start(
            try #require(Python.interpreter),
            [
                Python.script("lossy_proxy.py"), "\(napcat.port)", path,
                numbers.map(String.init).joined(separator: ","),
            ]
        )
        var port: Int?
        try await wait(until: "the proxy listens") {
            port = proxy.output.firstMatch(of: #/listening (\d+)/#).flatMap { Int($0.1) }
            return port != nil
        }
        return try #require(port)
    }

    @Test("an entry that is switched off and on again is on at the end", arguments: [[1], [2], [1, 2]])
    func saving(losing numbers: [Int]) async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            _ = try await home.serve()
            let port = try await home.port()
            let napcat = try await NapCatProcess.start(
                home,
                files: [
                    "onebot11_1000010001.json": """
                    {network: {websocketClients: [{
                        name: 'mine', enable: true, url: 'ws://127.0.0.1:\(port)/onebot/v11/ws', token: 'not-the-key',
                    }]}}
                    """
                ]
            )
            let proxy = try await Self.proxy(home, napcat, path: "/api/OB11Config/SetConfig", losing: numbers)
            for (key, value) in [("webui_url", "http://127.0.0.1:\(proxy)/webui"), ("data_dir", napcat.folder)] {
                try #require(try await home.run("config", "set", "napcat.\(key)", value).exit == 0)
            }
            let setup = try await home.start("napcat", "setup", "--yes").result(deadline: .seconds(60))
            let files = try String(contentsOfFile: "\(napcat.folder)/onebot11_1000010001.json", encoding: .utf8)
            #expect(setup.exit == 0, "\(setup.output) \(setup.errors)")
            #expect(setup.output.contains("1000010001 connected after"))
            let key = try await home.key()
            #expect(files.contains(key))
            let report = try await home.status(until: "it is online") { $0.bots.first?.state == "online" }
            #expect(report.bots.first?.links.count == 1)
        }
    }

    @Test("a strong token that NapCat has taken is known and used", .enabled(if: Tmux.isInstalled, "no tmux"))
    func token() async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            let napcat = try await NapCatProcess.start(home)
            let proxy = try await Self.proxy(home, napcat, path: "/api/auth/update_token", losing: [1])
            try home.writeSettings(
                ConsoleHome.settings(
                    beside: napcat,
                    dataFolder: false,
                    webUI: "http://127.0.0.1:\(proxy)/webui",
                    token: NapCatProcess.token
                )
            )
            let tmux = try home.tmux()
            _ = try await tmux.openConsole("onebot-console --lang en")
            try tmux.press("2")
            try await tmux.wait(until: "the weak token") { $0.contains("⚠ 2") }
            try tmux.press("s")
            try await tmux.wait(until: "the question") { $0.contains("y  ") }
            try tmux.press("y")
            try await napcat.wait(for: "token changed")
            try await tmux.wait(until: "the strong token") { $0.contains("✓ 2") }
            #expect(try !home.settingsText().contains(NapCatProcess.token))
        }
    }
}
