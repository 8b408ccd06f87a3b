import EndpointTesting
import Foundation

/// One mistake made at connecting, as it looks on the wire, with what the bot must be answered and what the operator must
/// be told.
struct AttemptFault: Sendable {
    var name: String
    var id: String
    /// HTTP status of the answer; nil: none is awaited.
    var status: Int?
    /// Something that the title or the evidence must hold.
    var says: String
    /// What is written to the connection; gets the access key and one that was replaced.
    var bytes: @Sendable (_ key: String, _ retired: String) -> [UInt8]

    init(
        _ name: String,
        _ id: String,
        _ status: Int?,
        says: String = "",
        bytes: @escaping @Sendable (_ key: String, _ retired: String) -> [UInt8]
    ) {
        self.name = name
        self.id = id
        self.status = status
        self.says = says
        self.bytes = bytes
    }

    /// A request as NapCat sends it, with one thing wrong.
    private static func request(
        _ path: String = "/onebot/v11/ws",
        method: String = "GET",
        authorization: String?,
        selfID: String? = "1000010009",
        userAgent: String = "OneBot/11",
        asksUpgrade: Bool = true,
        more: [String] = []
    ) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"]
        if asksUpgrade { lines += ["Connection: Upgrade", "Upgrade: websocket"] }
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
        if let authorization { lines.append("Authorization: \(authorization)") }
        if let selfID { lines.append("X-Self-ID: \(selfID)") }
        lines += ["X-Client-Role: Universal", "User-Agent: \(userAgent)"] + more
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    static let all: [AttemptFault] = form + keys + identity

    private static let form: [AttemptFault] = [
        AttemptFault("a path of another framework", "HS-01", 404, says: "/ws") { key, _ in
            Self.request("/ws", authorization: "Bearer \(key)")
        },
        AttemptFault("events posted by HTTP", "HS-03", 405) { key, _ in
            Array(
                ("POST /onebot/v11/ws HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "User-Agent: OneBot/11\r\nX-Self-ID: 1000010009\r\nContent-Length: 2\r\n\r\n{}").utf8
            )
        },
        AttemptFault("a proxy that drops Upgrade", "HS-06", 426) { key, _ in
            Self.request(
                authorization: "Bearer \(key)",
                asksUpgrade: false,
                more: ["X-Forwarded-For: 203.0.113.9", "Connection: close"]
            )
        },
        AttemptFault("a PROXY protocol line", "HS-09", 400) { _, _ in
            Array("PROXY TCP4 203.0.113.9 203.0.113.7 51234 8021\r\n".utf8)
        },
        AttemptFault("a browser", "HS-11", 426) { _, _ in
            Array(
                ("GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: Mozilla/5.0 (X11; Linux)\r\nAccept: text/html\r\n\r\n").utf8
            )
        },
        AttemptFault("wss:// to the plain port", "TLS-01", 400, says: "bots.example.org") { _, _ in
            Self.clientHello(serverName: "bots.example.org")
        },
        AttemptFault("a bot that speaks OneBot 12", "ID-05", 501) { key, _ in
            Self.request(authorization: "Bearer \(key)", userAgent: "OneBot/12 (qq) walle/0.1")
        },
    ]

    private static let keys: [AttemptFault] = [
        AttemptFault("no key", "AUTH-01", 401) { _, _ in Self.request(authorization: nil, userAgent: "CQHttp/4.15.0") },
        AttemptFault("an empty token field", "AUTH-02", 401) { _, _ in Self.request(authorization: "Bearer ") },
        AttemptFault("another key", "AUTH-03", 403, says: "18") { _, _ in
            Self.request(authorization: "Bearer some-other-key-018")
        },
        AttemptFault("a no-break space in the key", "AUTH-04", 403) { key, _ in
            Self.request(authorization: "Bearer \(key.prefix(5))\u{A0}\(key.dropFirst(5))")
        },
        AttemptFault("Bearer typed into the token field", "AUTH-05", 403) { key, _ in
            Self.request(authorization: "Bearer Bearer \(key)")
        },
        AttemptFault("quotation marks around the key", "AUTH-06", 403) { key, _ in
            Self.request(authorization: "Bearer \"\(key)\"")
        },
        AttemptFault("half a key", "AUTH-07", 403, says: "16") { key, _ in
            Self.request(authorization: "Bearer \(key.prefix(16))")
        },
        AttemptFault("a percent-encoded key", "AUTH-08", 403) { key, _ in
            let encoded = key.utf8.map { "%\(String($0, radix: 16))" }.joined()
            return Self.request("/onebot/v11/ws?access_token=%25\(encoded.dropFirst())", authorization: nil)
        },
        AttemptFault("a key that was replaced", "AUTH-09", 403) { _, retired in
            Self.request(authorization: "Bearer \(retired)")
        },
        AttemptFault("user name and password", "AUTH-10", 403) { _, _ in
            Self.request(authorization: "Basic YWRtaW46YWRtaW4=")
        },
        AttemptFault("a proxy that drops Authorization", "AUTH-11", 401) { _, _ in
            Self.request(authorization: nil, more: ["X-Forwarded-For: 203.0.113.9", "X-Real-IP: 203.0.113.9"])
        },
    ]

    private static let identity: [AttemptFault] = [
        AttemptFault("a self id that is no number", "ID-01", 400) { key, _ in
            Self.request(authorization: "Bearer \(key)", selfID: "undefined")
        }
    ]

    /// A ClientHello of TLS 1.2 (RFC 5246 §7.4.1.2) with nothing in it but a name (RFC 6066 §3).
    static func clientHello(serverName: String) -> [UInt8] {
        func sized(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * (width - 1 - $0))) } + bytes
        }
        let name = sized([0] + sized(Array(serverName.utf8), 2), 2)
        let extensions = sized([0, 0] + sized(name, 2), 2)
        let body: [UInt8] =
            [3, 3] + [UInt8](repeating: 7, count: 32) + [0] + sized([0x13, 0x01], 2) + sized([0], 1) + extensions
        return [0x16, 3, 1] + sized([1] + sized(body, 3), 2)
    }
}

extension String {
    /// Whether a text says what it must; nothing in particular is said by any.
    func contains(says words: String) -> Bool { words.isEmpty || self.contains(words) }
}
