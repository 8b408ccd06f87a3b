import Control
import OneBot
import Snapshot
import Testing

import struct Foundation.Date

@Suite("/v1/napcat")
struct NapCatRouteTests {
    private static let preview = ConnectionPreview(
        number: 7,
        way: .file(path: "/srv/napcat/onebot11_1000010001.json"),
        account: "1000010001",
        entry: "onebot-console",
        isNew: false,
        reconnects: true,
        lines: [.init(.kept, "a"), .init(.removed, "b"), .init(.added, "c")],
        restartCommand: "docker restart napcat"
    )

    private static let document = NapCatDocument(
        webUI: "http://127.0.0.1:6099",
        steps: [
            .init(number: 1, id: "webui", state: "done", label: "WebUI answers", evidence: "4 ms", explanation: ""),
            .init(number: 2, id: "token", state: "failed", label: "Token", evidence: "?", explanation: "Type it."),
        ],
        address: "ws://127.0.0.1:8021/onebot/v11/ws",
        look: NapCatLook(
            takenAt: Samples.time(1),
            webUI: .up(milliseconds: 4),
            token: .init(origin: .file, weaknesses: [.short], isAccepted: false),
            version: "4.18.0"
        ),
        trouble: "The token is not the right one."
    )

    @Test("what is known, looked at anew, with its steps")
    func status() async throws {
        let backend = FakeBackend()
        backend.napCat = Self.document
        try await withControlServer(backend: backend) { path, backend, _ in
            let json = try await ControlClient.patient(path).napCatJSON()
            #expect(backend.looks == [true])
            #expect(json["looked_at"]?.string == "2026-01-02T03:04:06.000Z")
            #expect(json["webui"]?["state"]?.string == "up")
            #expect(json["webui"]?["response_ms"]?.integer == 4)
            #expect(json["version"]?.string == "4.18.0")
            #expect(json["token"]?["accepted"]?.boolean == false)
            for key in ["qq", "configuration", "container", "data_dir"] { #expect(json[key] == .null, "\(key)") }
            let report = try #require(NapCatReport(json: json))
            #expect(report.steps == Self.document.steps)
            #expect(report.address == Self.document.address)
            #expect(report.trouble == Self.document.trouble)
            #expect(!report.isConnected)
        }
    }

    @Test("a plan comes back whole, with the address that was asked for or without", arguments: ["ws://a/b", nil])
    func plan(url: String?) async throws {
        let backend = FakeBackend()
        backend.answerPlans(.success(Self.preview))
        try await withControlServer(backend: backend) { path, backend, _ in
            let plan = try await ControlClient.patient(path).planConnection(url: url)
            #expect(plan == Self.preview)
            #expect(backend.plannedURLs == [url])
        }
    }

    @Test(
        "a change is made by its number, and its end told",
        arguments: [.connected, .written, .awaited] as [AppliedConnection.End]
    )
    func apply(end: AppliedConnection.End) async throws {
        let applied = AppliedConnection(sentence: "Done.", end: end)
        let backend = FakeBackend()
        backend.answerApplying(.success(applied))
        try await withControlServer(backend: backend) { path, backend, _ in
            let answer = try await ControlClient.patient(path).applyConnection(number: 7)
            #expect(answer == applied)
            #expect(backend.appliedNumbers == [7])
        }
    }

    @Test("why not is a sentence")
    func refused() async throws {
        try await withControlServer(backend: FakeBackend()) { path, _, _ in
            let client = ControlClient.patient(path)
            let refusals = [
                ControlClientError.refused(status: 409, sentence: "no plan"),
                .refused(status: 409, sentence: "not applied"),
            ]
            await #expect(throws: refusals[0]) { _ = try await client.planConnection(url: nil) }
            await #expect(throws: refusals[1]) { _ = try await client.applyConnection(number: 1) }
        }
    }

    @Test(
        "what is no plan or no number is refused and asked of nobody",
        arguments: [
            ("plan", "["), ("plan", "[]"), ("plan", #"{"url":1}"#), ("apply", ""), ("apply", "{}"),
            ("apply", #"{"number":"1"}"#),
        ]
    )
    func broken(route: String, body: String) async throws {
        try await withControlServer { path, backend, _ in
            let connection = try #require(RawConnection(path))
            await connection.send(
                "POST /v1/napcat/\(route) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "Connection: close\r\n\r\n\(body)"
            )
            #expect(await connection.receive().text.hasPrefix("HTTP/1.1 400 "))
            #expect(backend.plannedURLs.isEmpty && backend.appliedNumbers.isEmpty)
        }
    }
}
