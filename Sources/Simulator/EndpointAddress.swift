/// Where bots dial, from a `ws://` or `wss://` address.
package struct EndpointAddress: Equatable, Sendable {
    /// Why a text is no address to dial.
    package enum Problem: Error, Equatable, Sendable {
        /// Another scheme, or none.
        case noWebSocket
        case noHost
        case badPort
        /// A user name in front of the host, or a `#fragment` behind the path.
        case notForBots
    }

    package var host: String
    package var port: Int
    /// Path and query as they stand in the request line.
    package var target: String
    /// By TLS.
    package var isSecure: Bool

    package init(host: String, port: Int, target: String = "/onebot/v11/ws", isSecure: Bool = false) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.target = target
    }

    /// Reads `ws://host:port/path?query` or `wss://…`; `http://` and `https://` are taken for them, as the bots' library
    /// does.
    package init(_ text: String) throws(Problem) {
        guard let mark = text.firstRange(of: "://") else { throw .noWebSocket }
        switch text[..<mark.lowerBound].lowercased() {
        case "ws", "http": self.isSecure = false
        case "wss", "https": self.isSecure = true
        default: throw .noWebSocket
        }
        let rest = text[mark.upperBound...]
        guard !rest.contains("#") else { throw .notForBots }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<end]
        guard !authority.contains("@") else { throw .notForBots }
        (self.host, self.port) = try Self.split(authority, usualPort: self.isSecure ? 443 : 80)
        let target = Self.encoded(rest[end...])
        self.target = target.hasPrefix("/") ? target : "/" + target
    }

    /// The path without its query.
    package var path: String { String(self.target.prefix { $0 != "?" }) }

    /// Host and port as in a `Host` header.
    package var authority: String {
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return self.port == (self.isSecure ? 443 : 80) ? host : "\(host):\(self.port)"
    }

    /// For people; without the query, which may carry a key.
    package var shown: String { "\(self.isSecure ? "wss" : "ws")://\(self.authority)\(self.path)" }

    private static func split(_ authority: Substring, usualPort: Int) throws(Problem) -> (String, Int) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":") else { throw .noHost }
            port = behind.isEmpty ? nil : behind.dropFirst()
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "[") }
        guard !host.isEmpty, isPlain else { throw .noHost }
        guard let port, !port.isEmpty else { return (String(host), usualPort) }
        guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
            (1...65_535).contains(number)
        else { throw .badPort }
        return (String(host), number)
    }

    /// What a request line cannot carry, percent-encoded.
    private static func encoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
