import OneBot

/// What is counted since the start beside the links' own counters. It only rises, whichever bots come and go; nothing of
/// it is on an event's way.
package struct EndpointTally: Equatable, Sendable {
    /// How a call ended.
    package enum CallEnd: String, CaseIterable, Sendable {
        case ok
        case failed
        case timedOut
        case linkLost
        case notConnected
        case noSuchBot
        case tooMany
        case tooBig
        case notTaken
    }

    /// An answer with an `echo` like ours that no waiting call was given.
    package enum OddAnswer: String, CaseIterable, Sendable {
        case late
        case repeated
        case foreign
    }

    package private(set) var handshakesAccepted = 0
    /// By ``Refusal/cause``.
    package private(set) var handshakesRefused: [String: Int] = [:]
    /// Attempts that ended without an answer of ours, by how.
    package private(set) var handshakesUnanswered: [LedgerEntry.End: Int] = [:]
    package private(set) var calls: [CallEnd: Int] = [:]
    /// From sending to the final response, of calls that were answered.
    package private(set) var callTimes = DurationHistogram(
        microseconds: [
            5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
            30_000_000, 60_000_000,
        ]
    )
    package private(set) var oddAnswers: [OddAnswer: Int] = [:]
    /// WebSocket ping to pong.
    package private(set) var roundTrips = DurationHistogram(
        microseconds: [
            500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
            5_000_000,
        ]
    )

    package init() {}

    /// A finished attempt to connect; those of a blocked address that are cut at once are counted by ``noteDrop()``.
    mutating func note(_ entry: LedgerEntry) {
        switch entry.end {
        case .upgraded: self.handshakesAccepted &+= 1
        case .dropped: break
        case _ where entry.status != 0: self.handshakesRefused[entry.cause ?? "OTHER", default: 0] &+= 1
        case .refused, .peerClosed, .peerReset, .gaveWay, .timedOut:
            self.handshakesUnanswered[entry.end, default: 0] &+= 1
        }
    }

    mutating func noteDrop() {
        self.handshakesUnanswered[.dropped, default: 0] &+= 1
    }

    mutating func note(_ outcome: CallOutcome) {
        let end: CallEnd
        switch outcome {
        case .answered(let answer):
            end = answer.succeeded ? .ok : .failed
            self.callTimes.note(milliseconds: answer.milliseconds)
        case .timedOut: end = .timedOut
        case .linkLost: end = .linkLost
        case .notConnected: end = .notConnected
        case .noSuchBot: end = .noSuchBot
        case .tooMany: end = .tooMany
        case .tooBig: end = .tooBig
        case .notTaken: end = .notTaken
        }
        self.calls[end, default: 0] &+= 1
    }

    mutating func note(_ answer: OddAnswer) {
        self.oddAnswers[answer, default: 0] &+= 1
    }

    mutating func noteRoundTrip(milliseconds: Double) {
        self.roundTrips.note(milliseconds: milliseconds)
    }
}
