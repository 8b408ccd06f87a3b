import Foundation
import TerminalTesting
import Testing

/// A client that nobody here wrote: Python's `websockets`.
@Suite(.enabled(if: Python.interpreter != nil, "ONEBOT_CONSOLE_TEST_PYTHON names no Python with websockets"))
struct StrangerTests {
    @Test(
        "a Python bot connects, is asked, sends large and fragmented messages, is pinged, closes and is closed",
        arguments: [false, true]
    )
    func python(isTLS: Bool) async throws {
        let python = try #require(Python.interpreter)
        try await withConsoleHome { home in
            if isTLS { #expect(try await home.run("tls", "self-signed").exit == 0) }
            let server = try await home.serve()
            let key = try await home.key()
            let client = try home.start(
                python,
                [Python.script("onebot_client.py"), "\(try await home.port())"]
                    + (isTLS ? [home.certificateFile] : []),
                environment: ["ONEBOT_TEST_KEY": key]
            )
            try await wait(for: client, lines: 1)
            let line = try #require(client.output.split(separator: "\n").first)
            let done = try JSONDecoder().decode(Done.self, from: Data(line.utf8))
            #expect(done.actions == ["get_login_info", "get_version_info"])
            #expect(done.pong)
            #expect(done.close == 1000)
            #expect(done.wrongKey == 403)
            #expect(done.refusedBy == "AUTH")

            let report = try await home.status(until: "what it did") {
                $0.counters.events == 3 && $0.counters.accepted == 2
            }
            #expect(report.counters.refused == 1)
            #expect(report.counters.bad == 0)
            let bot = try #require(report.bots.first)
            #expect(bot.selfID == "1000010003")
            #expect(bot.name == "Python 助手")
            #expect(bot.implementation == "Lagrange.OneBot")
            #expect(bot.bytesIn > 5 << 20)

            #expect(try await home.run("stop").exit == 0)
            #expect(try await server.result().exit == 0)
            let result = try await client.result()
            #expect(result.exit == 0, "\(result.errors)")
            #expect(result.output.contains(#"{"end": 1001}"#))
        }
    }

    private func wait(for client: RunningCommand, lines: Int) async throws {
        do {
            try await TerminalTesting.wait(until: "the client's report") {
                client.output.split(separator: "\n").count >= lines || client.hasEnded
            }
        } catch {
            Issue.record("the client said: \(client.errors)")
            throw error
        }
        if client.output.isEmpty { Issue.record("the client said: \(client.errors)") }
    }

    /// What the script writes.
    private struct Done: Decodable {
        let actions: [String]
        let pong: Bool
        let close: Int
        let wrongKey: Int
        let refusedBy: String?

        private enum CodingKeys: String, CodingKey {
            case actions
            case pong
            case close
            case wrongKey = "wrong_key"
            case refusedBy = "refused_by"
        }
    }
}
