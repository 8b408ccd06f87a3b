import Foundation
import NapCat
import Testing

@Suite("Containers of an engine")
struct EngineFindTests {
    @Test("Docker's answers")
    func docker() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { request in
            request.contains("all=1") ? .json(EngineSamples.dockerList) : .json(EngineSamples.dockerDetails)
        }
        let found = try await ContainerEngine(socket: engine.path).find(["napcat", "nekro_napcat"])
        await engine.stop()
        #expect(
            found
                == EngineContainer(
                    id: EngineSamples.dockerID,
                    name: "nekro_napcat",
                    image: "mlikiowa/napcat-docker",
                    state: "running",
                    startedAt: Date(timeIntervalSince1970: 1_714_550_401),
                    networks: [
                        .init(
                            name: "nekro_network",
                            address: "172.20.0.5",
                            gateway: "172.20.0.1",
                            aliases: ["nekro_napcat", "nekro_napcat", "nekro_napcat", "4f66ad9a0b2e"]
                        ),
                        .init(name: "a_six", address: "fd00::2", gateway: "fd00::1"),
                    ],
                    mounts: [
                        .init(source: "/srv/nekro", destination: "/app/nekro_agent_data"),
                        .init(source: "/srv/nekro/napcat_data/QQ", destination: "/app/.config/QQ", isReadOnly: true),
                        .init(source: "/var/lib/docker/volumes/plugins/_data", destination: "/app/napcat/plugins"),
                    ],
                    ports: [
                        .init(host: "0.0.0.0", hostPort: 6099, port: 6099),
                        .init(host: "::", hostPort: 6099, port: 6099),
                    ],
                    restartCount: 2,
                    service: "nekro_napcat",
                    hostname: "4f66ad9a0b2e"
                )
        )
        // Without a version, which the newest engines and the oldest ones both take.
        #expect(
            engine.requests == ["GET /containers/json?all=1", "GET /containers/\(EngineSamples.dockerID)/json"]
        )
    }

    @Test("Podman's answers, with null in place of what it does not know")
    func podman() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("p.sock")) { request in
            request.contains("all=1") ? .json(EngineSamples.podmanList) : .json(EngineSamples.podmanDetails)
        }
        let found = try await ContainerEngine(socket: engine.path).find(["napcat"])
        await engine.stop()
        #expect(
            found
                == EngineContainer(
                    id: EngineSamples.podmanID,
                    name: "napcat",
                    image: "docker.io/mlikiowa/napcat-docker:latest",
                    startedAt: Date(timeIntervalSince1970: 1_714_550_401),
                    mounts: [.init(source: "/home/bot/napcat/config", destination: "/app/napcat/config")],
                    ports: [.init(host: "0.0.0.0", hostPort: 6100, port: 6099)],
                    hostname: "aa11bb22cc33"
                )
        )
    }

    @Test("a stopped container on the machine's own network")
    func stopped() async throws {
        let folder = try TestFolder()
        let id = EngineSamples.dockerID
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in
            .json(
                """
                {"Id":"\(id)","Name":"/napcat","State":{"Running":false,"StartedAt":"0001-01-01T00:00:00Z"},
                 "HostConfig":{"NetworkMode":"host"},"RestartCount":-5,
                 "NetworkSettings":{"Ports":{},"Networks":{"host":{"IPAddress":"","Gateway":""}}}}
                """
            )
        }
        let container = try await ContainerEngine(socket: engine.path).container(id)
        await engine.stop()
        #expect(container.state == "exited")
        #expect(!container.isRunning)
        #expect(container.usesHostNetwork)
        #expect(container.startedAt == nil)
        #expect(container.restartCount == 0)
        #expect(container.networks == [.init(name: "host")])
    }

    @Test("nothing of NapCat's, and one that is removed meanwhile", arguments: ["postgres", "gone"])
    func none(_ kind: String) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { request in
            if request.contains("all=1") {
                .json(kind == "gone" ? EngineSamples.dockerList : #"[{"Id":"99","Names":["/db"],"Image":"postgres"}]"#)
            } else {
                .json(#"{"message":"No such container"}"#, status: 404)
            }
        }
        let found = try await ContainerEngine(socket: engine.path).find(["napcat", "nekro_napcat"])
        await engine.stop()
        #expect(found == nil)
        #expect(engine.requests.count == (kind == "gone" ? 2 : 1))
    }

    @Test(
        "answers of the wrong shape are no containers",
        arguments: ["{}", "[]", "null", #"{"Id":7}"#, #"{"Id":"../../x"}"#, #"{"Id":""}"#]
    )
    func oddDetails(_ text: String) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in .json(text) }
        await #expect(throws: EngineProblem.notAnEngine) {
            try await ContainerEngine(socket: engine.path).container("napcat")
        }
        await engine.stop()
    }

    @Test("a container of odd parts is read without them")
    func oddParts() async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in
            .json(
                """
                {"Id":"ab","Name":7,"State":"up","Mounts":{"Source":1},"Config":[],"HostConfig":"host","RestartCount":1e99,
                 "NetworkSettings":{"Networks":[1],"Ports":{"x/tcp":[{"HostPort":"1"}],"70000/tcp":[{"HostPort":"1"}],
                  "1/tcp":[{"HostPort":"99999999999999999999"},{},7,{"HostPort":"\\u001b[2J"}],"":[{"HostPort":"1"}]}}}
                """
            )
        }
        let container = try await ContainerEngine(socket: engine.path).container("napcat")
        await engine.stop()
        #expect(container == EngineContainer(id: "ab", name: "ab", state: "exited"))
    }

    @Test(
        "times",
        arguments: [
            ("2024-05-01T08:00:01Z", 1_714_550_401.0), ("2024-05-01T08:00:01.999999999Z", 1_714_550_401),
            ("2024-05-01T16:00:01.5+08:00", 1_714_550_401), ("2024-05-01T03:00:01-05:00", 1_714_550_401),
            ("0001-01-01T00:00:00Z", nil), ("", nil), ("soon", nil), (".", nil), ("2024-13-41T08:00:01.1Z", nil),
        ] as [(String, Double?)]
    )
    func times(_ text: String, _ seconds: Double?) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in
            .json(#"{"Id":"ab","State":{"StartedAt":"\#(text)"}}"#)
        }
        let container = try await ContainerEngine(socket: engine.path).container("ab")
        await engine.stop()
        #expect(container.startedAt?.timeIntervalSince1970 == seconds)
    }
}
