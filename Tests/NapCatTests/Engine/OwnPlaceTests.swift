import NapCat
import Testing

@Suite("Our own container")
struct OwnPlaceTests {
    private static let id = EngineSamples.ownID

    static let files: [(files: [String: String], ids: [String], isInContainer: Bool)] = [
        ([:], [], false),
        (["proc/self/cgroup": "0::/\n", ".dockerenv": ""], [], true),
        (["proc/self/cgroup": "12:pids:/docker/\(id)\n11:cpu:/docker/\(id)\n"], [id], true),
        (["proc/self/cgroup": "0::/system.slice/docker-\(id).scope\n"], [id], true),
        (["proc/self/cgroup": "0::/user.slice/libpod-\(id).scope/container\n"], [id], true),
        (["proc/self/cgroup": "0::/docker/\(id.uppercased())\n1:x\n\n:::::\n"], [], false),
        (
            [
                "proc/self/mountinfo":
                    "1 0 8:1 /var/lib/docker/containers/\(id)/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n"
            ], [id], true
        ),
        // Outside of containers the table has other containers' folders.
        (
            [
                "proc/self/mountinfo":
                    "1 0 0:5 / /var/lib/docker/containers/\(id)/mounts/shm rw - tmpfs shm rw\nx\n"
            ], [], false
        ),
        (["run/.containerenv": "engine=\"podman-4.9\"\nname=\"x\"\nid=\"\(id)\"\n"], [id], true),
        (["run/.containerenv": "id=\"../x\"\n"], [], true),
    ]

    @Test("by the kernel's tables and the engine's files", arguments: files)
    func identity(_ files: [String: String], _ ids: [String], _ isInContainer: Bool) throws {
        let folder = try TestFolder()
        for (name, text) in files { try folder.write(name, text) }
        let identity = OwnIdentity.read(root: folder.path)
        #expect(identity.ids == ids)
        #expect(identity.isInContainer == isInContainer)
        #expect(!identity.hostname.isEmpty)
    }

    private static let napcat = EngineContainer(
        id: EngineSamples.dockerID,
        name: "nekro_napcat",
        networks: [.init(name: "bridge", address: "172.17.0.5"), .init(name: "nekro_network", address: "172.20.0.5")]
    )
    private static let place = OwnPlace(
        container: "nekro-console-1",
        sharedNetwork: "nekro_network",
        serviceName: "console",
        address: "172.20.0.9"
    )

    static let identities: [(OwnIdentity, OwnPlace?)] = [
        (OwnIdentity(ids: [id], hostname: "x", isInContainer: true), place),
        (OwnIdentity(ids: [String(repeating: "f", count: 64), id], hostname: "x", isInContainer: true), place),
        (OwnIdentity(hostname: "0123456789ab", isInContainer: true), place),
        // A machine that is called like a container.
        (OwnIdentity(hostname: "0123456789ab", isInContainer: false), nil),
        // A container of another engine, whose name is a container's here.
        (OwnIdentity(hostname: "nekro-console-1", isInContainer: true), nil),
        (OwnIdentity(hostname: "elsewhere", isInContainer: true), nil),
        (OwnIdentity(hostname: "../x", isInContainer: true), nil),
        (OwnIdentity(), nil),
    ]

    @Test("found on the engine, with the network that both are in", arguments: identities)
    func place(_ identity: OwnIdentity, _ expected: OwnPlace?) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { request in
            ["0123456789ab", Self.id, "nekro-console-1"].contains { request == "GET /containers/\($0)/json" }
                ? .json(EngineSamples.ownDetails) : .json(#"{"message":"No such container"}"#, status: 404)
        }
        let place = try await ContainerEngine(socket: engine.path).ownPlace(beside: Self.napcat, identity: identity)
        await engine.stop()
        #expect(place == expected)
    }

    static let networks: [([String], Bool, String?, String?)] = [
        (["nekro_network"], false, "nekro_network", "console"),
        (["bridge"], false, "bridge", nil),
        (["other"], false, nil, nil),
        ([], false, nil, nil),
        (["nekro_network"], true, nil, nil),
    ]

    @Test("no name where none is known, no network where none is shared", arguments: networks)
    func shared(_ names: [String], _ usesHost: Bool, _ network: String?, _ service: String?) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { _ in .json(EngineSamples.ownDetails) }
        let other = EngineContainer(
            id: "x",
            name: "napcat",
            usesHostNetwork: usesHost,
            networks: names.map { EngineContainer.Network(name: $0) }
        )
        let place = try await ContainerEngine(socket: engine.path)
            .ownPlace(beside: other, identity: OwnIdentity(ids: [Self.id], isInContainer: true))
        await engine.stop()
        #expect(place?.container == "nekro-console-1")
        #expect(place?.sharedNetwork == network)
        #expect(place?.serviceName == service)
    }
}
