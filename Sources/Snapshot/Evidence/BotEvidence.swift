package import struct Foundation.Date

/// What the doctor needs to know of one bot beyond ``BotFacts``.
package struct BotEvidence: Equatable, Sendable {
    /// QQ is gone while the link is up (LIVE-08).
    package struct Offline: Equatable, Sendable {
        package var since: Date
        /// What the bot says (`tag` and `message` of `bot_offline`); empty when it says nothing.
        package var reason: String

        package init(since: Date, reason: String) {
            self.since = since
            self.reason = reason
        }
    }

    /// How a link ended.
    package struct Ending: Equatable, Sendable {
        package enum How: String, Equatable, Sendable, CaseIterable {
            /// The peer's close frame came.
            case closedByPeer
            case closedByUs
            /// TCP ended without a close frame.
            case finished
            case reset
            /// Nothing was heard for too long, and data of ours stayed without acknowledgement.
            case lostNetwork
            /// Nothing was heard for too long, though TCP was answered: the process stands still.
            case lostFrozen
            /// Nothing was heard for too long; TCP was not asked.
            case lost
        }

        package var time: Date
        package var how: How
        package var code: Int?
        package var reason: String
        /// Address without port.
        package var address: String
        package var userAgent: String?
        package var lifetimeSeconds: Double
        /// Between the last byte heard and the end.
        package var idleSeconds: Double

        package init(
            time: Date,
            how: How,
            code: Int? = nil,
            reason: String = "",
            address: String,
            userAgent: String? = nil,
            lifetimeSeconds: Double,
            idleSeconds: Double
        ) {
            self.time = time
            self.how = how
            self.code = code
            self.reason = reason
            self.address = address
            self.userAgent = userAgent
            self.lifetimeSeconds = lifetimeSeconds
            self.idleSeconds = idleSeconds
        }
    }

    /// Calls of one action that went wrong in one way and have not succeeded since.
    package struct CallTrouble: Equatable, Sendable {
        package enum Kind: Equatable, Sendable {
            /// No answer in time.
            case timedOut(afterSeconds: Double)
            /// The bot refused: `retcode`, and its `message` or `wording`, cut.
            case failed(retcode: Int?, wording: String)
            /// A send that was `ok` without a `message_id`.
            case withoutMessageID
            /// Larger than the implementation takes; not sent.
            case tooBig(bytes: Int, limit: Int)
        }

        /// What the call asked the bot to send, where that is a file.
        package enum File: Equatable, Sendable {
            case path(String)
            case url(host: String)
            case base64
        }

        package var action: String
        package var kind: Kind
        package var count: Int
        package var first: Date
        package var last: Date
        /// `group_id` or `user_id` of the last one.
        package var target: String?
        package var file: File?

        package init(
            action: String,
            kind: Kind,
            count: Int = 1,
            first: Date,
            last: Date,
            target: String? = nil,
            file: File? = nil
        ) {
            self.action = action
            self.kind = kind
            self.count = count
            self.first = first
            self.last = last
            self.target = target
            self.file = file
        }
    }

    package var offline: Offline?
    /// Newest first, at most 16.
    package var endings: [Ending]
    /// At most 32.
    package var callTroubles: [CallTrouble]
    package var lastCallOkAt: Date?
    package var lastSendOkAt: Date?
    /// Answers that came after their call had been given up, or to none of ours (API-06).
    package var lateAnswers: LinkEvidence.Seen
    package var foreignAnswers: LinkEvidence.Seen
    package var lastMessageAt: Date?
    /// Messages that would be expected since the last one, by what this bot did at this hour of earlier days; nil while
    /// that is not known (LIVE-09).
    package var expectedMessages: Double?

    package init(
        offline: Offline? = nil,
        endings: [Ending] = [],
        callTroubles: [CallTrouble] = [],
        lastCallOkAt: Date? = nil,
        lastSendOkAt: Date? = nil,
        lateAnswers: LinkEvidence.Seen = .init(),
        foreignAnswers: LinkEvidence.Seen = .init(),
        lastMessageAt: Date? = nil,
        expectedMessages: Double? = nil
    ) {
        self.offline = offline
        self.endings = endings
        self.callTroubles = callTroubles
        self.lastCallOkAt = lastCallOkAt
        self.lastSendOkAt = lastSendOkAt
        self.lateAnswers = lateAnswers
        self.foreignAnswers = foreignAnswers
        self.lastMessageAt = lastMessageAt
        self.expectedMessages = expectedMessages
    }
}
