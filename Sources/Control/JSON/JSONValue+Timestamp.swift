package import OneBot

package import struct Foundation.Date

extension JSONValue {
    /// A moment written as ``Timestamp`` writes it.
    package var date: Date? { self.string.flatMap(Timestamp.date) }
}
