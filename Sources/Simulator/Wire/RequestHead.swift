import OneBot

/// The request of one handshake, header by header as the implementation's library writes it.
struct RequestHead {
    var configuration: FleetConfiguration
    var selfID: Int64
    var role: Implementation.Role
    /// `Sec-WebSocket-Key`
    var nonce: String

    /// The request, ending with the empty line.
    var text: String {
        let address = self.configuration.address
        let target = self.configuration.has(.wrongPath) ? Self.mistyped(address) : address.target
        let version = self.configuration.has(.noUpgrade) ? "1.0" : "1.1"
        var lines = ["GET \(target) HTTP/\(version)"]
        lines += self.headers.map { "\($0.0): \($0.1)" }
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// The request of a bot that posts an event by HTTP.
    func post(_ event: [UInt8]) -> [UInt8] {
        let lines = [
            "POST \(self.configuration.address.target) HTTP/1.1", "Content-Type: application/json",
            "X-Self-ID: \(self.selfID)", "User-Agent: \(self.configuration.implementation.userAgent)",
            "Content-Length: \(event.count)", "Host: \(self.configuration.address.authority)", "Connection: close",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + event
    }

    private var headers: [(String, String)] {
        let host = ("Host", self.configuration.address.authority)
        let agent = ("User-Agent", self.configuration.implementation.userAgent)
        let webSocket = [
            ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", self.nonce), ("Connection", "Upgrade"),
            ("Upgrade", "websocket"),
        ]
        if self.configuration.has(.oneBot12) {
            return [
                host, ("User-Agent", "OneBot/12 (qq) Simulator/1.0"), ("Sec-WebSocket-Protocol", "12.simulator"),
            ] + self.key + webSocket
        }
        let all: [(String, String)] =
            switch self.configuration.implementation {
            case .napCat, .llBot: self.account + self.key + self.roleHeader + [agent] + webSocket + [host]
            case .goCQHTTP:
                [host, agent] + self.key + [
                    ("Connection", "Upgrade"), ("Sec-WebSocket-Key", self.nonce), ("Sec-WebSocket-Version", "13"),
                    ("Upgrade", "websocket"),
                ] + self.roleHeader + self.account
            case .lagrange: [host] + self.account + self.roleHeader + self.key + [agent] + webSocket
            }
        guard self.configuration.has(.noUpgrade) else { return all }
        // What such a proxy sends on: the hop-by-hop headers are gone, its own are there.
        let kept = all.filter { $0.0 != "Upgrade" && $0.0 != "Connection" }
        return kept + [("X-Forwarded-For", "203.0.113.7"), ("Connection", "close")]
    }

    private var account: [(String, String)] {
        if self.configuration.has(.noSelfID) { return [] }
        return [("X-Self-ID", self.configuration.has(.badSelfID) ? "undefined" : "\(self.selfID)")]
    }

    private var roleHeader: [(String, String)] {
        let name =
            switch self.role {
            case .universal: "Universal"
            case .api: "API"
            case .event: "Event"
            }
        let isLowercased = [.napCat, .llBot].contains(self.configuration.implementation)
        return [(isLowercased ? "x-client-role" : "X-Client-Role", name)]
    }

    private var key: [(String, String)] {
        if self.configuration.has(.noKey) { return [] }
        let scheme = self.configuration.implementation.keyScheme
        if self.configuration.has(.emptyKey) { return [("Authorization", "Bearer ")] }
        if self.configuration.has(.wrongKey) { return [("Authorization", "\(scheme) \(self.wrongKey)")] }
        guard !self.configuration.key.isEmpty else {
            return self.configuration.implementation.sendsEmptyKey ? [("Authorization", "\(scheme) ")] : []
        }
        return [("Authorization", "\(scheme) \(self.configuration.key.exposed)")]
    }

    /// One key for the whole fleet and every try: a mistake repeats itself, only guessing varies.
    private var wrongKey: String {
        var generator = SeededGenerator(seed: self.configuration.seed, stream: 0x5EED)
        let letters = Base64.alphabet.prefix(62)
        return String(decoding: (0..<32).map { _ in letters[Int(generator.next() % 62)] }, as: UTF8.self)
    }

    private static func mistyped(_ address: EndpointAddress) -> String {
        let path = String(address.path.reversed().drop { $0 == "/" }.reversed())
        let query = address.target.dropFirst(address.path.count)
        return (path.isEmpty ? "/ws" : path) + "s" + query
    }
}
