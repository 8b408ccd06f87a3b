/// Finds a value in the bytes of a JSON text, for what must stay exactly as it was written: numbers keep their
/// spelling, objects their order and texts their escapes.
package enum JSONSlice {
    /// The bytes of the value of `key` in one object, the last one where the key stands twice.
    ///
    /// - Parameter key: Found where it is written without escapes.
    /// - Returns: Nil when the bytes are no object or it has no such key.
    package static func member(_ key: StaticString, of bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBytes { bytes in
            var found: Range<Int>?
            let isWhole = JSONCursor.eachMember(bytes) { cursor, name, value in
                if cursor.equals(name, key) { found = value }
            }
            guard isWhole else { return nil }
            return found.map { [UInt8](bytes[$0]) }
        }
    }
}
