import NIOHTTP1

/// The parts of an upgrade request that a verdict and the ledger need, as plain values.
package struct HandshakeRequest: Equatable, Sendable {
    package var method: String
    /// As in the request line, `1.1` for HTTP/1.1.
    package var version: String
    /// The path alone, without query; of an absolute-form target the part behind the host.
    package var path: String
    /// The target was a whole URL, as forward proxies are asked (RFC 9112 §3.2.2).
    package var isAbsoluteForm = false
    package var query: [QueryItem]
    package var headers: [Header]

    package struct Header: Equatable, Sendable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct QueryItem: Equatable, Sendable {
        package var name: String
        /// As sent, not decoded.
        package var value: String
    }

    package init(method: String, version: String = "1.1", target: String, headers: [Header]) {
        self.method = method
        self.version = version
        self.headers = headers
        var rest = Substring(target)
        let scheme = ["http://", "https://", "ws://", "wss://"].first { rest.lowercased().hasPrefix($0) }
        self.isAbsoluteForm = scheme != nil
        if let scheme {
            rest = rest.dropFirst(scheme.count)
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
        }
        rest = rest.prefix { $0 != "#" }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.path = parts.first.map(String.init) ?? ""
        self.query = (parts.count > 1 ? parts[1].split(separator: "&") : []).prefix(64).map { item in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return QueryItem(name: String(pair[0]), value: pair.count > 1 ? String(pair[1]) : "")
        }
    }

    init(_ head: HTTPRequestHead) {
        self.init(
            method: head.method.rawValue,
            version: "\(head.version.major).\(head.version.minor)",
            target: head.uri,
            headers: head.headers.map { Header(name: $0.name, value: $0.value) }
        )
    }

    /// All values of a header, names compared without regard to case.
    package func values(_ name: String) -> [String] {
        self.headers.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    package func value(_ name: String) -> String? {
        self.headers.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The comma-separated items of a header, outer blanks trimmed, in lower case.
    package func tokens(_ name: String) -> [String] {
        self.values(name).flatMap { $0.split(separator: ",") }.map { $0.trimmingBlanks().lowercased() }
    }

    package var userAgent: String? { self.value("User-Agent") }

    /// Marks that a proxy leaves.
    package var proxyMarks: [String] {
        ["Via", "X-Forwarded-For", "X-Real-IP", "Forwarded", "Proxy-Connection"].filter { self.value($0) != nil }
    }

    /// What proxies say of themselves in `Via`, one after the other.
    package var via: String? {
        let values = self.values("Via")
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// Whether the answer should be in Chinese, by the first language the client asks for.
    package var prefersChinese: Bool {
        (self.value("Accept-Language") ?? "").trimmingBlanks().lowercased().hasPrefix("zh")
    }
}

extension StringProtocol {
    func trimmingBlanks() -> String {
        var rest = Substring(self)
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }

    func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
        guard self.utf8.count == other.utf8.count else { return false }
        var mine = self.utf8.makeIterator()
        var theirs = other.utf8.makeIterator()
        while let left = mine.next(), let right = theirs.next() {
            if left != right, left.asciiLowercased != right.asciiLowercased { return false }
        }
        return true
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
