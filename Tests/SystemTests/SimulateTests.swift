import EndpointTesting
import Foundation
import Glibc
import TerminalTesting
import Testing

/// `simulate`, the built program, against a console of the same home.
@Suite(.serialized)
struct SimulateTests {
    @Test("bots connect to the console that runs, are named, and every event of theirs is counted")
    func counted() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let result = try await home.run(
                "simulate",
                "--bots",
                "2",
                "--count",
                "25",
                "--rate",
                "100",
                "--seed",
                "5",
                "--json"
            )
            #expect(result.exit == 0, "\(result.errors)")
            let lines = try result.output.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            #expect(lines.filter { $0["type"] as? String == "connected" }.count == 2)
            #expect(lines.contains { $0["action"] as? String == "get_login_info" && $0["outcome"] as? String == "ok" })
            let summary = try #require(lines.last)
            #expect(summary["type"] as? String == "summary")
            #expect(summary["connected"] as? Int == 2)
            let events = try #require(summary["events"] as? Int)
            let metas = try #require(summary["meta_events"] as? Int)
            #expect(events - metas == 50)
            let status = try await home.status(until: "both have gone") { report in
                report.bots.count == 2 && report.bots.allSatisfy { $0.state == "lost" }
            }
            #expect(status.counters.events == events)
            #expect(status.counters.bad == 0)
            #expect(status.bots.allSatisfy { $0.implementation == "NapCat.Onebot" && $0.name?.isEmpty == false })
        }
    }

    @Test("a refusal is printed with its status and ends with exit 1")
    func refused() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let result = try await home.run("simulate", "--fault", "wrong-key", "--as", "llbot")
            #expect(result.exit == 1)
            #expect(result.output.contains("1000010001 refused, 403: "))
            #expect(result.errors.contains("403"))
            let chinese = try await home.run("simulate", "--fault", "no-key", "--lang", "zh")
            #expect(chinese.exit == 1)
            #expect(chinese.errors.contains("拒绝了所有机器人。401"))
        }
    }

    @Test("SIGTERM ends it with close frames, the summary and exit 0")
    func signal() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let simulation = try home.start("simulate", "--as", "lagrange", "--rate", "20", "--quiet")
            try await home.status(until: "events") { ($0.bots.first?.events ?? 0) > 5 }
            simulation.signal(SIGTERM)
            let result = try await simulation.result()
            #expect(result.exit == 0)
            #expect(result.output.hasPrefix("bots: 1, connected: 1; "))
            #expect(result.output.split(separator: "\n").count == 1)
            try await home.status(until: "it has gone") { $0.bots.first?.state == "lost" }
        }
    }

    @Test("a key comes from standard input, and a wrong one of the operator's is refused without being shown")
    func keyFromInput() async throws {
        try await withConsoleHome { home in
            _ = try await home.serve()
            let key = try await home.key()
            let port = try await home.port()
            let file = home.folder + "/key"
            let script =
                "exec \"$0\" simulate --url ws://127.0.0.1:\(port)/onebot/v11/ws --key - --count 3 --rate 50 <\(file)"
            try (key + "\n").write(toFile: file, atomically: false, encoding: .utf8)
            #expect(try await home.start("/bin/sh", ["-c", script, home.program]).result().exit == 0)
            home.treatAsKey("another-key-that-is-wrong")
            try "another-key-that-is-wrong\n".write(toFile: file, atomically: false, encoding: .utf8)
            let refused = try await home.start("/bin/sh", ["-c", script, home.program]).result()
            #expect(refused.exit == 1)
            #expect(!refused.output.contains("another-key-that-is-wrong"))
        }
    }

    @Test("where nothing listens it says so, with what to do")
    func nobodyThere() async throws {
        try await withConsoleHome { home in
            let port = try await TakenPort.free()
            let url = "ws://127.0.0.1:\(port)/onebot/v11/ws?access_token=a-secret-in-the-address"
            home.treatAsKey("a-secret-in-the-address")
            let result = try await home.run("simulate", "--url", url, "--fault", "no-key")
            #expect(result.exit == 1)
            #expect(result.errors.contains("nothing listens there"))
            let none = try await home.run("simulate", "--fault", "no-key")
            #expect(none.exit == 1 && none.errors.contains("onebot-console"), "\(none.errors)")
        }
    }

    @Test(
        "mistakes on the command line",
        arguments: [
            (["--fault", "nonsense"], 64, "orphan"), (["--as", "nonsense"], 64, "lagrange"),
            (["--bots", "0"], 64, "--bots"), (["--rate", "-1"], 64, "--rate"), (["--rate", "nan"], 64, "--rate"),
            (["--for", "soon"], 64, "soon"), (["--size", "x"], 64, "x"), (["--url", "nowhere"], 64, "ws://"),
            (["--url", "wss://bots.example:0/"], 64, "--url"), (["--self-id", "0"], 64, "--self-id"),
        ] as [([String], Int32, String)]
    )
    func mistakes(_ arguments: [String], _ exit: Int32, _ part: String) async throws {
        try await withConsoleHome { home in
            let options = arguments.contains("--url") ? [] : ["--url", "ws://127.0.0.1:1/"]
            let all = ["simulate", "--key", "unused-in-this-test"] + options + arguments.map { $0 }
            let result = try await home.start(home.program, all).result()
            #expect(result.exit == exit, "\(result.errors)")
            #expect(result.errors.contains(part), "\(result.errors)")
        }
    }
}
