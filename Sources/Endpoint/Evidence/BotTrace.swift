package import NIOCore

package import struct Foundation.Date

/// What is remembered of a bot for the doctor, beyond its links.
package struct BotTrace: Equatable, Sendable {
    /// QQ is gone while the link is up (LIVE-08).
    package struct Offline: Equatable, Sendable {
        package var since: Date
        package var moment: NIODeadline
        /// What the bot says; empty when it says nothing.
        package var reason: String
    }

    static let endingsKept = 16

    /// Newest first.
    package private(set) var endings: [LinkEnding] = []
    package private(set) var offline: Offline?
    /// The last message that an ended link brought.
    package private(set) var lastMessage: NIODeadline?

    package var calls = CallTrace()

    package init() {}

    mutating func ended(_ ending: LinkEnding, lastMessage: NIODeadline?) {
        self.endings.insert(ending, at: 0)
        if self.endings.count > Self.endingsKept { self.endings.removeLast() }
        if let lastMessage { self.lastMessage = max(self.lastMessage ?? lastMessage, lastMessage) }
    }

    /// Told again, it is the same absence, and a reason counts once there is one; unless a message came meanwhile.
    ///
    /// - Parameter lastMessage: The last message of the link that tells.
    mutating func wentOffline(_ now: Offline, lastMessage: NIODeadline?) {
        guard let known = self.offline, known.moment > lastMessage ?? .distantPast else {
            self.offline = now
            return
        }
        if !now.reason.isEmpty { self.offline?.reason = now.reason }
    }

    mutating func cameOnline() {
        self.offline = nil
    }
}
