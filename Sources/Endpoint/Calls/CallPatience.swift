package import NIOCore

/// How long a call waits for its answer, or for the next part of it.
package enum CallPatience {
    package static let usual: TimeAmount = .seconds(30)
    /// For what moves files through QQ: implementations take minutes for it.
    package static let long: TimeAmount = .seconds(300)

    private static let slowActions: Set<String> = [
        "get_file", "get_record", "get_image", "download_file", "get_private_file_url", "get_group_file_url",
    ]

    package static func time(for action: String) -> TimeAmount {
        let name = self.bare(action)
        let isSlow =
            self.slowActions.contains(String(name)) || name.hasPrefix("upload_") || name.hasSuffix("_forward_msg")
            || name.hasSuffix("_stream")
        return isSlow ? self.long : self.usual
    }

    /// Without the suffixes that leave an action what it is.
    static func bare(_ action: String) -> Substring {
        var name = action[...]
        for suffix in ["_async", "_rate_limited"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        return name
    }
}
