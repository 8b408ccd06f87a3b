package import OneBot

/// The keys beside the access key.
extension ControlClient {
    package func keys() async throws(ControlClientError) -> KeysDocument {
        guard let document = KeysDocument(json: try await self.keysJSON()) else { throw .badAnswer }
        return document
    }

    /// The same as it came.
    package func keysJSON() async throws(ControlClientError) -> JSONValue {
        try await self.ask("GET", "/v1/keys")
    }

    package func addKey(_ wish: KeyWish) async throws(ControlClientError) -> MadeKey {
        let json = try await self.ask(
            "POST",
            "/v1/keys",
            .object([
                JSONMember("name", .string(wish.name)), JSONMember("key", .text(wish.key?.exposed)),
                JSONMember("self_id", .string(wish.selfID)),
                JSONMember("from", .array(wish.from.map(JSONValue.string))),
            ])
        )
        guard let name = json["name"]?.string, let key = json["key"]?.string else { throw .badAnswer }
        return MadeKey(name: name, key: Secret(key))
    }

    /// - Parameter name: Of a shape that a URL carries as it is.
    package func revokeKey(named name: String) async throws(ControlClientError) -> RevokedKey {
        let json = try await self.ask("DELETE", KeysRoute.prefix + name)
        guard let name = json["name"]?.string, let closed = json["closed_links"]?.integer else { throw .badAnswer }
        return RevokedKey(name: name, closedLinks: closed)
    }
}
