import NapCat
import Testing

@Suite("Which container is NapCat's")
struct ContainerChoiceTests {
    /// A container as a list shows it: name, image, state, service.
    struct Listed: Sendable {
        var name: String
        var image = "img"
        var state = "running"
        var service: String?

        var json: String {
            let labels = self.service.map { #"{"com.docker.compose.service":"\#($0)"}"# } ?? "null"
            return #"{"Id":"\#(self.name)","Names":["/\#(self.name)"],"Image":"\#(self.image)","#
                + #""State":"\#(self.state)","Labels":\#(labels)}"#
        }
    }

    static let cases: [([Listed], String?)] = [
        ([Listed(name: "db"), Listed(name: "napcat")], "napcat"),
        ([Listed(name: "nekro_napcat"), Listed(name: "napcat")], "napcat"),
        ([Listed(name: "x-napcat-1"), Listed(name: "nekro_napcat")], "nekro_napcat"),
        ([Listed(name: "db"), Listed(name: "project-napcat-1")], "project-napcat-1"),
        ([Listed(name: "project_napcat_12")], "project_napcat_12"),
        ([Listed(name: "testnekro_napcat")], "testnekro_napcat"),
        ([Listed(name: "bot", service: "napcat")], "bot"),
        ([Listed(name: "bot", image: "ghcr.io/me/NapCat-Docker:v4")], "bot"),
        // Running before stopped, in each of the two groups.
        ([Listed(name: "napcat", state: "exited"), Listed(name: "nekro_napcat", state: "RUNNING")], "nekro_napcat"),
        ([Listed(name: "napcat", state: "exited"), Listed(name: "a-napcat-1")], "a-napcat-1"),
        ([Listed(name: "a", image: "napcat-docker", state: "exited"), Listed(name: "b", image: "napcat-docker")], "b"),
        // The one with the name, though it is stopped: the other may be another bot's.
        ([Listed(name: "b", image: "napcat-docker"), Listed(name: "napcat", state: "exited")], "napcat"),
        // Not NapCat's.
        ([Listed(name: "napcat-proxy"), Listed(name: "napcat1"), Listed(name: "nap")], nil),
        ([Listed(name: "napcat-x1"), Listed(name: "1")], nil),
        ([], nil),
    ]

    @Test("by name, then by what compose makes of it, then by image", arguments: cases)
    func choice(_ listed: [Listed], _ expected: String?) async throws {
        let folder = try TestFolder()
        let engine = try await EngineStandIn(at: folder.path("d.sock")) { request in
            if request.contains("all=1") { return .json("[7,{},\(listed.map(\.json).joined(separator: ","))]".fixed) }
            let id = request.split(separator: "/").dropFirst().dropFirst().first.map(String.init) ?? ""
            return .json(#"{"Id":"\#(id)"}"#)
        }
        let found = try await ContainerEngine(socket: engine.path).find(["", "napcat", "nekro_napcat"])
        await engine.stop()
        #expect(found?.id == expected)
    }
}

extension String {
    /// Without the comma behind the last element of an empty list.
    fileprivate var fixed: String { self == "[7,{},]" ? "[7,{}]" : self }
}
