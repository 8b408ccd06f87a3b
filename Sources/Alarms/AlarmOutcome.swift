package import struct Foundation.Date

/// Why a command or a webhook did not do its work.
package enum AlarmFailure: Error, Equatable, Sendable {
    /// The command could not be started; the system's error number.
    case couldNotStart(errno: CInt)
    /// The command ended with another code than 0.
    case exit(code: CInt)
    case killedBySignal(CInt)
    /// Not done within the time allowed; a command and all it started were killed.
    case timedOut(after: Duration)
    /// The webhook answered with another status than 2xx.
    case httpStatus(Int)
    /// No answer from the webhook.
    case network(AlarmNetworkFault)
    /// The console ended meanwhile.
    case stopped

    /// Whether the same request may well succeed a little later. Commands are never run twice.
    var isPassing: Bool {
        switch self {
        case .network(.badAddress): false
        case .network: true
        case .httpStatus(let status): status == 429 || (500...599).contains(status)
        case .couldNotStart, .exit, .killedBySignal, .timedOut, .stopped: false
        }
    }
}

/// Why there was no answer from a webhook. Holds nothing of its address.
package enum AlarmNetworkFault: Equatable, Sendable {
    case nameUnknown
    case refused
    case unreachable
    /// The connection ended before the answer.
    case closed
    /// No connection, or no answer, within the time allowed.
    case noAnswer(after: Duration)
    /// No agreement on encryption: most often a certificate that is not trusted.
    case tls
    /// What answers there does not speak HTTP.
    case notHTTP
    /// The address cannot be used as it is written.
    case badAddress
    /// The kind of error, in the words of the library.
    case other(String)
}

/// How one attempt at an alarm went.
package struct AlarmOutcome: Equatable, Sendable {
    package enum Result: Equatable, Sendable {
        case done(milliseconds: Int)
        case failed(AlarmFailure)
    }

    /// When the attempt ended.
    package var time: Date
    /// The finding's id and subject.
    package var id: String
    package var subject: String
    package var change: AlarmNotice.Change
    package var result: Result
    /// When it is tried again after this failure; nil: it is not.
    package var retry: Duration?

    package init(
        time: Date,
        id: String,
        subject: String,
        change: AlarmNotice.Change,
        result: Result,
        retry: Duration? = nil
    ) {
        self.time = time
        self.id = id
        self.subject = subject
        self.change = change
        self.result = result
        self.retry = retry
    }
}

/// One rule and how it fares, for the screen.
package struct AlarmStatus: Equatable, Sendable {
    package var rule: AlarmRule
    /// Notices that wait, and the one that is under way or is to be tried again.
    package var pending: Int
    /// Notices that were dropped because more than ``AlarmLimits/queue`` waited.
    package var dropped: Int
    /// How its last attempt went; nil before the first.
    package var last: AlarmOutcome?

    package init(rule: AlarmRule, pending: Int = 0, dropped: Int = 0, last: AlarmOutcome? = nil) {
        self.rule = rule
        self.pending = pending
        self.dropped = dropped
        self.last = last
    }
}
