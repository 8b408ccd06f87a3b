/// NapCat answers some calls with many frames of the same `echo`.
package enum StreamPart {
    /// Whether more frames will follow this one: it says `"stream":"stream-action"` and its data has the type
    /// `stream` without naming a `stream_id`. The one with a `stream_id` is the whole answer to an upload's piece.
    ///
    /// Passes over the frame without decoding it, whatever its length; no depth is too deep.
    package static func isPartial(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isStream = false
        var isPart = false
        let isWhole = JSONCursor.eachMember(bytes) { frame, key, value in
            if frame.equals(key, "stream") {
                isStream = frame.isString(value, "stream-action")
            } else if frame.equals(key, "data") {
                isPart = Self.dataIsPart(UnsafeRawBufferPointer(rebasing: frame.bytes[value]))
            }
        }
        return isWhole && isStream && isPart
    }

    /// The same for bytes in an array.
    package static func isPartial(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { self.isPartial($0) }
    }

    private static func dataIsPart(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isStream = false
        var hasID = false
        let isWhole = JSONCursor.eachMember(bytes) { data, key, value in
            if data.equals(key, "type") {
                isStream = data.isString(value, "stream")
            } else if data.equals(key, "stream_id") {
                hasID = true
            }
        }
        return isWhole && isStream && !hasID
    }
}
