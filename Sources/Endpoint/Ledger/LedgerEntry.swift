package import struct Foundation.Date

/// One connection attempt, refused or not, with what the doctor needs to name its mistake. Never holds a key.
package struct LedgerEntry: Codable, Equatable, Sendable {
    package enum End: String, Codable, Sendable, CaseIterable {
        case upgraded
        case refused
        case peerClosed
        /// The peer cut the connection (RST).
        case peerReset
        /// Closed by us to make room for newer handshakes.
        case gaveWay
        case timedOut
        /// Cut by us without an answer: the address is blocked and went on.
        case dropped
    }

    package var time: Date
    /// Address of the peer without port.
    package var address: String
    package var port: Int
    /// Port of ours that was reached.
    package var localPort: Int
    package var firstBytes: FirstBytes
    /// The host that a TLS client asked for (SNI).
    package var serverName: String?
    /// Whether the request came by TLS.
    package var isTLS: Bool?
    /// Why it came no further than TLS.
    package var tlsFault: TLSFault?
    package var method: String?
    package var httpVersion: String?
    /// At most 256 characters, without query.
    package var path: String?
    package var queryKeys: [String] = []
    package var asksUpgrade = false
    /// The rest of this block is absent in lines that earlier versions wrote.
    package var hasWebSocketKey: Bool?
    /// The target was a whole URL.
    package var isAbsoluteForm: Bool?
    /// `X-Signature` was there.
    package var hasSignature: Bool?
    package var via: String?
    package var key: KeyNote?
    package var webSocketVersion: String?
    package var subprotocols: String?
    package var selfID: String?
    package var role: String?
    package var userAgent: String?
    package var proxyMarks: [String] = []
    /// Length of the key that came, in bytes.
    package var keyLength: Int?
    package var keyMistake: KeyMistake?
    /// Status we answered: 101 when accepted, 0 when there was nothing to answer.
    package var status = 0
    /// Catalogue id of what was wrong; nil when accepted.
    package var cause: String?
    /// From accepting the TCP connection to the answer, in microseconds.
    package var answerMicroseconds = 0
    package var end: End

    package init(time: Date, address: String, port: Int, localPort: Int, firstBytes: FirstBytes, end: End) {
        self.time = time
        self.address = address
        self.port = port
        self.localPort = localPort
        self.firstBytes = firstBytes
        self.end = end
    }

    /// Query names that say something; any other may be a key that was pasted in its place.
    private static let knownQueryNames: Set<String> = ["access_token", "token", "role", "self_id"]

    /// Takes over what the request says, cut to sizes that a peer cannot inflate and without keys.
    ///
    /// - Parameter mask: Takes keys out of a text. Of a path, what stands behind the first sign that belongs to a
    ///   query is cut off as well: `&access_token=…` typed for `?access_token=…` carries some key, ours or not.
    mutating func note(_ request: HandshakeRequest, hiding mask: inout KeyMask) {
        self.method = Self.cut(mask.redact(request.method), 32)
        self.httpVersion = request.version
        self.path = Self.cut(String(mask.redact(request.path).prefix { !"&=;%".contains($0) }), 256)
        self.queryKeys = request.query.prefix(8).map { Self.knownQueryNames.contains($0.name) ? $0.name : "…" }
        self.asksUpgrade = request.tokens("Upgrade").contains("websocket")
        self.hasWebSocketKey = request.value("Sec-WebSocket-Key") != nil
        self.isAbsoluteForm = request.isAbsoluteForm
        self.hasSignature = request.value("X-Signature") != nil
        self.via = request.via.map { Self.cut(mask.redact($0), Self.longestVia) }
        self.webSocketVersion = request.value("Sec-WebSocket-Version").map { Self.cut(mask.redact($0), 16) }
        self.subprotocols = request.value("Sec-WebSocket-Protocol").map { Self.cut(mask.redact($0), 64) }
        self.selfID = request.value("X-Self-ID").map { Self.cut(mask.redact($0), 32) }
        self.role = request.value("X-Client-Role").map { Self.cut(mask.redact($0), 32) }
        self.userAgent = request.userAgent.map { Self.cut(mask.redact($0), 128) }
        self.proxyMarks = request.proxyMarks
    }

    static let longestVia = 128

    static func cut(_ text: String, _ limit: Int) -> String {
        text.utf8.count <= limit ? text : String(text.unicodeScalars.prefix(limit).map(Character.init))
    }
}
