import OneBot
import Snapshot

extension NapCatLook.Token {
    var json: JSONValue {
        let origin: JSONValue =
            switch self.origin {
            case .settings: .string("settings")
            case .file: .string("webui.json")
            case nil: .null
            }
        return .object([
            JSONMember("origin", origin),
            JSONMember("accepted", self.isAccepted.map(JSONValue.boolean) ?? .null),
            JSONMember("weak", .array(self.weaknesses.map { .string("\($0)") })),
        ])
    }
}

extension NapCatLook.Login {
    /// - Parameter code: The text of the QR code to scan, while QQ waits for that.
    func json(code: String?) -> JSONValue {
        let (state, account, name): (String, String?, String?) =
            switch self {
            case .online(let account, let name): ("online", account, name)
            case .offline(let account): ("offline", account, nil)
            case .waiting: ("waiting", nil, nil)
            }
        return .object([
            JSONMember("state", .string(state)),
            JSONMember("self_id", .text(account)),
            JSONMember("name", .text(name)),
            JSONMember("qr_code", .text(code)),
        ])
    }
}

extension NapCatConfiguration {
    var json: JSONValue {
        let file: String? = if case .file(let path) = self.source { path } else { nil }
        return .object([
            JSONMember("source", .string(file == nil ? "webui" : "file")),
            JSONMember("file", .text(file)),
            JSONMember("self_id", .text(self.account)),
            JSONMember("clients", .array(self.clients.map(\.json))),
        ])
    }
}

extension NapCatConfiguration.Entry {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("name", .string(self.name)),
            JSONMember("enabled", .boolean(self.isEnabled)),
            JSONMember("url", .string(self.url)),
            JSONMember("points_here", .boolean(self.pointsHere)),
            JSONMember("faults", .array(self.faults.map { .string($0.id) })),
        ])
    }
}

extension NapCatConfiguration.Fault {
    /// For scripts.
    fileprivate var id: String {
        switch self {
        case .disabled: "disabled"
        case .otherKey: "other_key"
        case .noKey: "no_key"
        case .unsendableKey: "unsendable_key"
        case .badURL: "bad_url"
        case .otherPath: "other_path"
        case .otherScheme: "other_scheme"
        case .verifiesCertificate: "verifies_certificate"
        case .otherAddress: "other_address"
        case .ownLoopback: "own_loopback"
        case .stringFormat: "string_format"
        case .twice: "twice"
        }
    }
}

extension NapCatContainer {
    var json: JSONValue {
        .object([
            JSONMember("name", .string(self.name)),
            JSONMember("state", .string(self.state)),
            JSONMember("started_at", .text(self.startedAt.map(Timestamp.text))),
            JSONMember("host_network", .boolean(self.usesHostNetwork)),
            JSONMember("networks", .array(self.networks.map { .string($0.name) })),
        ])
    }
}

extension DataFolderFacts {
    var json: JSONValue {
        let (seen, inside): (Bool?, String?) =
            switch self.sight {
            case .mounted(let path), .probed(let path): (true, path)
            case .same: (true, self.path)
            case .notMounted: (false, nil)
            case .probedElsewhere(let path): (false, path)
            case .unknown: (nil, nil)
            }
        return .object([
            JSONMember("path", .string(self.path)),
            JSONMember("state", .string(self.state.id)),
            JSONMember("free_bytes", self.freeBytes.map(JSONValue.integer) ?? .null),
            JSONMember("owner", .text(self.owner)),
            JSONMember("seen_by_bot", seen.map(JSONValue.boolean) ?? .null),
            JSONMember("path_of_bot", .text(inside)),
        ])
    }
}

extension DataFolderFacts.State {
    fileprivate var id: String {
        switch self {
        case .good: "good"
        case .missing: "missing"
        case .notFolder: "not_a_folder"
        case .closed: "closed"
        case .readOnly: "read_only"
        }
    }
}
