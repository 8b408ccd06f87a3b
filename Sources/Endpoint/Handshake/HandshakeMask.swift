/// The headers of a handshake as they may be shown: keys masked, sizes bounded.
enum HandshakeMask {
    private static let shownHeaders = 32
    private static let shownCharacters = 200

    /// - Parameter mask: Takes keys out of a text, wherever they were put.
    static func headers(_ request: HandshakeRequest, hiding mask: inout KeyMask) -> [HandshakeRequest.Header] {
        // Whatever the name, a value may be a key.
        let query = request.query.prefix(8).map { $0.name + "=" + self.dots($0.value) }
        let target = request.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        let line = HandshakeRequest.Header(name: request.method, value: self.cut(mask.redact(target)))
        return [line]
            + request.headers.prefix(self.shownHeaders).map { header in
                HandshakeRequest.Header(
                    name: self.cut(mask.redact(header.name)),
                    value: self.cut(mask.redact(self.value(of: header)))
                )
            }
    }

    private static func value(of header: HandshakeRequest.Header) -> String {
        for secret in ["Authorization", "Proxy-Authorization", "Cookie", "X-Signature"]
        where header.name.equalsIgnoringASCIICase(secret) {
            let parts = header.value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].count <= 10 else { return self.dots(header.value) }
            return parts[0] + " " + self.dots(String(parts[1]))
        }
        return header.value
    }

    private static func dots(_ text: String) -> String {
        String(repeating: "•", count: min(text.count, 32))
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= self.shownCharacters
            ? text : String(text.unicodeScalars.prefix(self.shownCharacters).map(Character.init))
    }
}
