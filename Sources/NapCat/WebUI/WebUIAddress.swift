import struct Foundation.URLComponents

/// Where NapCat's WebUI is, taken from the URL that a browser opens.
package struct WebUIAddress: Equatable, Sendable {
    /// In front of every call: `http://127.0.0.1:6099/api`. Whatever stood in front of `/webui` is kept, because a
    /// reverse proxy may ask for it.
    package let api: String
    /// A name or an IP address, without the brackets of IPv6.
    package let host: String
    package let port: Int
    /// Whether it begins with `https`.
    package let isEncrypted: Bool

    /// Reads `http://127.0.0.1:6099/webui?token=…`: what stands behind the path is dropped, a missing `http://` added,
    /// and a missing port is the browser's, 80 or 443.
    ///
    /// - Returns: Nil for what is no http or https URL, and for one with a user's name in it, which NapCat has no use
    ///   for.
    package init?(_ text: String) {
        guard text.utf8.count <= 2048 else { return nil }
        let trimmed = text.trimming(while: \.isWhitespace)
        let url = trimmed.contains("://") ? trimmed : "http://" + trimmed
        guard let parts = URLComponents(string: url), parts.user == nil, parts.password == nil else { return nil }
        let scheme = parts.scheme?.lowercased()
        guard scheme == "http" || scheme == "https", let host = Self.host(parts.host) else { return nil }
        let isEncrypted = scheme == "https"
        let port = parts.port ?? (Self.hasPort(url) ? 0 : isEncrypted ? 443 : 80)
        guard (1...65_535).contains(port) else { return nil }

        let authority = host.contains(":") ? "[\(host)]" : host
        self.api =
            "\(isEncrypted ? "https" : "http")://\(authority):\(port)\(Self.prefix(parts.percentEncodedPath))/api"
        self.host = host
        self.port = port
        self.isEncrypted = isEncrypted
    }

    /// Whether one is written, be it one that no number can hold.
    private static func hasPort(_ url: String) -> Bool {
        let authority = url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { !"/?#".contains($0) }
        return authority.reversed().prefix { $0 != "]" }.dropFirst().contains(":")
    }

    /// Only what a name in DNS or an address is written with: everything else would be understood in more than one way.
    private static func host(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        if text.contains(":") {
            let address = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
            return address.utf8.allSatisfy { Self.isHexDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
                ? address : nil
        }
        let isName = text.unicodeScalars.allSatisfy { scalar in
            guard scalar.isASCII else { return false }
            return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-._".unicodeScalars.contains(scalar)
        }
        return isName ? text : nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        Character(Unicode.Scalar(byte)).isHexDigit
    }

    /// What stands in front of `/webui`, or of an `/api` at the end; the whole path where there is neither.
    private static func prefix(_ path: String) -> String {
        var segments = path.split(separator: "/")
        if let page = segments.lastIndex(of: "webui") {
            segments.removeSubrange(page...)
        } else if segments.last == "api" {
            segments.removeLast()
        }
        return segments.map { "/" + $0 }.joined()
    }
}

extension String {
    fileprivate func trimming(while isOuter: (Character) -> Bool) -> String {
        var rest = self.drop(while: isOuter)
        while let last = rest.last, isOuter(last) { rest.removeLast() }
        return String(rest)
    }
}
