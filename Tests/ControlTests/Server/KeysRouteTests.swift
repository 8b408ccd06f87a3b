import OneBot
import Snapshot
import Testing

@testable import Control

@Suite struct KeysRouteTests {
    @Test("the list has every key by its mask and who uses an old one, and reads back as it was written")
    func document() throws {
        var access = AccessFacts(key: Secret("0123456789abcdefghij"), keyOrigin: .file)
        access.use = KeyUse(links: 1, lastUsed: Samples.time(1), uses: 4, countedSince: Samples.time(0))
        access.named = [
            NamedKey(name: "left", key: Secret("abcdefghij0123456789"), selfID: "42", from: ["10.0.0.0/8"])
        ]
        access.previous = [
            PreviousKey(
                replacedAt: Samples.time(2),
                acceptedUntil: Samples.time(3),
                users: [
                    KeyUser(selfID: nil, address: "::1", state: .refused, last: Samples.time(4), count: 2)
                ]
            ),
            PreviousKey(name: "old", replacedAt: Samples.time(1)),
        ]
        let document = KeysDocument(access)
        #expect(KeysDocument(json: document.json) == document)
        let text = document.json.rendered
        #expect(!text.contains("0123456789abcdefghij") && !text.contains("abcdefghij0123456789"))
        #expect(text.contains(#""name":null"#) && text.contains(#""self_id":"42""#))
        let stopped = KeysDocument(access, isRunning: false)
        #expect(stopped.keys.allSatisfy { $0.links == nil })
        #expect(KeysDocument(json: stopped.json) == stopped)
        for broken in ["{}", "[]", #"{"keys":[{}],"previous":[]}"#, #"{"keys":[],"previous":[{"replaced_at":"x"}]}"#] {
            #expect(KeysDocument(json: try JSONParser.parse(Array(broken.utf8))) == nil)
        }
    }

    private func router(_ backend: FakeBackend) -> ControlRouter {
        ControlRouter(backend: backend, limits: ControlLimits())
    }

    private func ask(
        _ backend: FakeBackend,
        _ method: String,
        _ path: String,
        _ body: String = ""
    ) async throws -> ControlResponse {
        let request = ControlRequest(
            method: method,
            path: path,
            language: .english,
            body: Array(body.utf8),
            keepsAlive: true
        )
        guard case .whole(let response) = await self.router(backend).respond(to: request) else {
            throw NotWhole()
        }
        return response
    }

    private struct NotWhole: Error {}

    @Test(
        "a wish is read in every form, and one of another shape is refused before anybody is asked",
        arguments: [
            (#"{"name":"left"}"#, KeyWish(name: "left")),
            (
                #"{"name":"left","self_id":42,"from":["10.0.0.0/8"]}"#,
                KeyWish(name: "left", selfID: "42", from: ["10.0.0.0/8"])
            ),
            (
                #"{"name":"left","self_id":"42","key":"given-key","from":null}"#,
                KeyWish(name: "left", key: Secret("given-key"), selfID: "42")
            ),
            (#"{"name":1}"#, nil), (#"{}"#, nil), (#"[]"#, nil), ("x", nil), ("", nil),
            (#"{"name":"a","from":"10.0.0.0/8"}"#, nil), (#"{"name":"a","from":[1]}"#, nil),
            (#"{"name":"a","key":1}"#, nil),
            (#"{"name":"a","self_id":true}"#, nil),
        ] as [(String, KeyWish?)]
    )
    func add(body: String, wish: KeyWish?) async throws {
        let backend = FakeBackend()
        let response = try await self.ask(backend, "POST", "/v1/keys", body)
        #expect(response.status == (wish == nil ? 400 : 201))
        #expect(backend.keyWishes == [wish].compactMap { $0 })
        if wish != nil { #expect(String(decoding: response.content.bytes, as: UTF8.self).contains(#""key":""#)) }
    }

    @Test(
        "a refusal has its status and its sentence",
        arguments: [
            (KeyRefusal.Kind.invalid, 422), (.taken, 409), (.missing, 404), (.failed, 500),
        ]
    )
    func refused(kind: KeyRefusal.Kind, status: Int) async throws {
        let backend = FakeBackend()
        backend.refuseKeys(KeyRefusal(kind, "no, because"))
        for (method, path) in [("POST", "/v1/keys"), ("DELETE", "/v1/keys/left")] {
            let response = try await self.ask(backend, method, path, #"{"name":"left"}"#)
            #expect(response.status == status)
            #expect(response.content == .json(.object([JSONMember("error", .string("no, because"))])))
        }
    }

    @Test("a key is revoked by its name in the path, and other methods are refused")
    func revoke() async throws {
        let backend = FakeBackend()
        #expect(try await self.ask(backend, "DELETE", "/v1/keys/left").status == 200)
        #expect(backend.revocations == ["left"])
        #expect(try await self.ask(backend, "GET", "/v1/keys").status == 200)
        #expect(try await self.ask(backend, "GET", "/v1/keys/left").status == 405)
        #expect(try await self.ask(backend, "DELETE", "/v1/keys").status == 405)
        #expect(backend.revocations == ["left"])
    }
}
