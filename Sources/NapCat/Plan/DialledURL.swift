/// A URL as NapCat's WebSocket library takes it: read by the URL standard, then only ws, wss, http and https, and no
/// fragment. Of one that it does not take, what is likely meant is read all the same.
struct DialledURL: Equatable {
    /// The library takes it; with another NapCat logs one line and never dials.
    let isDiallable: Bool
    /// By `wss` or `https`.
    let isSecure: Bool
    let host: HostName
    let port: Int
    /// As it is sent, without the query.
    let path: String
    /// Names and values as they are sent.
    let query: [Item]

    struct Item: Equatable {
        let name: String
        let value: String
    }

    /// - Returns: Nil where no host can be told.
    init?(_ written: String) {
        // The standard passes over outer blanks, and over tabs and line breaks anywhere.
        var text = written.unicodeScalars.drop { $0.value <= 0x20 }
        while let last = text.last, last.value <= 0x20 { text.removeLast() }
        let clean = String(String.UnicodeScalarView(text.filter { !["\t", "\n", "\r"].contains($0) }))

        var rest = clean[...]
        let scheme = Self.scheme(of: clean)
        let isKnown = ["ws", "wss", "http", "https"].contains(scheme)
        if isKnown, let scheme {
            rest = rest.dropFirst(scheme.count + 1).drop { $0 == "/" || $0 == "\\" }
        } else if let slashes = rest.firstRange(of: "//") {
            rest = rest[slashes.upperBound...]
        }

        let pieces = rest.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = pieces.count > 1 ? pieces[1] : ""
        let parts = pieces[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = parts[0].prefix { $0 != "/" && $0 != "\\" }
        self.isSecure = scheme == "wss" || scheme == "https"
        self.path = Self.path(parts[0].dropFirst(authority.count))
        self.query = Self.query(parts.count > 1 ? parts[1] : "")

        let location = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let usual = self.isSecure ? 443 : 80
        if let (host, port) = Self.hostAndPort(location) {
            self.host = host
            self.port = port ?? usual
            self.isDiallable = isKnown && fragment.isEmpty
        } else if let (host, port) = Self.hostAndPort(Substring(location.filter { $0 != " " })) {
            // A blank slipped in.
            self.host = host
            self.port = port ?? usual
            self.isDiallable = false
        } else {
            return nil
        }
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first else { return nil }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard letters.contains(first | 0x20) else { return nil }
        let name = text[..<colon]
        let isName = name.utf8.allSatisfy { byte in
            letters.contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
        }
        return isName ? name.lowercased() : nil
    }

    private static func hostAndPort(_ location: Substring) -> (host: HostName, port: Int?)? {
        let end = location.firstIndex(of: "]") ?? location.startIndex
        let colon = location[end...].firstIndex(of: ":")
        guard let host = HostName(location[..<(colon ?? location.endIndex)]) else { return nil }
        guard let colon else { return (host, nil) }
        let digits = location[location.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard !digits.isEmpty else { return (host, nil) }
        guard let port = Int(digits), port <= 65_535 else { return nil }
        return (host, port)
    }

    /// With `.` and `..` resolved, as the standard does before anything is sent.
    private static func path(_ written: Substring) -> String {
        var segments: [Substring] = []
        let parts = written.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.dropFirst()
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part.lowercased().replacing("%2e", with: ".") {
            case ".":
                if isLast { segments.append("") }
            case "..":
                _ = segments.popLast()
                if isLast { segments.append("") }
            default:
                segments.append(part)
            }
        }
        return "/" + segments.joined(separator: "/")
    }

    private static func query(_ text: Substring) -> [Item] {
        text.split(separator: "&").map { item in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Item(name: String(pair[0]), value: pair.count > 1 ? String(pair[1]) : "")
        }
    }
}
