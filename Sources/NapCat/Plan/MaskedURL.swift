import Foundation
package import OneBot

/// A URL as it may be shown: what could be a key is masked.
package enum MaskedURL {
    private static let keyNames: Set<String> = ["access_token", "token"]
    /// Shorter keys would be found in many a URL.
    private static let shortestKey = 6

    /// - Parameter key: Masked wherever it stands.
    package static func text(_ url: String, hiding key: Secret) -> String {
        let text = Self.withoutKey(Self.withoutUser(url), key)
        let scalars = text.unicodeScalars
        guard let question = scalars.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return text }
        var shown = String(scalars[...question])
        var item = ""
        for scalar in scalars[scalars.index(after: question)...] {
            if scalar == "&" || scalar == "#" || scalar == "?" {
                shown += Self.masked(item, key)
                shown.unicodeScalars.append(scalar)
                item = ""
            } else {
                item.unicodeScalars.append(scalar)
            }
        }
        return shown + Self.masked(item, key)
    }

    /// Any text with the key masked in it.
    static func withoutKey(_ text: String, _ key: Secret) -> String {
        key.count >= Self.shortestKey ? text.replacingBytes(of: key.exposed, with: key.masked) : text
    }

    private static func masked(_ item: String, _ key: Secret) -> String {
        let parts = item.unicodeScalars.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0) }
        let name = parts[0].removingPercentEncoding ?? parts[0]
        guard parts.count > 1, Self.keyNames.contains(name.lowercased()) else { return item }
        // What was masked already must not show other last letters now.
        return parts[0] + "=" + (parts[1] == key.masked ? parts[1] : Secret(parts[1]).masked)
    }

    /// Without a name and password in front of the host. Scalar by scalar, as URLs are read.
    private static func withoutUser(_ url: String) -> String {
        let scalars = url.unicodeScalars
        func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }
        let place = scalars.prefix { $0 != "?" && $0 != "#" }
        let isOfScheme = { (scalar: Unicode.Scalar) in scalar.isASCII && scalar.properties.isAlphabetic }
        let word = place.prefix(while: isOfScheme)
        var rest = place
        if !word.isEmpty, place[word.endIndex...].first == ":" {
            // Slashes need not follow, and one is as good as two.
            rest = place[word.endIndex...].dropFirst().drop(while: isSlash)
        } else if let slashes = place.firstRange(of: "//".unicodeScalars) {
            rest = place[slashes.upperBound...]
        }
        guard let at = rest.prefix(while: { !isSlash($0) }).lastIndex(of: "@") else { return url }
        return String(scalars[..<rest.startIndex]) + "•••" + String(scalars[at...])
    }
}
