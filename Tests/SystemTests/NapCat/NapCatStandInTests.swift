import Glibc
import TerminalTesting
import Testing

/// The stand-in of NapCat as a program of its own, against the built console: what other tests build on.
@Suite(.serialized)
struct NapCatStandInTests {
    private static func entry(port: Int, key: String) -> String {
        // As people write it: NapCat reads JSON5.
        """
        // 云雀's console
        {network: {websocketClients: [{
            name: 'console', enable: true, url: 'ws://127.0.0.1:\(port)/onebot/v11/ws', token: '\(key)',
            reconnectInterval: 500, heartInterval: 200,
        }]}}
        """
    }

    @Test("dials once QQ is scanned, is shown and counted, comes back after a restart, ends on SIGTERM")
    func life() async throws {
        try await withConsoleHome { home in
            home.treatAsKey(NapCatProcess.token)
            _ = try await home.serve()
            let napcat = try await NapCatProcess.start(
                home,
                ["--account", "10001", "--name", "云雀", "--logged-out", "--return-after", "0.1"],
                files: ["onebot11.json": Self.entry(port: try await home.port(), key: try await home.key())]
            )
            try await napcat.wait(for: "QQ waits for a scan: https://txz.qq.com/p?k=")
            #expect(napcat.count(of: "dials") == 0)
            napcat.send("scan")
            try await napcat.wait(for: "link 1 console connected")
            try await home.status(until: "the bot is named and heard") { report in
                report.bots.contains { $0.selfID == "10001" && $0.name == "云雀" && $0.version == "4.18.9" }
            }
            napcat.send("say 你好")
            try await home.status(until: "its message is counted") { $0.bots.first.map { $0.events > 2 } ?? false }
            #expect(home.exists(napcat.folder + "/onebot11_10001.json"))

            napcat.send("restart")
            try await napcat.wait(for: "link 2 console connected")
            napcat.send("nonsense")
            try await napcat.wait(for: "unknown command: nonsense")
            napcat.command.signal(SIGTERM)
            #expect(try await napcat.command.result().exit == 0)
            let key = try await home.key()
            #expect(!napcat.command.output.contains(key))
            #expect(!napcat.command.output.contains(NapCatProcess.token))
            try await home.status(until: "it has gone") { $0.bots.first?.state == "lost" }
        }
    }

    @Test("a wrong key is told with its status; the word quit ends it")
    func refused() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let entry = Self.entry(port: try await home.port(), key: "not-the-key-of-it")
            let napcat = try await NapCatProcess.start(home, files: ["onebot11_1000010001.json": entry])
            try await napcat.wait(for: "link 1 console refused 403")
            napcat.send("quit")
            #expect(try await napcat.command.result().exit == 0)
        }
    }
}
