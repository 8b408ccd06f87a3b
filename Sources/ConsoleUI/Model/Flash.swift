package import struct Foundation.Date

/// A message on the last line.
package struct Flash: Equatable, Sendable {
    /// Errors stay until the next key, the others for five seconds.
    package enum Level: Equatable, Sendable {
        case info
        case warning
        case error
    }

    package var text: String
    package var level: Level
    /// When it goes; nil stays until the next key.
    package var until: Date?

    /// Seconds for which a message stays that is no error.
    package static let seconds = 5.0
}
