package import OneBot
package import Snapshot

package import struct Foundation.Date

/// The answer to `GET /v1/keys`: every key by its mask, and who still uses one that was replaced.
package struct KeysDocument: Equatable, Sendable {
    package struct Key: Equatable, Sendable {
        /// Nil: the access key.
        package var name: String?
        /// Dots and the last characters.
        package var mask: String
        package var selfID: String?
        package var from: [String]
        /// Nil while no console runs.
        package var links: Int?
        package var lastUsed: Date?
        package var uses: Int
        package var countedSince: Date?
    }

    package var keys: [Key]
    package var previous: [PreviousKey]

    /// - Parameter isRunning: Whether links can be counted.
    package init(_ access: AccessFacts, isRunning: Bool = true) {
        let own = access.key.isEmpty ? [] : [Key(nil, access.key.masked, nil, [], access.use)]
        self.keys = own + access.named.map { Key($0.name, $0.key.masked, $0.selfID, $0.from, $0.use) }
        self.previous = access.previous
        guard !isRunning else { return }
        for index in self.keys.indices { self.keys[index].links = nil }
    }
}

extension KeysDocument.Key {
    fileprivate init(_ name: String?, _ mask: String, _ selfID: String?, _ from: [String], _ use: KeyUse) {
        self.init(
            name: name,
            mask: mask,
            selfID: selfID,
            from: from,
            links: use.links,
            lastUsed: use.lastUsed,
            uses: use.uses,
            countedSince: use.countedSince
        )
    }
}

// MARK: - JSON

extension KeysDocument {
    package var json: JSONValue {
        .object([
            JSONMember("keys", .array(self.keys.map(\.json))),
            JSONMember("previous", .array(self.previous.map(\.json))),
        ])
    }

    /// Nil for anything that is not of this shape.
    package init?(json: JSONValue) {
        guard let keys = json["keys"]?.all(Key.init), let previous = json["previous"]?.all(PreviousKey.init) else {
            return nil
        }
        self.keys = keys
        self.previous = previous
    }
}

extension KeysDocument.Key {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("name", .text(self.name)),
            JSONMember("key", .string(self.mask)),
            JSONMember("self_id", .text(self.selfID)),
            JSONMember("from", .array(self.from.map(JSONValue.string))),
            JSONMember("links", self.links.map(JSONValue.integer) ?? .null),
            JSONMember("last_used", .text(self.lastUsed.map(Timestamp.text))),
            JSONMember("uses_24h", .integer(self.uses)),
            JSONMember("counted_since", .text(self.countedSince.map(Timestamp.text))),
        ])
    }

    fileprivate init?(json: JSONValue) {
        guard let mask = json["key"]?.string, let from = json["from"]?.all(\.string),
            let uses = json["uses_24h"]?.integer
        else { return nil }
        self.init(
            name: json["name"]?.string,
            mask: mask,
            selfID: json["self_id"]?.string,
            from: from,
            links: json["links"]?.integer,
            lastUsed: json["last_used"]?.date,
            uses: uses,
            countedSince: json["counted_since"]?.date
        )
    }
}

extension PreviousKey {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("name", .text(self.name)),
            JSONMember("replaced_at", .string(Timestamp.text(self.replacedAt))),
            JSONMember("accepted_until", .text(self.acceptedUntil.map(Timestamp.text))),
            JSONMember("users", .array(self.users.map(\.json))),
        ])
    }

    fileprivate init?(json: JSONValue) {
        guard let replacedAt = json["replaced_at"]?.date, let users = json["users"]?.all(KeyUser.init) else {
            return nil
        }
        self.init(
            name: json["name"]?.string,
            replacedAt: replacedAt,
            acceptedUntil: json["accepted_until"]?.date,
            users: users
        )
    }
}

extension KeyUser {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("self_id", .text(self.selfID)),
            JSONMember("address", .string(self.address)),
            JSONMember("state", .string(self.state.rawValue)),
            JSONMember("last", .string(Timestamp.text(self.last))),
            JSONMember("count", .integer(self.count)),
        ])
    }

    fileprivate init?(json: JSONValue) {
        guard let address = json["address"]?.string, let state = json["state"]?.string.flatMap(State.init),
            let last = json["last"]?.date, let count = json["count"]?.integer
        else { return nil }
        self.init(selfID: json["self_id"]?.string, address: address, state: state, last: last, count: count)
    }
}
