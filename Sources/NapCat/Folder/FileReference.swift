import Foundation

/// The value of a `file` in a call.
enum FileReference {
    /// The path that it names: an absolute one, or a URL of one. Nil for everything else, and for what is longer than a
    /// path can be: pictures as base64 begin with a slash, too.
    static func path(_ text: String) -> String? {
        guard text.utf8.count <= 4096 else { return nil }
        if text.utf8.first == UInt8(ascii: "/") { return PathMap.normalised(text) }
        guard text.prefix(7).lowercased() == "file://" else { return nil }
        let rest = text.dropFirst(7)
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        // The name of a machine before the path means nothing to a bot.
        let path = String(rest[slash...])
        return PathMap.normalised(path.removingPercentEncoding ?? path)
    }
}
