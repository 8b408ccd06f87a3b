import Foundation
import TerminalTesting
import Testing

/// `napcat status` and `napcat setup` of the built program, against a NapCat that is acted.
@Suite(.serialized)
struct NapCatSetupTests {
    private static let account = "1000010001"
    private static let file = "onebot11_\(Self.account).json"

    private static func withNapCat(
        _ arguments: [String] = [],
        files: [String: String] = [:],
        dataFolder: Bool = true,
        token: String? = nil,
        _ body: (ConsoleHome, NapCatProcess) async throws -> Void
    ) async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            let napcat = try await NapCatProcess.start(home, arguments, files: files)
            try home.writeSettings(ConsoleHome.settings(beside: napcat, dataFolder: dataFolder, token: token))
            _ = try await home.serve()
            try await body(home, napcat)
        }
    }

    @Test("from a NapCat that is logged in to a bot that is connected: one command, asked or agreed to")
    func setup() async throws {
        try await Self.withNapCat { home, napcat in
            #expect(try await home.napCat().first?.id == "client")
            let trial = try await home.run("napcat", "setup", "--dry-run")
            #expect(trial.exit == 0 && trial.output.contains("+ \"url\": \"ws://127.0.0.1:"))
            let unasked = try await home.run("napcat", "setup")
            #expect(unasked.exit == 1 && unasked.errors.contains("--yes"))
            #expect(napcat.count(of: "configuration saved") == 0)

            let done = try await home.run("napcat", "setup", "--yes")
            #expect(done.exit == 0, "\(done.output) \(done.errors)")
            #expect(done.output.contains("\(Self.account) connected after"))
            let key = try await home.key()
            #expect(!(trial.output + done.output).contains(key))
            try await napcat.wait(for: "link 1 onebot-console connected")
            try await wait(until: "all six steps are done") { try await home.napCat().connected }

            let again = try await home.run("napcat", "setup", "--yes")
            #expect(again.exit == 0 && again.output.contains("as it should be"), "\(again.output)")
            #expect(napcat.count(of: "configuration saved") == 1)
        }
    }

    /// What stands in the account's file, and what has to be done to it.
    struct Mend: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var entry: String
        var dials: Int
    }

    @Test(
        "an entry that points here is mended, cleanly and alone",
        arguments: [
            Mend(testDescription: "off", entry: "enable: false, url: 'URL', token: 'KEY'", dials: 1),
            Mend(testDescription: "wrong key", entry: "enable: true, url: 'URL', token: 'wrong'", dials: 2),
            Mend(testDescription: "wrong path", entry: "enable: true, url: 'BASE/onebot/v12', token: 'KEY'", dials: 2),
        ]
    )
    func mend(_ mend: Mend) async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            // Its port stays for the second start.
            _ = try await home.serve()
            let (port, key) = (try await home.port(), try await home.key())
            let entry = mend.entry.replacing("URL", with: "ws://127.0.0.1:\(port)/onebot/v11/ws")
                .replacing("BASE", with: "ws://127.0.0.1:\(port)").replacing("KEY", with: key)
            let napcat = try await NapCatProcess.start(
                home,
                ["--account", Self.account],
                files: [
                    Self.file: """
                    {network: {
                        websocketClients: [
                            {name: 'another', enable: false, url: 'ws://10.0.0.9:5000/ws', token: 'not ours'},
                            {name: 'mine', reconnectInterval: 300, \(entry)},
                        ],
                        httpServers: [{name: 'http', enable: false, port: 3000, token: 'kept'}],
                    }, musicSignUrl: 'http://10.0.0.9/sign'}
                    """
                ]
            )
            let change = try await home.run(
                "config",
                "set",
                "napcat.webui_url",
                "http://127.0.0.1:\(napcat.port)/webui"
            )
            try #require(change.exit == 0, "\(change.errors)")
            try #require(try await home.run("config", "set", "napcat.data_dir", napcat.folder).exit == 0)

            let done = try await home.run("napcat", "setup", "--yes")
            #expect(done.exit == 0, "\(done.output) \(done.errors)")
            #expect(!done.output.contains(key) && !done.output.contains("wrong\""))
            #expect(napcat.count(of: "dials") >= mend.dials)
            let report = try await home.status(until: "one link") { $0.bots.first?.state == "online" }
            #expect(report.bots.first?.links.count == 1)

            let saved = try String(contentsOfFile: "\(napcat.folder)/\(Self.file)", encoding: .utf8)
            for kept in [
                "ws://10.0.0.9:5000/ws", "not ours", "\"kept\"", "http://10.0.0.9/sign", "\"another\"", "\"mine\"",
            ] {
                #expect(saved.contains(kept), "\(kept)")
            }
            #expect(saved.count(of: "onebot/v11/ws") == 1 && !saved.contains("onebot-console"))
        }
    }

    /// What is in the way, and how it is told.
    struct Obstacle: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var arguments: [String] = []
        var token: String?
        var manner: String?
        var step: String
        var says: String
    }

    @Test(
        "each obstacle has its own sentence at its own step; nothing is written, nothing lost",
        arguments: [
            Obstacle(testDescription: "wrong token", token: "not the right one 1", step: "token", says: "token"),
            Obstacle(
                testDescription: "two-factor",
                arguments: ["--two-factor", "123456"],
                step: "token",
                says: "code"
            ),
            Obstacle(testDescription: "logged out", arguments: ["--logged-out"], step: "login", says: "Scan"),
            Obstacle(testDescription: "another program", manner: "html", step: "webui", says: "not NapCat"),
            Obstacle(
                testDescription: "a redirect",
                manner: "redirect http://10.0.0.9/",
                step: "webui",
                says: "10.0.0.9"
            ),
            Obstacle(testDescription: "blocked", manner: "blocked", step: "webui", says: "access"),
            Obstacle(testDescription: "silent", manner: "silent", step: "webui", says: "3 s"),
        ]
    )
    func obstacle(_ obstacle: Obstacle) async throws {
        try await Self.withNapCat(obstacle.arguments, dataFolder: false, token: obstacle.token ?? NapCatProcess.token) {
            home,
            napcat in
            if let manner = obstacle.manner { napcat.send("manner \(manner)") }
            var status = try await home.napCat()
            // The command to it may be a moment on its way.
            try await wait(until: "the step fails") {
                status = try await home.napCat()
                return status.first?.id == obstacle.step
            }
            #expect(status.first?.state == "failed")
            #expect(status.first?.explanation.contains(obstacle.says) == true, "\(status)")
            let setup = try await home.run("napcat", "setup", "--yes")
            #expect(setup.exit == 1 && setup.errors.count > 20, "\(setup.output) \(setup.errors)")
            let chinese = try await home.run("napcat", "setup", "--yes", "--lang", "zh")
            #expect(chinese.errors.unicodeScalars.contains { $0.value > 0x4E00 }, "\(chinese.errors)")
            #expect(napcat.count(of: "saved") == 0)
            #expect(napcat.count(of: "login ") <= 2)
        }
    }

    @Test("without its WebUI the file is written, only ours in it, and its restart brings the bot")
    func file() async throws {
        try await Self.withNapCat(
            ["--return-after", "0.1"],
            files: [
                Self.file: """
                // 注释 stays
                {
                  "network": {"websocketClients": [], "httpServers": [{"name": "x", "port": 3000,}]},
                  unknown: 'kept',
                }

                """
            ]
        ) { home, napcat in
            napcat.send("manner drops")
            let done = try await home.run("napcat", "setup", "--yes")
            #expect(done.exit == 0, "\(done.output) \(done.errors)")
            #expect(done.output.contains("docker restart"))
            let text = try String(contentsOfFile: "\(napcat.folder)/\(Self.file)", encoding: .utf8)
            for kept in ["// 注释 stays", "unknown: 'kept'", "{\"name\": \"x\", \"port\": 3000,}"] {
                #expect(text.contains(kept), "\(kept)")
            }
            let key = try await home.key()
            #expect(text.contains(key))
            napcat.send("manner normal")
            napcat.send("restart")
            try await napcat.wait(for: "link 1 onebot-console connected")
            try await wait(until: "all six steps are done") { try await home.napCat().connected }
        }
    }

    @Test("a broken file is told with its place, and left as it is")
    func brokenFile() async throws {
        let text = "{\n  \"network\": {,}\n}\n"
        try await withConsoleHome { home in
            let folder = "\(home.folder)/data"
            let path = "\(folder)/\(Self.file)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try home.writeSettings(
                """
                endpoint: { host: 127.0.0.1, port: 0 }
                napcat: { webui_url: "http://127.0.0.1:1/webui", data_dir: "\(folder)" }

                """
            )
            _ = try await home.serve()
            let setup = try await home.run("napcat", "setup", "--yes")
            #expect(setup.exit == 1)
            #expect(setup.errors.contains(path) && setup.errors.contains("line 2"), "\(setup.errors)")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [Self.file])
        }
    }

    @Test("however often it is looked, no more than two logins are tried in a minute")
    func rate() async throws {
        try await Self.withNapCat(["--login-rate", "3"], dataFolder: false, token: "wrong-token-1") { home, napcat in
            for number in 0..<4 {
                let change = try await home.run("config", "set", "napcat.token", "wrong-token-\(number)x")
                try #require(change.exit == 0, "\(change.errors)")
                _ = try await home.napCat()
            }
            #expect(napcat.count(of: "login refused") == 2)
            let status = try await home.napCat()
            #expect(status.first?.id == "token")
        }
    }
}

extension String {
    fileprivate func count(of text: String) -> Int { self.ranges(of: text).count }
}
