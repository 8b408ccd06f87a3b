import Endpoint
import Testing

@Suite("Verdict on a request")
struct VerdictTests {
    private static let upgrade: [HandshakeRequest.Header] = [
        .init(name: "Host", value: "127.0.0.1"), .init(name: "Connection", value: "keep-alive, Upgrade"),
        .init(name: "Upgrade", value: "WebSocket"), .init(name: "Sec-WebSocket-Version", value: "13"),
        .init(name: "Sec-WebSocket-Key", value: "dGhlIHNhbXBsZSBub25jZQ=="),
    ]
    private let paths = PathRule(path: "/onebot/v11/ws", aliases: ["/ws"])

    private func judge(
        _ target: String = "/onebot/v11/ws",
        method: String = "GET",
        version: String = "1.1",
        without: String? = nil,
        with added: [(String, String)] = []
    ) -> Refusal? {
        let headers = Self.upgrade.filter { $0.name != without } + added.map { .init(name: $0.0, value: $0.1) }
        return HandshakeVerdict.judgeForm(
            HandshakeRequest(method: method, version: version, target: target, headers: headers),
            paths: self.paths
        )
    }

    @Test(
        "accepts our paths in all their spellings",
        arguments: [
            "/onebot/v11/ws", "/onebot/v11/ws/", "//onebot//v11/ws", "/onebot/v11", "/onebot/v11/", "/", "//", "/ws",
            "/ws/", "/onebot/v11/ws?access_token=x", "http://127.0.0.1:8021/onebot/v11/ws", "ws://host",
        ]
    )
    func acceptedPaths(target: String) {
        #expect(self.judge(target) == nil)
    }

    @Test(
        "refuses other paths",
        arguments: ["/onebot", "/onebot/v12/ws", "/WS", "/ws/event", "*", "/onebot/v11/ws/x"]
    )
    func otherPaths(target: String) {
        #expect(self.judge(target) == .wrongPath)
    }

    @Test("names the first mistake in the order of judgement")
    func order() {
        #expect(self.judge("/wrong", method: "POST") == .wrongMethod("POST"))
        #expect(self.judge("/wrong", without: "Upgrade") == .wrongPath)
        #expect(self.judge(without: "Upgrade", with: [("Via", "1.1 nginx")]) == .notWebSocket(isBrowser: false))
        #expect(self.judge(without: "Connection") == .notWebSocket(isBrowser: false))
        #expect(self.judge(version: "1.0") == .notWebSocket(isBrowser: false))
        #expect(self.judge(without: "Sec-WebSocket-Version") == .wrongWebSocketVersion)
        #expect(self.judge(without: "Sec-WebSocket-Key") == .badHandshake)
        #expect(self.judge(without: "Host") == .badHandshake)
        #expect(self.judge(with: [("Sec-WebSocket-Key", "second")]) == .badHandshake)
        #expect(self.judge(with: [("Content-Length", "1")]) == .badHandshake)
        #expect(self.judge(with: [("Content-Length", "0")]) == nil)
        #expect(self.judge(with: [("Transfer-Encoding", "chunked")]) == .badHandshake)
        #expect(self.judge(with: [("Sec-WebSocket-Protocol", "11.x, 12.walle")]) == .oneBot12)
        #expect(self.judge(with: [("User-Agent", "OneBot/12 (qq) Walle/1")]) == .oneBot12)
    }

    @Test("takes a look from a browser for what it is")
    func browser() {
        let request = HandshakeRequest(method: "GET", target: "/", headers: [.init(name: "Host", value: "h")])
        #expect(HandshakeVerdict.judgeForm(request, paths: self.paths) == .notWebSocket(isBrowser: true))
        let favicon = HandshakeRequest(method: "GET", target: "/favicon.ico", headers: [])
        #expect(HandshakeVerdict.judgeForm(favicon, paths: self.paths) == .notWebSocket(isBrowser: true))
    }

    @Test(
        "reads account and role",
        arguments: [
            ("1000010001", "Universal", LinkRole.universal), ("1", "universal", .universal), ("7", "API", .api),
            ("7", "Api", .api), ("7", "event", .event), ("18446744073709551615", "", .universal),
        ]
    )
    func identity(selfID: String, role: String, expected: LinkRole) throws {
        let identity = try self.identity(selfID: selfID, role: role).get()
        #expect(identity.selfID == selfID)
        #expect(
            try self.identity(selfID: "00" + selfID.prefix(18), role: role).get().selfID == String(selfID.prefix(18))
        )
        #expect(identity.role == expected)
    }

    @Test(
        "refuses an account that is no number",
        arguments: ["0", "000", "abc", "12a", "-5", "1.5", "١٢٣", "123456789012345678901"]
    )
    func badSelfID(selfID: String) {
        #expect(self.identity(selfID: selfID, role: "") == .failure(RefusalError(refusal: .badSelfID)))
    }

    @Test("accepts a missing account, refuses an unknown role, answers only the subprotocol it knows")
    func rest() throws {
        #expect(try self.identity(selfID: nil, role: nil).get().selfID == nil)
        #expect(self.identity(selfID: "1", role: "Admin") == .failure(RefusalError(refusal: .unknownRole)))
        let offered = HandshakeRequest(
            method: "GET",
            target: "/",
            headers: [.init(name: "Sec-WebSocket-Protocol", value: "chat, 11.Shamrock")]
        )
        #expect(try HandshakeVerdict.identity(offered).get().subprotocol == "11.Shamrock")
        let other = HandshakeRequest(
            method: "GET",
            target: "/",
            headers: [.init(name: "Sec-WebSocket-Protocol", value: "chat")]
        )
        #expect(try HandshakeVerdict.identity(other).get().subprotocol == nil)
    }

    private func identity(selfID: String?, role: String?) -> Result<HandshakeVerdict.Identity, RefusalError> {
        var headers: [HandshakeRequest.Header] = []
        if let selfID { headers.append(.init(name: "x-self-id", value: selfID)) }
        if let role { headers.append(.init(name: "x-client-role", value: role)) }
        return HandshakeVerdict.identity(HandshakeRequest(method: "GET", target: "/", headers: headers))
    }

    @Test(
        "is preceded by the class of the first bytes",
        arguments: [
            ("GET / HTTP/1.1\r\n", FirstBytes.http), ("POST /x", .http), ("get ", .http),
            ("PRI * HTTP/2.0\r\n", .http2),
            ("PROXY TCP4 1.2.3.4", .proxy), ("SSH-2.0-OpenSSH", .ssh), ("\u{16}\u{03}\u{01}", .tls),
            ("\u{05}\u{01}", .socks),
            ("\u{03}\u{00}", .windows), ("\u{00}", .windows), ("{}", .other), ("ABCDEFGHIJKLMNOPQRST", .other),
            ("G{T", .other), ("\r\n\r\n\0\r\nQUIT\n", .proxy), ("\r\nhello", .other),
        ]
    )
    func firstBytes(text: String, kind: FirstBytes) {
        #expect(FirstBytes.classify(Array(text.utf8)) == kind)
    }

    @Test(
        "waits while the first bytes are too few to tell",
        arguments: ["", "G", "GET", "PROX", "SS", "PR", "\r\n\r\n"]
    )
    func tooFew(text: String) {
        #expect(FirstBytes.classify(Array(text.utf8)) == nil)
    }
}
