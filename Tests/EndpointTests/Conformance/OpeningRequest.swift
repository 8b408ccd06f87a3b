import EndpointTesting

/// A request as a bot writes it, and what a case changes in it.
struct OpeningRequest: Sendable {
    var line = "GET /onebot/v11/ws HTTP/1.1"
    var headers: [(name: String, value: String)] = [
        ("X-Self-ID", "1000010001"), ("Authorization", "Bearer \(EndpointFixture.key)"), ("X-Client-Role", "Event"),
        ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Connection", "Upgrade"),
        ("Upgrade", "websocket"), ("Host", "127.0.0.1"),
    ]
    /// Lines that are written as they are, behind the headers.
    var rawLines: [String] = []
    /// Bytes behind the head, in the same segment.
    var tail: [UInt8] = []

    static let plain = OpeningRequest()

    func line(_ line: String) -> OpeningRequest {
        var copy = self
        copy.line = line
        return copy
    }

    /// With these values of a header instead of its one.
    func with(_ name: String, _ values: String...) -> OpeningRequest {
        var copy = self
        copy.headers.removeAll { $0.name == name }
        copy.headers += values.map { (name, $0) }
        return copy
    }

    func without(_ name: String) -> OpeningRequest {
        var copy = self
        copy.headers.removeAll { $0.name == name }
        return copy
    }

    func adding(_ rawLine: String) -> OpeningRequest {
        var copy = self
        copy.rawLines.append(rawLine)
        return copy
    }

    func followed(by tail: [UInt8]) -> OpeningRequest {
        var copy = self
        copy.tail = tail
        return copy
    }

    /// With a header that makes the head, the empty line included, this many bytes long.
    func filled(to count: Int) -> OpeningRequest {
        let filler = self.with("X-Filler", "")
        return self.with("X-Filler", String(repeating: "x", count: max(0, count - filler.bytes.count)))
    }

    var bytes: [UInt8] {
        let lines = [self.line] + self.headers.map { "\($0.name): \($0.value)" } + self.rawLines
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + self.tail
    }
}
