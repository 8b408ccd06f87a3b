import NIOCore
import NapCat
import Testing

@Suite("Engines that do not answer as they should")
struct EngineProblemTests {
    static let answers: [(EngineStandIn.Answer, EngineProblem)] = [
        (.hang, .timedOut),
        (.stall("[{"), .timedOut),
        (.dribble, .timedOut),
        (.close, .closed),
        (.noise("220 mail.example ESMTP\r\n\r\n"), .notAnEngine),
        (.page("<html>hello</html>", status: 200), .notAnEngine),
        (.page("<html>no</html>", status: 502), .notAnEngine),
        (.json("{}"), .notAnEngine),
        (.json("[{"), .notAnEngine),
        (.json(#"{"message":"page not found"}"#, status: 404), .notAnEngine),
        (.redirect("http://other.example/"), .notAnEngine),
        (.empty(status: 204), .notAnEngine),
        (.json("{}", status: 401), .notPermitted),
        (.page("Forbidden", status: 403), .notPermitted),
        (
            .json(#"{"message":"disk\u001b[31m full\u001b[0m\ntoken=abc"}"#, status: 500),
            .said("disk fulltoken=\(mask)")
        ),
        (
            .json(#"{"cause":"x","message":"client version 1.24 is too old","response":400}"#, status: 400),
            .said("client version 1.24 is too old")
        ),
        (.json(#"{"message":"\#(String(repeating: "x", count: 9000))"}"#, status: 500), .said(longText)),
        (.json(#"{"message":"\#(String(repeating: "x", count: 90_000))"}"#, status: 500), .notAnEngine),
        (.endless(Array(repeating: 0x20, count: 1 << 20)), .notAnEngine),
    ]
    private static let mask = "••••••"
    private static let longText = String(repeating: "x", count: 199) + "…"

    @Test("each has its name", arguments: answers)
    func problems(_ answer: EngineStandIn.Answer, _ problem: EngineProblem) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in answer }
        let isSlow = if case .timedOut = problem { true } else { false }
        let limits = EngineLimits(answer: isSlow ? .milliseconds(150) : .seconds(60))
        await #expect(throws: problem) {
            try await ContainerEngine(socket: engine.path, limits: limits).find(["napcat"])
        }
        await engine.stop()
    }

    @Test("no socket, a socket that nobody listens on, a path that is none")
    func absent() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in .hang }
        await engine.stop()
        try folder.write("file", "")
        let long = "/" + String(repeating: "x", count: 200)
        for path in [folder.path("none.sock"), engine.path, folder.path("file"), folder.path("file/x")] {
            await #expect(throws: EngineProblem.absent) { try await ContainerEngine(socket: path).find(["napcat"]) }
        }
        await #expect(throws: EngineProblem.self) { try await ContainerEngine(socket: long).find(["napcat"]) }
    }

    @Test("a path with blanks and letters of all kinds")
    func oddPath() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("a b%20?#机器人.sock")) { _ in .json("[]") }
        let found = try await ContainerEngine(socket: engine.path).find(["napcat"])
        await engine.stop()
        #expect(found == nil)
        #expect(engine.requests.count == 1)
    }

    @Test(
        "ids that would be another path are asked for nowhere",
        arguments: ["", "..", "a/b", "a?b", "-x", "ä", "a b"]
    )
    func ids(_ id: String) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in .json("{}") }
        let client = ContainerEngine(socket: engine.path)
        await #expect(throws: EngineProblem.noSuchContainer) { try await client.container(id) }
        await #expect(throws: EngineProblem.noSuchContainer) { try await client.log(of: id) }
        await #expect(throws: EngineProblem.noSuchContainer) { try await client.restart(id) }
        await engine.stop()
        #expect(engine.requests.isEmpty)
    }

    @Test("a restart is given longer than an answer")
    func restart() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { request in
            switch request {
            case "POST /containers/slow/restart": .late(.milliseconds(400), .empty(status: 204))
            case "POST /containers/stuck/restart": .hang
            case "POST /containers/gone/restart": .json(#"{"message":"No such container: gone"}"#, status: 404)
            case "POST /containers/bad/restart": .json(#"{"message":"cannot restart container"}"#, status: 500)
            default: .page("", status: 404)
            }
        }
        let limits = EngineLimits(answer: .milliseconds(100), restart: .seconds(60))
        try await ContainerEngine(socket: engine.path, limits: limits).restart("slow")
        await #expect(throws: EngineProblem.noSuchContainer) {
            try await ContainerEngine(socket: engine.path).restart("gone")
        }
        await #expect(throws: EngineProblem.said("cannot restart container")) {
            try await ContainerEngine(socket: engine.path).restart("bad")
        }
        await #expect(throws: EngineProblem.timedOut) {
            let limits = EngineLimits(answer: .seconds(60), restart: .milliseconds(100))
            try await ContainerEngine(socket: engine.path, limits: limits).restart("stuck")
        }
        await engine.stop()
        #expect(engine.requests.count == 4)
        #expect(EngineLimits().answer == .seconds(3))
        #expect(EngineLimits().restart == .seconds(30))
    }
}
