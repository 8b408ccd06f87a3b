import Control
import Glibc
import OneBot
import Snapshot
import Testing

@Suite struct ControlServerTests {
    @Test("status is the document of the snapshot")
    func status() async throws {
        try await withControlServer { path, backend, _ in
            let answer = try await ControlClient.patient(path).send("GET", "/v1/status")
            #expect(answer.status == 200)
            #expect(answer.json == StatusDocument(backend.snapshot).json)
        }
    }

    @Test("the socket is the operator's alone")
    func mode() async throws {
        try await withControlServer { path, _, _ in
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & 0o7777 == 0o600)
            #expect(status.st_mode & S_IFMT == S_IFSOCK)
        }
    }

    @Test("settings come with their origins; a secret is its mask")
    func settings() async throws {
        let backend = FakeBackend()
        backend.settingList = [
            ControlSetting(path: "endpoint.port", value: .integer(8021), origin: .environment("NEKRO_EXPOSE_PORT")),
            ControlSetting(path: "endpoint.access_key", value: .secret(Secret("0123456789abcdef")), origin: .file),
            ControlSetting(path: "endpoint.allow_anonymous", value: .boolean(false), origin: .builtIn),
            ControlSetting(path: "endpoint.aliases", value: .list(["/a"]), origin: .argument),
        ]
        try await withControlServer(backend: backend) { path, _, _ in
            let json = try await ControlClient.patient(path).settingsJSON()
            #expect(
                json.rendered == """
                    {"endpoint.port":{"value":8021,"origin":"environment","variable":"NEKRO_EXPOSE_PORT"},\
                    "endpoint.access_key":{"value":"••••••••••••cdef","origin":"file","variable":null},\
                    "endpoint.allow_anonymous":{"value":false,"origin":"default","variable":null},\
                    "endpoint.aliases":{"value":["/a"],"origin":"argument","variable":null}}
                    """
            )
        }
    }

    @Test("the doctor is asked, with a test of the addresses first where that is wanted")
    func doctor() async throws {
        try await withControlServer { path, backend, _ in
            backend.diagnosis = Samples.doctor
            let client = ControlClient.patient(path)
            let told = try await client.doctor(testing: false)
            let tested = try await client.doctor(testing: true)
            let status = try await client.status()
            #expect(told == Samples.doctor)
            #expect(tested == Samples.doctor)
            #expect(status.findings.map(\.id) == ["SYS-03"])
            #expect(backend.examinations == [false, true, false])
        }
    }

    @Test("of changes that come together all are made or none")
    func change() async throws {
        try await withControlServer { path, backend, _ in
            backend.refuse("endpoint.port", "Port 80 is not permitted.")
            let answer = try await ControlClient.patient(path, language: .chinese).send(
                "PATCH",
                "/v1/settings",
                .object([
                    JSONMember("language", .string("zh")), JSONMember("endpoint.port", .integer(80)),
                    JSONMember("endpoint.host", .string("::")),
                ])
            )
            let taken = try await ControlClient.patient(path).send(
                "PATCH",
                "/v1/settings",
                .object([JSONMember("language", .string("zh")), JSONMember("endpoint.host", .string("::"))])
            )
            #expect(answer.status == 422)
            #expect(
                answer.json.rendered == """
                    {"error":"Port 80 is not permitted.","path":"endpoint.port","applied":[]}
                    """
            )
            #expect(
                taken.json.rendered == """
                    {"applied":[{"path":"language","text":""},{"path":"endpoint.host","text":"done"}]}
                    """
            )
            #expect(backend.changes.map(\.path) == ["language", "endpoint.host"])
        }
    }

    @Test("a change with something unusable in it changes nothing at all")
    func changeChecksFirst() async throws {
        try await withControlServer { path, backend, _ in
            let body = JSONValue.object([JSONMember("language", .string("zh")), JSONMember("apps", .null)])
            let answer = try await ControlClient.patient(path).send("PATCH", "/v1/settings", body)
            #expect(answer.status == 422)
            #expect(answer.json["path"] == .string("apps"))
            #expect(backend.changes.isEmpty)
        }
    }

    @Test("a new key comes with the end of the old one's grace")
    func rotate() async throws {
        let backend = FakeBackend()
        backend.rotation = .rotated(key: Secret("new-key-of-a-test"), graceEndsAt: Samples.time(600))
        try await withControlServer(backend: backend) { path, backend, _ in
            let rotated = try await ControlClient.patient(path).rotateKey(graceSeconds: 600)
            #expect(rotated.key.exposed == "new-key-of-a-test")
            #expect(rotated.graceEndsAt == Samples.time(600))
            #expect(backend.graces == [600])
        }
    }

    @Test("a rotation without a body has no grace")
    func rotateWithoutBody() async throws {
        try await withControlServer { path, backend, _ in
            let answer = try await ControlClient.patient(path).send("POST", "/v1/key/rotate")
            #expect(answer.json.rendered == #"{"access_key":"new-key-of-a-test","grace_ends_at":null}"#)
            #expect(backend.graces == [nil])
        }
    }

    @Test("a pinned key is not rotated: 409 with where it is pinned")
    func rotatePinned() async throws {
        let backend = FakeBackend()
        backend.rotation = .pinned("ONEBOT_ACCESS_TOKEN holds the key.")
        try await withControlServer(backend: backend) { path, _, _ in
            await #expect(
                throws: ControlClientError.refused(status: 409, sentence: "ONEBOT_ACCESS_TOKEN holds the key.")
            ) { try await ControlClient.patient(path).rotateKey(graceSeconds: nil) }
        }
    }

    @Test(
        "a grace that is none is refused",
        arguments: [
            #"{"grace_s":-1}"#, #"{"grace_s":"10m"}"#, #"{"grace_s":1e9}"#, #"{"grace_s":99999999}"#, "[]", "x",
        ]
    )
    func badGrace(body: String) async throws {
        try await withControlServer { path, backend, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(
                "POST /v1/key/rotate HTTP/1.1\r\nhost: x\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
            )
            let answer = await connection.receive { $0.hasSuffix("\n") && $0.contains("}") }
            #expect(answer.text.hasPrefix("HTTP/1.1 400 "))
            #expect(backend.graces.isEmpty)
        }
    }

    @Test("stop is asked of the console once, and answered before it ends")
    func stop() async throws {
        try await withControlServer { path, backend, _ in
            try await ControlClient.patient(path).stop()
            #expect(backend.stops == 1)
        }
    }

    @Test("a replacement is begun, or refused with the reason")
    func replace() async throws {
        try await withControlServer { path, backend, _ in
            try await ControlClient.patient(path).replace()
            backend.replacementRefusal = "No."
            await #expect(throws: ControlClientError.refused(status: 409, sentence: "No.")) {
                try await ControlClient.patient(path).replace()
            }
            #expect(backend.replacements == 2)
        }
    }

    @Test(
        "what is not there and what is not allowed are said in the language asked for",
        arguments: [
            ("GET", "/nothing", 404, "There is nothing at /nothing."),
            ("GET", "/nothing?lang=zh", 404, "/nothing 不存在。"),
            ("POST", "/v1/status", 405, "/v1/status takes GET, HEAD only."),
            ("DELETE", "/v1/settings?x=1&lang=zh", 405, "/v1/settings 只接受 GET, HEAD, PATCH。"),
            ("GET", "/v1/stop", 405, "/v1/stop takes POST only."),
        ]
    )
    func errors(method: String, target: String, status: Int, sentence: String) async throws {
        try await withControlServer { path, backend, _ in
            let answer = try await ControlClient.patient(path).send(method, target)
            #expect(answer.status == status)
            #expect(answer.json["error"] == .string(sentence))
            #expect(backend.stops == 0)
        }
    }

    @Test("Accept-Language chooses the language where the query does not")
    func acceptLanguage() async throws {
        try await withControlServer { path, _, _ in
            let answer = try await ControlClient.patient(path, language: .chinese).send("GET", "/nothing")
            #expect(answer.json["error"] == .string("/nothing 不存在。"))
        }
    }
}
