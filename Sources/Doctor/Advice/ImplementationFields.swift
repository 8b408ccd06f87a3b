/// Programs that speak for bots and are told where to connect in their own way.
package enum Implementation: String, Equatable, Hashable, Sendable, CaseIterable {
    case napCat, llBot, lagrange, goCQHTTP

    package var name: String {
        switch self {
        case .napCat: "NapCat"
        case .llBot: "LLBot"
        case .lagrange: "Lagrange.OneBot"
        case .goCQHTTP: "go-cqhttp"
        }
    }
}

/// What to enter in an implementation for one address, field by field as its own screen or file names them. The access key
/// is not in it: its places are marked.
package struct ImplementationFields: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        case text(String)
        /// Here stands the access key.
        case key
    }

    package struct Field: Equatable, Sendable {
        package var name: String
        package var value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    package var implementation: Implementation
    /// Where the fields are: a page of its screen, or a part of its file.
    package var location: String
    package var fields: [Field]

    /// - Parameter url: Whole, `ws://…` or `wss://…`.
    /// - Returns: Nil for anything else.
    package init?(_ implementation: Implementation, url: String) {
        guard let parts = SocketURL(url) else { return nil }
        self.implementation = implementation
        switch implementation {
        case .napCat:
            self.location = "网络配置 → WebSocket 客户端"
            self.fields = [
                Field("启用", .text("✓")), Field("URL", .text(url)), Field("消息格式", .text("Array")),
                Field("Token", .key),
            ]
        case .llBot:
            self.location = "OneBot 11 → WebSocket 反向"
            self.fields = [
                Field("启用", .text("✓")), Field("URL", .text(url)), Field("Token", .key),
                Field("消息格式", .text("array")),
            ]
        case .lagrange:
            self.location = "appsettings.json → Implementations"
            self.fields = [
                Field("Type", .text("ReverseWebSocket")),
                // It writes ws:// in front by itself; wss:// has to be named.
                Field("Host", .text(parts.isSecure ? "wss://\(parts.host)" : parts.host)),
                Field("Port", .text(String(parts.port))), Field("Suffix", .text(parts.path)),
                Field("ReconnectInterval", .text("5000")), Field("HeartBeatInterval", .text("5000")),
                Field("AccessToken", .key),
            ]
        case .goCQHTTP:
            self.location = "config.yml → servers → ws-reverse"
            self.fields = [
                Field("universal", .text(url)), Field("reconnect-interval", .text("3000")),
                Field("access-token", .key),
            ]
        }
    }

    /// The same as a block for its file, with the key or whatever stands for it; nil where it is filled in on a screen.
    package func block(key: String) -> String? {
        func value(_ name: String) -> String {
            switch self.fields.first(where: { $0.name == name })?.value {
            case .text(let text): text
            case .key: key
            case nil: ""
            }
        }
        switch self.implementation {
        case .napCat, .llBot: return nil
        case .lagrange:
            let numbers: Set<String> = ["Port", "ReconnectInterval", "HeartBeatInterval"]
            let lines = self.fields.map { field in
                "  \"\(field.name)\": "
                    + (numbers.contains(field.name) ? value(field.name) : Self.inJSON(value(field.name)))
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n}"
        case .goCQHTTP:
            return """
                message:
                  post-format: array
                servers:
                  - ws-reverse:
                      universal: \(Self.inYAML(value("universal")))
                      reconnect-interval: \(value("reconnect-interval"))
                      middlewares:
                        access-token: \(Self.inYAML(value("access-token")))
                """
        }
    }

    /// Keys and URLs hold no control characters, so that these two are all that JSON asks for.
    private static func inJSON(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func inYAML(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

/// The parts of a WebSocket URL.
struct SocketURL: Equatable, Sendable {
    var isSecure: Bool
    /// IPv6 in brackets.
    var host: String
    var port: Int
    /// Begins with `/`.
    var path: String

    init?(_ url: String) {
        var rest = url[...]
        if rest.hasPrefix("ws://") {
            self.isSecure = false
            rest = rest.dropFirst(5)
        } else if rest.hasPrefix("wss://") {
            self.isSecure = true
            rest = rest.dropFirst(6)
        } else {
            return nil
        }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        var authority = rest[..<end]
        self.path = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
        self.port = self.isSecure ? 443 : 80
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let port = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(port) else {
                return nil
            }
            self.port = port
            authority = authority[..<colon]
        }
        guard !authority.isEmpty else { return nil }
        self.host = String(authority)
    }
}
