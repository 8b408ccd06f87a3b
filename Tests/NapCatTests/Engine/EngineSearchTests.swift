import Glibc
import NapCat
import Testing

@Suite("Sockets of engines")
struct EngineSearchTests {
    private static func folder() throws -> TestFolder {
        let folder = try TestFolder()
        for name in ["var/run", "run/podman", "x/podman"] { try folder.makeFolder(name) }
        return folder
    }

    @Test("none at all, and addresses that are no Unix sockets")
    func absent() throws {
        let folder = try Self.folder()
        for host in ["", "tcp://127.0.0.1:2375", "ssh://root@host", "unix://", "unix://relative"] {
            let search = EngineSearch.look(environment: ["DOCKER_HOST": host], root: folder.path)
            #expect(search == EngineSearch(engines: [], obstacle: .absent))
        }
    }

    @Test("all the usual places, in order, and none twice")
    func places() async throws {
        let folder = try Self.folder()
        var engines: [EngineStandIn] = []
        for name in ["own.sock", "run/podman/podman.sock", "x/docker.sock", "x/podman/podman.sock"] {
            engines.append(try await EngineStandIn(at: folder.path(name)) { _ in .json("[]") })
        }
        try folder.link("var/run/docker.sock", to: folder.path("run/podman/podman.sock"))
        let search = EngineSearch.look(
            environment: ["DOCKER_HOST": "unix://\(folder.path("own.sock"))", "XDG_RUNTIME_DIR": folder.path("x")],
            root: folder.path
        )
        #expect(
            search.engines.map(\.socket)
                == ["own.sock", "var/run/docker.sock", "x/docker.sock", "x/podman/podman.sock"].map(folder.path(_:))
        )
        #expect(search.obstacle == nil)
        for engine in engines { await engine.stop() }
        try folder.write("x/file", "")
        let broken = EngineSearch.look(
            environment: ["DOCKER_HOST": "unix://\(folder.path("x/file"))"],
            root: folder.path
        )
        #expect(broken == EngineSearch(engines: [], obstacle: .broken(path: folder.path("x/file"))))
    }

    @Test("without a folder of the session, that of the user")
    func user() async throws {
        let folder = try Self.folder()
        let own = "run/user/\(geteuid())"
        try folder.makeFolder(own)
        let engine = try await EngineStandIn(at: folder.path("\(own)/docker.sock")) { _ in .json("[]") }
        let search = EngineSearch.look(environment: [:], root: folder.path)
        await engine.stop()
        #expect(search.engines.map(\.socket) == [engine.path])
    }

    @Test("one that we may not open", .enabled(if: geteuid() == 0, "needs root to be somebody else"))
    func closed() async throws {
        let folder = try Self.folder()
        let engine = try await EngineStandIn(at: folder.path("var/run/docker.sock")) { _ in .json("[]") }
        chmod(engine.path, 0)
        let search = await asOrdinaryUser { EngineSearch.look(environment: [:], root: folder.path) }
        await engine.stop()
        #expect(search == EngineSearch(engines: [], obstacle: .notPermitted(path: engine.path)))
    }

    @Test("a container is found on whichever engine has it, running before stopped")
    func severalEngines() async throws {
        let folder = try Self.folder()
        func details(_ id: String, _ state: String) -> @Sendable (String) -> EngineStandIn.Answer {
            { request in
                request.contains("all=1")
                    ? .json(#"[{"Id":"\#(id)","Names":["/napcat"],"State":"\#(state)"}]"#)
                    : .json(#"{"Id":"\#(id)","State":{"Status":"\#(state)"}}"#)
            }
        }
        let first = try await EngineStandIn(at: folder.path("1.sock"), details("one", "exited"))
        let second = try await EngineStandIn(at: folder.path("2.sock"), details("two", "running"))
        let silent = try await EngineStandIn(at: folder.path("3.sock")) { _ in .hang }
        let empty = try await EngineStandIn(at: folder.path("4.sock")) { _ in .json("[]") }
        func find(_ engines: EngineStandIn...) async throws -> String? {
            let limits = EngineLimits(answer: .milliseconds(engines.contains { $0 === silent } ? 200 : 60_000))
            let search = EngineSearch(engines: engines.map { ContainerEngine(socket: $0.path, limits: limits) })
            return try await search.find(["napcat"])?.container.id
        }
        #expect(try await find(first, second) == "two")
        #expect(try await find(empty, first) == "one")
        #expect(try await find(empty) == nil)
        #expect(try await find() == nil)
        await #expect(throws: EngineProblem.timedOut) { try await find(empty, silent) }
        for engine in [first, second, silent, empty] { await engine.stop() }
    }
}
