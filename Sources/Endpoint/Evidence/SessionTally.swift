package import NIOCore
import OneBot

/// What one link's frames say of how its bot is set up. Lives on the link's event loop; noting costs a few compares and
/// no memory.
package struct SessionTally: Equatable, Sendable {
    /// What the first frame of the link was.
    package enum FirstFrame: Equatable, Sendable {
        case lifecycle, otherMeta, event, request, answer, satori, oneBot12, odd
    }

    /// Something counted, with when it was last seen.
    package struct Seen: Equatable, Sendable {
        package var count = 0
        package var last: NIODeadline?

        package init() {}

        @inline(__always)
        mutating func note(_ now: NIODeadline) {
            self.count &+= 1
            self.last = now
        }
    }

    /// Messages that were this old when they came are old ones sent again (EVT-04).
    static let staleAfterMilliseconds: Int64 = 120_000
    /// Larger times are milliseconds: as seconds they would be after the year 5000.
    static let largestSeconds: Int64 = 100_000_000_000

    package var firstFrame: FirstFrame?
    package var lifecycle: NIODeadline?
    package var heartbeats = 0
    /// The last message of somebody else.
    package var lastMessage: NIODeadline?
    /// Answers to calls of ours.
    package var answers = 0
    /// An account of events that is not the link's.
    package var otherSelfID: Int64?
    /// Events of the link's account since the last that was not.
    package var agreeing = 0
    package var textMessages = Seen()
    package var arrayMessages = Seen()
    package var ownMessages = Seen()
    package var repeatedMessages = Seen()
    package var staleMessages = Seen()
    package var rawEvents = Seen()
    /// How many events there had been at the last of those.
    package var eventsAtRaw = 0
    package var textIDs = Seen()
    package var binaryFrames = Seen()
    package var otherOddFrames = Seen()
    package var biggestMessage = 0

    package init() {}

    /// - Parameter account: The link's; nil while it has none.
    @inline(__always)
    mutating func noteEvent(
        _ envelope: Envelope,
        _ postType: Envelope.PostType,
        bytes: Int,
        account: Int64?,
        wallMilliseconds: Int64,
        now: NIODeadline
    ) {
        self.noteFrame(envelope, bytes: bytes)
        if let selfID = envelope.selfID, let account {
            if selfID != account {
                self.otherSelfID = selfID
                self.agreeing = 0
            } else if self.otherSelfID != nil {
                self.agreeing &+= 1
            }
        }
        if envelope.hasTextID { self.textIDs.note(now) }
        switch postType {
        case .message: self.noteMessage(envelope, account: account, wallMilliseconds: wallMilliseconds, now: now)
        case .messageSent:
            self.noteForm(envelope, now: now)
            self.ownMessages.note(now)
        case .notice, .request, .meta, .other: break
        }
    }

    @inline(__always)
    private mutating func noteForm(_ envelope: Envelope, now: NIODeadline) {
        if envelope.hasArrayMessage {
            self.arrayMessages.note(now)
        } else if envelope.hasTextMessage {
            self.textMessages.note(now)
        }
    }

    @inline(__always)
    private mutating func noteMessage(
        _ envelope: Envelope,
        account: Int64?,
        wallMilliseconds: Int64,
        now: NIODeadline
    ) {
        self.noteForm(envelope, now: now)
        if let user = envelope.userID, user == envelope.selfID ?? account {
            self.ownMessages.note(now)
            return
        }
        self.lastMessage = now
        guard let time = envelope.time, time > 0 else { return }
        let milliseconds = time < Self.largestSeconds ? time &* 1000 : time
        if wallMilliseconds &- milliseconds > Self.staleAfterMilliseconds { self.staleMessages.note(now) }
    }

    /// The first frame decides what the peer takes this link for.
    @inline(__always)
    mutating func noteFrame(_ envelope: Envelope, bytes: Int) {
        if bytes > self.biggestMessage { self.biggestMessage = bytes }
        if self.firstFrame == nil { self.firstFrame = FirstFrame(envelope) }
    }

    mutating func noteOdd(_ kind: OddFrame.Kind, bytes: Int, now: NIODeadline) {
        if kind == .binary { self.binaryFrames.note(now) } else { self.otherOddFrames.note(now) }
        self.biggestMessage = max(self.biggestMessage, bytes)
        self.firstFrame = self.firstFrame ?? .odd
    }
}

extension SessionTally.FirstFrame {
    fileprivate init(_ envelope: Envelope) {
        switch envelope.kind {
        case .event where envelope.postType == .meta: self = envelope.metaType == .lifecycle ? .lifecycle : .otherMeta
        case .event: self = .event
        case .answer: self = .answer
        case .request: self = .request
        case .satori: self = .satori
        case .oneBot12: self = .oneBot12
        case .unknown, .junk: self = .odd
        }
    }
}
