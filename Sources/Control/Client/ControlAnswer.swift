package import OneBot

package import struct Foundation.Date

/// What the control socket answered.
package struct ControlAnswer: Equatable, Sendable {
    package var status: Int
    package var json: JSONValue
}

/// A setting that was changed, with what follows from it; the text may be empty.
package struct AppliedSetting: Equatable, Sendable {
    package var path: String
    package var text: String
}

/// A new access key.
package struct RotatedKey: Equatable, Sendable {
    package var key: Secret
    /// Until when the old one is still accepted; nil when it is refused already.
    package var graceEndsAt: Date?

    package init(key: Secret, graceEndsAt: Date?) {
        self.key = key
        self.graceEndsAt = graceEndsAt
    }
}
