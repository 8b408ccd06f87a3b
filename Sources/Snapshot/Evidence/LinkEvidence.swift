package import struct Foundation.Date

/// What the doctor needs to know of one live link beyond ``LinkFacts``.
package struct LinkEvidence: Equatable, Sendable {
    /// What the first frame of the link was.
    package enum FirstFrame: String, Equatable, Sendable, CaseIterable {
        case lifecycle, otherMeta, event
        /// An API call: the peer takes us for a bot.
        case request
        case answer
        case satori, oneBot12, odd
    }

    /// Something counted, with when it was last seen.
    package struct Seen: Equatable, Sendable {
        package var count: Int
        package var last: Date?

        package init(_ count: Int = 0, last: Date? = nil) {
            self.count = count
            self.last = last
        }
    }

    package var network: NetworkClass
    package var isTLS: Bool
    package var proxyMarks: [String]
    package var via: String?
    /// Whether the account was told by `X-Self-ID`; otherwise by the first event.
    package var isNamedByHeader: Bool
    /// Whether the key it came with has been replaced since.
    package var keyIsRetired: Bool
    package var firstFrame: FirstFrame?
    package var lifecycleAt: Date?
    package var heartbeats: Int
    package var events: EventCounts
    package var lastMessageAt: Date?
    /// Answers to calls of ours.
    package var answers: Int
    /// An account of events that is not the link's (ID-02), and how many agreed in a row after the last that did not.
    package var otherSelfID: String?
    package var agreeingSince: Int
    /// Messages with a CQ string instead of an array, and those with an array (EVT-01).
    package var stringMessages: Seen
    package var arrayMessages: Seen
    /// `message_sent`, and messages whose sender is the bot itself (EVT-02).
    package var ownMessages: Seen
    /// Messages that came twice on this link within ten seconds (EVT-03).
    package var repeatedMessages: Seen
    /// Messages older than two minutes when they came (EVT-04).
    package var staleMessages: Seen
    /// Events with `raw` or `raw_pb` (EVT-06), and events since the last of them.
    package var rawEvents: Seen
    package var eventsSinceRaw: Int
    /// Events whose ids are texts that are no numbers (EVT-07).
    package var textIDs: Seen
    package var binaryFrames: Seen
    package var otherOddFrames: Seen
    /// Median of the last five of our clock minus the bot's, in seconds; nil before there are five (EVT-05).
    package var skewSeconds: Double?
    /// The last messages, newest last, at most 16 (EVT-03, EVT-09).
    package var recentMessages: [MessageMark]
    package var biggestMessageIn: Int
    package var tcp: TCPFacts?
    /// When the last text frame came: pings and pongs say nothing of the program behind a link (ID-03).
    package var lastTextAt: Date?

    package init(
        network: NetworkClass = .lan,
        isTLS: Bool = false,
        proxyMarks: [String] = [],
        via: String? = nil,
        isNamedByHeader: Bool = true,
        keyIsRetired: Bool = false,
        firstFrame: FirstFrame? = nil,
        lifecycleAt: Date? = nil,
        heartbeats: Int = 0,
        events: EventCounts = EventCounts(),
        lastMessageAt: Date? = nil,
        answers: Int = 0,
        otherSelfID: String? = nil,
        agreeingSince: Int = 0,
        stringMessages: Seen = Seen(),
        arrayMessages: Seen = Seen(),
        ownMessages: Seen = Seen(),
        repeatedMessages: Seen = Seen(),
        staleMessages: Seen = Seen(),
        rawEvents: Seen = Seen(),
        eventsSinceRaw: Int = 0,
        textIDs: Seen = Seen(),
        binaryFrames: Seen = Seen(),
        otherOddFrames: Seen = Seen(),
        skewSeconds: Double? = nil,
        recentMessages: [MessageMark] = [],
        biggestMessageIn: Int = 0,
        tcp: TCPFacts? = nil,
        lastTextAt: Date? = nil
    ) {
        self.network = network
        self.isTLS = isTLS
        self.proxyMarks = proxyMarks
        self.via = via
        self.isNamedByHeader = isNamedByHeader
        self.keyIsRetired = keyIsRetired
        self.firstFrame = firstFrame
        self.lifecycleAt = lifecycleAt
        self.heartbeats = heartbeats
        self.events = events
        self.lastMessageAt = lastMessageAt
        self.answers = answers
        self.otherSelfID = otherSelfID
        self.agreeingSince = agreeingSince
        self.stringMessages = stringMessages
        self.arrayMessages = arrayMessages
        self.ownMessages = ownMessages
        self.repeatedMessages = repeatedMessages
        self.staleMessages = staleMessages
        self.rawEvents = rawEvents
        self.eventsSinceRaw = eventsSinceRaw
        self.textIDs = textIDs
        self.binaryFrames = binaryFrames
        self.otherOddFrames = otherOddFrames
        self.skewSeconds = skewSeconds
        self.recentMessages = recentMessages
        self.biggestMessageIn = biggestMessageIn
        self.tcp = tcp
        self.lastTextAt = lastTextAt
    }
}

/// Enough of a message to know it again.
package struct MessageMark: Equatable, Hashable, Sendable {
    package var messageID: Int64
    package var groupID: Int64?
    package var userID: Int64?
    /// As the event says, in seconds.
    package var time: Int64?
    package var receivedAt: Date

    package init(
        messageID: Int64,
        groupID: Int64? = nil,
        userID: Int64? = nil,
        time: Int64? = nil,
        receivedAt: Date
    ) {
        self.messageID = messageID
        self.groupID = groupID
        self.userID = userID
        self.time = time
        self.receivedAt = receivedAt
    }
}

/// What the kernel says of a connection (`TCP_INFO`).
package struct TCPFacts: Equatable, Sendable {
    package var roundTripMicroseconds: Int
    /// Segments that nobody has acknowledged.
    package var unacknowledged: Int
    /// Segments sent again and still not acknowledged.
    package var retransmitting: Int
    /// Since the last data came in, in milliseconds.
    package var lastDataReceivedMilliseconds: Int

    package init(
        roundTripMicroseconds: Int,
        unacknowledged: Int,
        retransmitting: Int,
        lastDataReceivedMilliseconds: Int
    ) {
        self.roundTripMicroseconds = roundTripMicroseconds
        self.unacknowledged = unacknowledged
        self.retransmitting = retransmitting
        self.lastDataReceivedMilliseconds = lastDataReceivedMilliseconds
    }

    /// Data of ours is not acknowledged: the network, not the process behind it.
    package var isUnanswered: Bool { self.unacknowledged > 0 || self.retransmitting > 0 }
}
