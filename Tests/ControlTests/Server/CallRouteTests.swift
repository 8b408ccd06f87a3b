import Control
import NIOCore
import OneBot
import Snapshot
import Synchronization
import Testing

@Suite struct CallRouteTests {
    private let request = CallRequest(selfID: "1000010001", action: "get_status", parameters: Array(#"{"a":1}"#.utf8))

    private static func answered(_ text: String, parts: Int = 0) -> CallOutcome {
        .answered(CallAnswer(response: Array(text.utf8), parts: parts, succeeded: true, milliseconds: 1))
    }

    private func lines(_ client: ControlClient) async throws -> [String] {
        let lines = Mutex<[String]>([])
        try await client.call(self.request) { line in
            lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
            return true
        }
        return lines.withLock { $0 }
    }

    @Test("the response comes back byte for byte, and the parameters go in as they are")
    func whole() async throws {
        let response = #"{ "status":"ok", "retcode":0,"data":{"id":18446744073709551617},"echo":"x"}"#
        let backend = FakeBackend()
        backend.answerCalls(Self.answered(response))
        try await withControlServer(backend: backend) { path, backend, _ in
            let lines = try await self.lines(ControlClient.patient(path))
            #expect(lines == [response])
            #expect(backend.calls == [self.request])
        }
    }

    @Test("a response over several lines is one all the same", arguments: ["\n", "\r\n"])
    func severalLines(lineBreak: String) async throws {
        let backend = FakeBackend()
        backend.answerCalls(Self.answered(["{", #"  "status": "ok""#, "}"].joined(separator: lineBreak)))
        try await withControlServer(backend: backend) { path, _, _ in
            let blanks = String(repeating: " ", count: lineBreak.utf8.count)
            let lines = try await self.lines(ControlClient.patient(path))
            #expect(lines == ["{\(blanks)  \"status\": \"ok\"\(blanks)}"])
        }
    }

    @Test("parts come first, a line each")
    func parts() async throws {
        let backend = FakeBackend()
        backend.answerCalls(
            Self.answered(#"{"end":true}"#, parts: 3),
            parts: [#"{"n":1}"#, "{\"n\":\n2}", #"{"n":3}"#]
        )
        try await withControlServer(backend: backend) { path, _, _ in
            let lines = try await self.lines(ControlClient.patient(path))
            #expect(lines == [#"{"n":1}"#, #"{"n": 2}"#, #"{"n":3}"#, #"{"end":true}"#])
        }
    }

    @Test(
        "every other outcome has a status of its own and one sentence",
        arguments: [
            (.noSuchBot, 404), (.notConnected, 503), (.tooMany(limit: 200), 429), (.timedOut(seconds: 30), 504),
            (.linkLost, 502), (.tooBig(bytes: 55_600_000, limit: 50 << 20), 413),
            (.notTaken(waitingBytes: 70 << 20), 507),
        ] as [(CallOutcome, Int)]
    )
    func failures(outcome: CallOutcome, status: Int) async throws {
        let backend = FakeBackend()
        backend.answerCalls(outcome)
        try await withControlServer(backend: backend) { path, _, _ in
            for language in [Language.english, .chinese] {
                do {
                    _ = try await self.lines(ControlClient.patient(path, language: language))
                    Issue.record("no error")
                } catch let error as ControlClientError {
                    guard case .refused(let code, let sentence) = error else {
                        Issue.record("\(error)")
                        continue
                    }
                    #expect(code == status)
                    #expect(!sentence.isEmpty)
                }
            }
        }
    }

    @Test(
        "what is no call is refused and asked of nobody",
        arguments: [
            "", "{", "[]", "{}", #"{"self_id":1}"#, #"{"self_id":1,"action":""}"#, #"{"self_id":1,"action":2}"#,
            #"{"self_id":1,"action":"a","params":[]}"#, #"{"self_id":"","action":"a"}"#,
        ]
    )
    func broken(body: String) async throws {
        try await withControlServer { path, backend, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(
                "POST /v1/call HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
            )
            #expect(await connection.receive().text.hasPrefix("HTTP/1.1 400 "))
            #expect(backend.calls.isEmpty)
        }
    }

    @Test("a number is as good as a text for the account, and parameters may be left out")
    func leniency() async throws {
        let backend = FakeBackend()
        backend.answerCalls(Self.answered("{}"))
        try await withControlServer(backend: backend) { path, backend, _ in
            let connection = try #require(RawConnection(path))
            let body = #"{"self_id":1000010001,"action":"get_status"}"#
            await connection.send(
                "POST /v1/call HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
            )
            #expect(await connection.receive().text.hasSuffix("\r\n\r\n{}\n"))
            #expect(backend.calls == [CallRequest(selfID: "1000010001", action: "get_status")])
        }
    }
}
