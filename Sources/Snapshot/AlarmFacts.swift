package import struct Foundation.Date

/// A configured alarm and how it fares.
package struct AlarmFacts: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        /// It has not gone off yet.
        case never
        case running
        /// The last run ended well.
        case done(at: Date, milliseconds: Double)
        /// The last run failed; the reason is in the operator's words.
        case failed(at: Date, reason: String)
    }

    /// Its place in the settings file, from 0.
    package var index: Int
    /// Ids and families of findings that set it off, as the file has them.
    package var on: [String]
    /// A command of the operator's; else a webhook.
    package var isCommand: Bool
    /// The program's name or the webhook's host: never an argument, a path or a token.
    package var target: String
    package var state: State
    /// Runs that wait for their turn.
    package var pending: Int
    /// Why it cannot work as it is written; nil when it can.
    package var brokenReason: String?

    package init(
        index: Int,
        on: [String],
        isCommand: Bool,
        target: String,
        state: State = .never,
        pending: Int = 0,
        brokenReason: String? = nil
    ) {
        self.index = index
        self.on = on
        self.isCommand = isCommand
        self.target = target
        self.state = state
        self.pending = pending
        self.brokenReason = brokenReason
    }
}
