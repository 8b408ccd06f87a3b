import OneBot
import Snapshot

/// `/v1/keys` and what is below it: the keys beside the access key.
struct KeysRoute: Sendable {
    /// A key stands at this and its name.
    static let prefix = "/v1/keys/"

    let backend: any ControlBackend
    let phrases: ControlPhrases

    func list() async -> ControlResponse {
        ControlResponse(200, KeysDocument(await self.backend.status().access).json)
    }

    /// `{"name": "left", "self_id": "1000010001", "from": ["10.0.0.0/8"], "key": "…"}`; all but the name may be left out.
    func add(_ request: ControlRequest) async -> ControlResponse {
        let json: JSONValue
        do {
            json = try JSONParser.parse(request.body)
        } catch {
            return error.response(self.phrases)
        }
        guard let wish = KeyWish(json: json) else { return .error(400, self.phrases.badKey()) }
        do throws(KeyRefusal) {
            let made = try await self.backend.addKey(wish, language: request.language)
            return ControlResponse(
                201,
                .object([JSONMember("name", .string(made.name)), JSONMember("key", .string(made.key.exposed))])
            )
        } catch {
            return error.response
        }
    }

    func revoke(_ request: ControlRequest) async -> ControlResponse {
        let name = String(request.path.dropFirst(Self.prefix.count))
        do throws(KeyRefusal) {
            let revoked = try await self.backend.revokeKey(named: name, language: request.language)
            return ControlResponse(
                200,
                .object([
                    JSONMember("name", .string(revoked.name)),
                    JSONMember("closed_links", .integer(revoked.closedLinks)),
                ])
            )
        } catch {
            return error.response
        }
    }
}

extension KeyRefusal {
    fileprivate var response: ControlResponse {
        switch self.kind {
        case .invalid: .error(422, self.sentence)
        case .taken: .error(409, self.sentence)
        case .missing: .error(404, self.sentence)
        case .failed: .error(500, self.sentence)
        }
    }
}

extension KeyWish {
    /// Nil for a body of another shape.
    fileprivate init?(json: JSONValue) {
        guard case .object = json, let name = json["name"]?.string else { return nil }
        self.init(name: name)
        switch json["key"] {
        case nil, .null?: break
        case .string(let text)?: self.key = Secret(text)
        default: return nil
        }
        switch json["self_id"] {
        case nil, .null?: break
        case .string(let text)?: self.selfID = text
        case .integer(let number)?: self.selfID = String(number)
        default: return nil
        }
        switch json["from"] {
        case nil, .null?: break
        case .array?:
            guard let from = json["from"]?.all(\.string) else { return nil }
            self.from = from
        default: return nil
        }
    }
}
