/// A value that must never be shown by accident: an access key, a WebUI token.
///
/// Every way of printing a `Secret` gives its mask, so a key cannot slip into a log line, an error
/// or a debugger's dump. ``exposed`` is the single way to the text itself: search for it to see every
/// place that handles one.
package struct Secret: Sendable, Hashable {
    /// The text itself. Use only to send, save or show on the operator's demand.
    package let exposed: String

    package init(_ text: String) {
        self.exposed = text
    }

    package var isEmpty: Bool { self.exposed.isEmpty }

    /// Length in characters; safe to show.
    package var count: Int { self.exposed.count }

    /// The mask shown in place of the text: a dot a character and, for a text long enough to spare them
    /// (16 and more), the last four characters, by which an operator recognises a key.
    package var masked: String {
        let count = self.exposed.count
        guard count >= 16 else { return String(repeating: "•", count: count) }
        return String(repeating: "•", count: min(count, 64) - 4) + String(self.exposed.suffix(4))
    }

    /// Whether `bytes` equals the secret; the time taken depends on the length of `bytes` alone.
    package func matches(_ bytes: some Collection<UInt8>) -> Bool {
        let own = Array(self.exposed.utf8)
        guard !own.isEmpty else { return bytes.isEmpty }
        var difference = own.count ^ bytes.count
        var index = 0
        for byte in bytes {
            difference |= Int(byte ^ own[index])
            index += 1
            if index == own.count { index = 0 }
        }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { self.masked }
    package var debugDescription: String { self.masked }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
