/// A URL taken apart just far enough to judge it and to change its port, leaving the rest as it was typed.
package struct WebAddress: Equatable, Sendable {
    /// In small letters.
    package let scheme: String
    /// Without brackets.
    package let host: String
    /// The port that is written, if any.
    package let port: Int?
    /// Everything before the port's colon, and everything behind the port.
    private let head: String
    private let tail: String

    /// Nil when `text` is no URL with one of `schemes` and a host.
    package init?(_ text: String, schemes: [String]) {
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }),
            !text.contains("\\"),
            let separator = text.firstRange(of: "://")
        else { return nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard schemes.contains(scheme) else { return nil }
        let rest = text[separator.upperBound...]
        let end = rest.firstIndex(where: { "/?#".contains($0) }) ?? rest.endIndex
        let authority = rest[..<end]
        var hostStart = authority.startIndex
        if let at = authority.lastIndex(of: "@") { hostStart = authority.index(after: at) }
        let hostPort = authority[hostStart...]

        let portColon: String.Index?
        let host: Substring
        if hostPort.hasPrefix("[") {
            guard let close = hostPort.firstIndex(of: "]") else { return nil }
            host = hostPort[hostPort.index(after: hostPort.startIndex)..<close]
            guard HostText.isIPv6(String(host)) else { return nil }
            let behind = hostPort.index(after: close)
            guard behind == hostPort.endIndex || hostPort[behind] == ":" else { return nil }
            portColon = behind == hostPort.endIndex ? nil : behind
        } else {
            portColon = hostPort.firstIndex(of: ":")
            host = hostPort[..<(portColon ?? hostPort.endIndex)]
            guard Self.isHost(String(host)) else { return nil }
        }
        if let portColon {
            let digits = hostPort[hostPort.index(after: portColon)...]
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let port = Int(digits), (1...65_535).contains(port)
            else { return nil }
            self.port = port
        } else {
            self.port = nil
        }
        self.scheme = scheme
        self.host = String(host)
        self.head = String(text[..<(portColon ?? end)])
        self.tail = String(text[end...])
    }

    /// The port that is meant: the written one, or the scheme's.
    package var effectivePort: Int {
        self.port ?? (["https", "wss"].contains(self.scheme) ? 443 : 80)
    }

    /// The same URL with another port.
    package func text(withPort port: Int) -> String {
        "\(self.head):\(port)\(self.tail)"
    }

    /// A name may also be written in a language of its own (IDNA).
    private static func isHost(_ text: String) -> Bool {
        if HostText.isHost(text) { return !HostText.isIPv6(text) }
        return text.unicodeScalars.contains { $0.value > 0x9F }
            && text.unicodeScalars.allSatisfy { $0.value > 0x9F || HostText.isHost("a\($0)a") }
    }
}
