import OneBot

/// The body of `PATCH /v1/settings`: `{"endpoint.port": 9000}` or `{"endpoint": {"port": 9000}}`, in any mixture.
enum SettingChanges {
    enum Problem: Error, Equatable {
        case json(JSONProblem)
        case notAnObject
        case tooMany
        /// Null, or a list of anything but texts.
        case notAScalar(path: String)
    }

    /// The changes in the order they are written.
    static func read(_ body: [UInt8], limit: Int) throws(Problem) -> [SettingWish] {
        let json: JSONValue
        do {
            json = try JSONParser.parse(body)
        } catch {
            throw .json(error)
        }
        guard case .object(let members) = json else { throw .notAnObject }
        var changes: [SettingWish] = []
        try Self.flatten(members, prefix: "", limit: limit, into: &changes)
        return changes
    }

    private static func flatten(
        _ members: [JSONMember],
        prefix: String,
        limit: Int,
        into changes: inout [SettingWish]
    ) throws(Problem) {
        for member in members {
            let path = prefix.isEmpty ? member.key : prefix + "." + member.key
            let text: String
            switch member.value {
            case .object(let inner):
                try Self.flatten(inner, prefix: path, limit: limit, into: &changes)
                continue
            case .string(let value): text = value
            case .integer(let value): text = String(value)
            case .literal(let digits): text = digits
            case .boolean(let value): text = value ? "true" : "false"
            case .array(let values):
                guard values.allSatisfy({ $0.string != nil }) else { throw .notAScalar(path: path) }
                text = member.value.rendered
            case .null: throw .notAScalar(path: path)
            }
            guard changes.count < limit else { throw .tooMany }
            changes.append(SettingWish(path: path, text: text))
        }
    }
}
