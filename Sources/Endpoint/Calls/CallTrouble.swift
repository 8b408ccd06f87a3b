package import struct Foundation.Date

/// Calls of one action that went wrong in one way and have not succeeded since.
package struct CallTrouble: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case timedOut(afterSeconds: Int)
        /// The bot refused; its words are cut.
        case failed(retcode: Int64?, wording: String)
        /// A message that was sent, says the bot, without its `message_id`.
        case withoutMessageID
        /// Not sent: larger than the implementation takes.
        case tooBig(bytes: Int, limit: Int)

        /// Whether both are the same trouble, however long or large it was this time.
        func isLike(_ other: Kind) -> Bool {
            switch (self, other) {
            case (.timedOut, .timedOut), (.withoutMessageID, .withoutMessageID), (.tooBig, .tooBig): true
            case (.failed(let left, _), .failed(let right, _)): left == right
            default: false
            }
        }
    }

    /// A file that a call asked the bot to send.
    package enum File: Equatable, Sendable {
        /// Absolute, as it was given, without `file://`.
        case path(String)
        case url(host: String)
        case base64
    }

    package var action: String
    package var kind: Kind
    package var count = 1
    package var first: Date
    package var last: Date
    /// `group_id` or `user_id` of the last one.
    package var target: String?
    package var file: File?
}

/// What became of a bot's calls, as far as the doctor asks.
package struct CallTrace: Equatable, Sendable {
    static let troublesKept = 32

    /// The one that happened last comes first.
    package private(set) var troubles: [CallTrouble] = []
    package private(set) var lastOk: Date?
    package private(set) var lastSendOk: Date?
    package var lastLate: Date?
    package var lastForeign: Date?

    package init() {}

    func hasTroubles(with action: String) -> Bool {
        self.troubles.contains { $0.action == action }
    }

    mutating func failed(_ call: CallSummary, _ kind: CallTrouble.Kind, now: Date) {
        let known = self.troubles.firstIndex { trouble in
            trouble.action == call.action && trouble.kind.isLike(kind)
                && (!call.isSend || trouble.target == call.target)
        }
        var trouble = CallTrouble(action: call.action, kind: kind, first: now, last: now)
        if let known {
            trouble.first = self.troubles[known].first
            trouble.count = self.troubles[known].count + 1
            self.troubles.remove(at: known)
        }
        if kind == .withoutMessageID {
            // It was taken, so what was refused before is refused no more.
            self.troubles.removeAll { $0.action == call.action && $0.target == call.target && !$0.kind.isLike(kind) }
        }
        trouble.target = call.target
        trouble.file = call.file
        self.troubles.insert(trouble, at: 0)
        if self.troubles.count > Self.troublesKept { self.troubles.removeLast() }
    }

    mutating func answered(isSend: Bool, now: Date) {
        self.lastOk = now
        if isSend { self.lastSendOk = now }
    }

    /// What worked now is no trouble any more: for sends, to the same target.
    mutating func forget(_ call: CallSummary) {
        self.troubles.removeAll { $0.action == call.action && (!call.isSend || $0.target == call.target) }
    }
}
