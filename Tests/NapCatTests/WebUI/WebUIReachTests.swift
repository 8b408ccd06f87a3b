import NIOCore
import NIOPosix
import OneBot
import Testing

@testable import NapCat

@Suite("Reaching NapCat's WebUI")
struct WebUIReachTests {
    static let refusal = #"{"code":-1,"message":"Unauthorized"}"#

    @Test func provesThatNapCatAnswers() async throws {
        let server = try await WebUIServer { _ in .json(Self.refusal) }
        let client = try WebUIClient.testing(server.url)
        let time = try await client.reach()
        #expect(time > .zero && time < .seconds(20))
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.method == "POST" && request.path == "/api/auth/check")
        #expect(request.headers["authorization"] == nil)
        #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
        await client.shutdown()
        await server.stop()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let answer: WebUIServer.Answer
        let problem: WebUIProblem
        var testDescription: String { "\(self.problem) \(self.answer)".prefix(100) + "" }
    }

    @Test(arguments: [
        Case(
            answer: .http(200, headers: ["content-type": "text/html"], body: "<!doctype html>"),
            problem: .otherProgram(status: 200)
        ),
        Case(answer: .json(""), problem: .otherProgram(status: 200)),
        Case(answer: .json("{}"), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"[{"code":-1,"message":"Unauthorized"}]"#), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"{"code":{},"message":"Unauthorized"}"#), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"{"code":-1,"message":"Unauthorized""#), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"{"code":-1}"#), problem: .otherProgram(status: 200)),
        // Of others.
        Case(answer: .json(#"{"code":401,"message":"Unauthorized"}"#), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"{"code":-1,"message":"请先登录"}"#), problem: .otherProgram(status: 200)),
        Case(answer: .json(#"{"code":0,"data":null,"message":"success"}"#), problem: .otherProgram(status: 200)),
        Case(answer: .json(String(repeating: "[", count: 100_000)), problem: .otherProgram(status: 200)),
        Case(answer: .http(404, body: "Cannot POST /api/auth/check"), problem: .otherProgram(status: 404)),
        Case(answer: .http(401, headers: ["www-authenticate": "Basic"]), problem: .otherProgram(status: 401)),
        Case(answer: .http(502, body: Self.refusal), problem: .otherProgram(status: 502)),
        Case(answer: .http(204), problem: .otherProgram(status: 204)),
        Case(answer: .http(304), problem: .otherProgram(status: 304)),
        Case(answer: .http(403, body: #"{"error":"访问被拒绝：IP不在白名单中"}"#), problem: .addressBlocked),
        Case(answer: .http(403, body: "<html>Forbidden</html>"), problem: .otherProgram(status: 403)),
        Case(
            answer: .http(302, headers: ["location": "https://bot.example.com/login?token=abc"]),
            problem: .redirected(to: "https://bot.example.com/login")
        ),
        Case(
            answer: .http(308, headers: ["location": "/" + String(repeating: "a", count: 5000)]),
            problem: .redirected(to: "/" + String(repeating: "a", count: 198) + "…")
        ),
        Case(answer: .bytes(Array("220 mail.example ESMTP\r\n\r\n".utf8)), problem: .otherProgram(status: 0)),
        Case(answer: .bytes([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]), problem: .otherProgram(status: 0)),
        Case(answer: .close, problem: .otherProgram(status: 0)),
        Case(answer: .endless, problem: .otherProgram(status: 200)),
        Case(
            answer: .bytes(Array("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{".utf8)),
            problem: .otherProgram(status: 200)
        ),
    ])
    func answers(_ example: Case) async throws {
        let server = try await WebUIServer { _ in example.answer }
        let client = try WebUIClient.testing(server.url)
        #expect(await problem { () async throws(WebUIProblem) in _ = try await client.reach() } == example.problem)
        #expect(server.requests.filter { $0.path == "/api/auth/check" }.count == 1)
        #expect(await WebUIServer.eventually { server.open == 0 })
        await client.shutdown()
        await server.stop()
    }

    /// Who only says a little now and then gets no more time than who says nothing.
    @Test(arguments: [
        WebUIServer.Answer.hang, .drip("HTTP/1.1 200 "), .drip("HTTP/1.1 200 OK\r\nx: "),
        .drip("HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n{"),
        .drip("HTTP/1.1 403 Forbidden\r\n\r\n"),
    ])
    func silence(_ answer: WebUIServer.Answer) async throws {
        let server = try await WebUIServer { _ in answer }
        let client = try WebUIClient.testing(server.url) { $0.time = .milliseconds(400) }
        let problem = await problem { () async throws(WebUIProblem) in _ = try await client.reach() }
        #expect(problem == .timedOut(seconds: 1))
        #expect(await WebUIServer.eventually { server.open == 0 })
        await client.shutdown()
        await server.stop()
    }

    @Test func nothingListens() async throws {
        let server = try await WebUIServer { _ in .close }
        let (url, port) = (server.url, server.port)
        await server.stop()
        let client = try WebUIClient.testing(url)
        #expect(
            await problem { () async throws(WebUIProblem) in _ = try await client.reach() }
                == .refused(host: "127.0.0.1", port: port)
        )
        await client.shutdown()
    }

    @Test(arguments: ["http://no-such-name.invalid:6099/webui", "http://[100::1]:6099/webui"])
    func noWay(_ url: String) async throws {
        let client = try WebUIClient.testing(url) { $0.time = .seconds(3) }
        let problem = await problem { () async throws(WebUIProblem) in _ = try await client.reach() }
        // Where the network swallows the question, there is no answer either.
        #expect(problem == .unreachable(host: client.address.host) || problem == .timedOut(seconds: 3))
        await client.shutdown()
    }

    /// An alert of TLS, plain HTTP, and a greeting, to somebody who speaks TLS.
    @Test(arguments: [
        [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28], Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8),
        Array("220 mail.example ESMTP\r\n".utf8),
    ])
    func noTLS(_ bytes: [UInt8]) async throws {
        let server = try await WebUIServer(isHTTP: false) { _ in .bytes(bytes) }
        let client = try WebUIClient.testing("https://127.0.0.1:\(server.port)/webui")
        #expect(await problem { () async throws(WebUIProblem) in _ = try await client.reach() } == .tls)
        #expect(server.requests.first?.body.first == 0x16)
        await client.shutdown()
        await server.stop()
    }

    /// A certificate that nobody vouches for; and NapCat with a certificate, spoken to without TLS.
    @Test(.enabled(if: TLSServer.isAvailable), arguments: ["https", "http"])
    func realTLS(_ scheme: String) async throws {
        let server = try await TLSServer()
        let client = try WebUIClient.testing("\(scheme)://127.0.0.1:\(server.port)/webui")
        #expect(await problem { () async throws(WebUIProblem) in _ = try await client.reach() } == .tls)
        await client.shutdown()
        await server.stop()
    }

    /// Where packets are dropped, as a firewall does.
    @Test func neverConnected() async throws {
        let listener = try FullListener()
        let client = try WebUIClient.testing("http://127.0.0.1:\(listener.port)") { $0.time = .milliseconds(400) }
        let problem = await problem { () async throws(WebUIProblem) in _ = try await client.reach() }
        #expect(problem == .timedOut(seconds: 1))
        await client.shutdown()
        listener.close()
    }

    @Test func shuttingDownEndsOpenCalls() async throws {
        let server = try await WebUIServer { _ in .drip("HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n{") }
        let client = try WebUIClient.testing(server.url) { $0.time = .seconds(60) }
        let calls = (0..<20).map { _ in
            Task { await problem { () async throws(WebUIProblem) in _ = try await client.reach() } }
        }
        #expect(await WebUIServer.eventually { server.open == 8 })
        await client.shutdown()
        for call in calls { #expect(await call.value == .stopped) }
        #expect(await problem { () async throws(WebUIProblem) in _ = try await client.reach() } == .stopped)
        #expect(await WebUIServer.eventually { server.open == 0 })
        await client.shutdown()
        await server.stop()
    }

    @Test func cancellingEndsOneCall() async throws {
        let server = try await WebUIServer { _ in .hang }
        let client = try WebUIClient.testing(server.url) { $0.time = .seconds(60) }
        let call = Task { await problem { () async throws(WebUIProblem) in _ = try await client.version() } }
        #expect(await WebUIServer.eventually { server.requests.count == 1 })
        call.cancel()
        #expect(await call.value == .stopped)
        await client.shutdown()
        await server.stop()
    }

    /// Who lets go of a client leaves no connection behind.
    @Test func lettingGo() async throws {
        let server = try await WebUIServer { _ in .json(Self.refusal) }
        do {
            let client = try WebUIClient.testing(server.url)
            _ = try await client.reach()
        }
        #expect(await WebUIServer.eventually { server.open == 0 && server.accepted == 1 })
        await server.stop()
    }
}
