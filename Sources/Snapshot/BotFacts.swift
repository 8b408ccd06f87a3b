package import struct Foundation.Date

/// One bot: all links of one `self_id`, or a link that has not yet said whose it is.
package struct BotFacts: Equatable, Sendable {
    package enum State: String, Sendable, Codable {
        case online
        /// Connected, but its heartbeat says that QQ is offline.
        case offline
        /// Connected, nothing but pongs for three heartbeat intervals.
        case quiet
        /// Gone within the last hour.
        case lost
    }

    /// The account number; empty while a link has not named itself.
    package var selfID: String
    package var name: String?
    package var implementation: String?
    package var implementationVersion: String?
    package var state: State
    /// Live links, oldest first; empty when lost.
    package var links: [LinkFacts]
    /// Address and port of the link that speaks, or spoke last.
    package var peer: String
    package var connectedAt: Date?
    package var lostAt: Date?
    package var lastEventAt: Date?
    package var lastHeartbeatAt: Date?
    /// What the bot says its heartbeat interval is, in milliseconds.
    package var announcedHeartbeatMilliseconds: Int?
    /// What it is: the median of the last eight, in milliseconds.
    package var measuredHeartbeatMilliseconds: Int?
    package var events: EventCounts
    package var eventsPerSecond: Double
    package var calls: Int
    package var callFailures: Int
    /// Calls that wait for their answers at present.
    package var callsOpen: Int
    /// Calls that nobody knows the outcome of: no answer in time, or the link ended first.
    package var callsTimedOut: Int
    /// Answers that came after their call had been given up.
    package var answersLate: Int
    package var bytesIn: Int
    package var bytesOut: Int
    package var roundTrip: RoundTrip?
    /// The last twenty notable moments, newest first.
    package var moments: [Moment]
    /// Headers of the last handshake in order, the key masked.
    package var handshake: [HeaderLine]
    /// Frames that were no OneBot v11, or broke the WebSocket protocol.
    package var framesBad: Int
    /// Samples of those that were no OneBot v11, newest first.
    package var oddFrames: [OddFrameFacts]

    package init(
        selfID: String,
        name: String? = nil,
        implementation: String? = nil,
        implementationVersion: String? = nil,
        state: State,
        links: [LinkFacts] = [],
        peer: String,
        connectedAt: Date? = nil,
        lostAt: Date? = nil,
        lastEventAt: Date? = nil,
        lastHeartbeatAt: Date? = nil,
        announcedHeartbeatMilliseconds: Int? = nil,
        measuredHeartbeatMilliseconds: Int? = nil,
        events: EventCounts = EventCounts(),
        eventsPerSecond: Double = 0,
        calls: Int = 0,
        callFailures: Int = 0,
        callsOpen: Int = 0,
        callsTimedOut: Int = 0,
        answersLate: Int = 0,
        bytesIn: Int = 0,
        bytesOut: Int = 0,
        roundTrip: RoundTrip? = nil,
        moments: [Moment] = [],
        handshake: [HeaderLine] = [],
        framesBad: Int = 0,
        oddFrames: [OddFrameFacts] = []
    ) {
        self.selfID = selfID
        self.name = name
        self.implementation = implementation
        self.implementationVersion = implementationVersion
        self.state = state
        self.links = links
        self.peer = peer
        self.connectedAt = connectedAt
        self.lostAt = lostAt
        self.lastEventAt = lastEventAt
        self.lastHeartbeatAt = lastHeartbeatAt
        self.announcedHeartbeatMilliseconds = announcedHeartbeatMilliseconds
        self.measuredHeartbeatMilliseconds = measuredHeartbeatMilliseconds
        self.events = events
        self.eventsPerSecond = eventsPerSecond
        self.calls = calls
        self.callFailures = callFailures
        self.callsOpen = callsOpen
        self.callsTimedOut = callsTimedOut
        self.answersLate = answersLate
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
        self.roundTrip = roundTrip
        self.moments = moments
        self.handshake = handshake
        self.framesBad = framesBad
        self.oddFrames = oddFrames
    }
}

/// One WebSocket connection of a bot.
package struct LinkFacts: Equatable, Sendable {
    package enum LinkRole: String, Sendable, Codable {
        case universal
        case api
        case event
    }

    package var id: Int
    package var role: LinkRole
    package var peer: String
    package var userAgent: String?
    package var connectedAt: Date
    /// Whether calls go out on it: it delivered the last text frame.
    package var speaks: Bool
    package var lastHeardAt: Date?
    /// What it was opened with; nil: no key was asked for.
    package var key: LinkKey?

    package init(
        id: Int,
        role: LinkRole,
        peer: String,
        userAgent: String? = nil,
        connectedAt: Date,
        speaks: Bool,
        lastHeardAt: Date? = nil,
        key: LinkKey? = nil
    ) {
        self.id = id
        self.role = role
        self.peer = peer
        self.userAgent = userAgent
        self.connectedAt = connectedAt
        self.speaks = speaks
        self.lastHeardAt = lastHeardAt
        self.key = key
    }
}

/// Frames by what they were.
package struct EventCounts: Equatable, Sendable {
    package var messages: Int
    package var messagesSent: Int
    package var notices: Int
    package var requests: Int
    package var metas: Int
    /// Frames with a `post_type` that OneBot v11 does not know.
    package var others: Int

    package init(
        messages: Int = 0,
        messagesSent: Int = 0,
        notices: Int = 0,
        requests: Int = 0,
        metas: Int = 0,
        others: Int = 0
    ) {
        self.messages = messages
        self.messagesSent = messagesSent
        self.notices = notices
        self.requests = requests
        self.metas = metas
        self.others = others
    }

    package var total: Int {
        self.messages + self.messagesSent + self.notices + self.requests + self.metas + self.others
    }
}

/// WebSocket ping to pong, in milliseconds, over the last pings.
package struct RoundTrip: Equatable, Sendable {
    package var last: Double
    package var median: Double
    package var worst: Double

    package init(last: Double, median: Double, worst: Double) {
        self.last = last
        self.median = median
        self.worst = worst
    }
}

/// Something worth remembering about a bot.
package struct Moment: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case connected(link: Int, peer: String)
        /// A close code of 0 means that none was sent.
        case closed(link: Int, code: Int, reason: String)
        case lost(link: Int, afterSeconds: Int)
        case disconnectedByOperator(link: Int)
        case wentOffline
        case cameOnline
    }

    package var time: Date
    package var kind: Kind

    package init(time: Date, kind: Kind) {
        self.time = time
        self.kind = kind
    }
}

package struct HeaderLine: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
