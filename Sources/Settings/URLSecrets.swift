import Foundation
package import OneBot

/// What a URL may hold that nobody else should see: a name and password in front of the host, and tokens behind the path.
package enum URLSecrets {
    /// Parameters that hold a key, in small letters.
    private static let names: Set<String> = ["token", "access_token"]

    /// The secrets in `url`, as they are written and as they are meant (RFC 3986 section 2.1). Empty for what is no URL.
    package static func secrets(in url: String) -> [Secret] {
        Self.parts(of: url).filter(\.isSecret).flatMap { part -> [Secret] in
            // Of a name and password, the password.
            let text =
                part.isUser ? part.text.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "" : part.text
            let meant = text.removingPercentEncoding ?? text
            return (meant == text ? [text] : [text, meant]).filter { !$0.isEmpty }.map { Secret($0) }
        }
    }

    /// `url` with masks in place of its secrets; any other text as it is.
    package static func masked(_ url: String) -> String {
        Self.parts(of: url).map { $0.isSecret ? Secret($0.text).masked : $0.text }.joined()
    }

    /// `url` without its secrets and all that may hold one: neither name and password nor query nor fragment.
    package static func bare(_ url: String) -> String {
        Self.parts(of: url).prefix { !$0.isBehindPath }.filter { !$0.isUser && !$0.isAt }.map(\.text).joined()
    }

    private struct Part {
        var text: String
        var isUser = false
        /// The sign between user and host.
        var isAt = false
        var isBehindPath = false
        var isSecret = false
    }

    /// All of a URL, piece by piece.
    private static func parts(of url: String) -> [Part] {
        let scalars = url.unicodeScalars
        guard let separator = url.firstRange(of: "://")?.upperBound else { return [Part(text: url)] }
        let end = scalars[separator...].firstIndex { "?#".unicodeScalars.contains($0) } ?? scalars.endIndex
        let slash = scalars[separator..<end].firstIndex { $0 == "/" } ?? end
        var parts = [Part(text: String(scalars[..<separator]))]
        var start = separator
        if let at = scalars[separator..<slash].lastIndex(of: "@") {
            parts.append(Part(text: String(scalars[separator..<at]), isUser: true, isSecret: true))
            start = scalars.index(after: at)
            parts.append(Part(text: "@", isAt: true))
        }
        parts.append(Part(text: String(scalars[start..<end])))
        var item = ""
        for scalar in scalars[end...] {
            if "?#&".unicodeScalars.contains(scalar) {
                parts += Self.parts(ofItem: item)
                parts.append(Part(text: String(scalar), isBehindPath: true))
                item = ""
            } else {
                item.unicodeScalars.append(scalar)
            }
        }
        return parts + Self.parts(ofItem: item)
    }

    /// Of `name=value`.
    private static func parts(ofItem item: String) -> [Part] {
        guard let equals = item.unicodeScalars.firstIndex(of: "=") else {
            return [Part(text: item, isBehindPath: true)]
        }
        let name = String(item.unicodeScalars[..<equals])
        let value = item.unicodeScalars[item.unicodeScalars.index(after: equals)...]
        let isSecret = Self.names.contains((name.removingPercentEncoding ?? name).lowercased())
        return [
            Part(text: name + "=", isBehindPath: true),
            Part(text: String(value), isBehindPath: true, isSecret: isSecret),
        ]
    }
}
