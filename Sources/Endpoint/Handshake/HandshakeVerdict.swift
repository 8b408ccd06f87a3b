/// The judgement on one upgrade request, in the order in which mistakes are told: the first that applies wins.
package enum HandshakeVerdict: Equatable, Sendable {
    case accepted(Identity)
    case refused(Refusal)

    /// Who connects, as the request says.
    package struct Identity: Equatable, Sendable {
        /// Digits; nil when the header is missing and the first event will tell.
        package var selfID: String?
        package var role: LinkRole
        /// A subprotocol to answer with: one that was offered and that means OneBot v11.
        package var subprotocol: String?
    }

    /// The part that needs nothing but the request: method, path, upgrade, version, protocol.
    package static func judgeForm(_ request: HandshakeRequest, paths: PathRule) -> Refusal? {
        guard request.method == "GET" else {
            // A browser's or monitor's HEAD is a look, not a report.
            return request.method == "HEAD" ? .notWebSocket(isBrowser: true) : .wrongMethod(request.method)
        }
        let asksUpgrade = request.tokens("Upgrade").contains("websocket")
        // The favicon that every browser asks for is part of its look, not a wrong path.
        let isFavicon = !asksUpgrade && request.path == "/favicon.ico"
        guard paths.accepts(request.path) || isFavicon else { return .wrongPath }
        guard asksUpgrade, request.tokens("Connection").contains("upgrade") else {
            return .notWebSocket(isBrowser: request.value("Sec-WebSocket-Key") == nil && request.proxyMarks.isEmpty)
        }
        guard request.version == "1.1" else { return .notWebSocket(isBrowser: false) }
        // A client sends the one that it speaks; a list is the server's (RFC 6455 §4.3).
        guard request.values("Sec-WebSocket-Version").map({ $0.trimmingBlanks() }) == ["13"] else {
            return .wrongWebSocketVersion
        }
        if self.speaksOneBot12(request) { return .oneBot12 }
        guard request.values("Host").count == 1, self.hasValidKeyHeader(request), !self.hasBody(request) else {
            return .badHandshake
        }
        return nil
    }

    /// What the request says of the bot, judged after its key.
    package static func identity(_ request: HandshakeRequest) -> Result<Identity, RefusalError> {
        var selfID: String?
        if let text = request.value("X-Self-ID")?.trimmingBlanks(), !text.isEmpty {
            guard text.utf8.count <= 20, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return .failure(RefusalError(refusal: .badSelfID)) }
            // One number, one bot, however it is written.
            let number = String(text.drop { $0 == "0" })
            guard !number.isEmpty else { return .failure(RefusalError(refusal: .badSelfID)) }
            selfID = number
        }
        let role: LinkRole
        switch request.value("X-Client-Role")?.trimmingBlanks().lowercased() ?? "" {
        case "", "universal": role = .universal
        case "api": role = .api
        case "event": role = .event
        default: return .failure(RefusalError(refusal: .unknownRole))
        }
        let offered = request.values("Sec-WebSocket-Protocol").flatMap { $0.split(separator: ",") }
            .map { $0.trimmingBlanks() }
        let subprotocol = offered.first { $0 == "11.Shamrock" }
        return .success(Identity(selfID: selfID, role: role, subprotocol: subprotocol))
    }

    /// An opening handshake has none, and waiting for one would keep the connection without a deadline.
    private static func hasBody(_ request: HandshakeRequest) -> Bool {
        request.value("Transfer-Encoding") != nil || request.values("Content-Length").contains { $0 != "0" }
    }

    private static func speaksOneBot12(_ request: HandshakeRequest) -> Bool {
        let offered = request.tokens("Sec-WebSocket-Protocol")
        if offered.contains(where: { $0.hasPrefix("12.") }) { return true }
        return request.userAgent?.lowercased().hasPrefix("onebot/12") ?? false
    }

    /// RFC 6455 §4.2.1: sixteen bytes in base64, which is 22 characters and two signs of padding.
    private static func hasValidKeyHeader(_ request: HandshakeRequest) -> Bool {
        let values = request.values("Sec-WebSocket-Key")
        guard values.count == 1, let key = values.first?.trimmingBlanks(), key.utf8.count == 24 else { return false }
        let body = key.utf8.prefix(22)
        return key.hasSuffix("==")
            && body.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }
}

/// Carries a refusal as an error.
package struct RefusalError: Error, Equatable {
    package var refusal: Refusal

    package init(refusal: Refusal) {
        self.refusal = refusal
    }
}

/// What a link is for (`X-Client-Role`); absent means both.
package enum LinkRole: String, Codable, Equatable, Sendable {
    case universal
    case api
    case event

    /// Whether calls can be sent on it.
    package var takesCalls: Bool { self != .event }
}
