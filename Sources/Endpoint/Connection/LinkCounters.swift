import OneBot

/// What one link has carried. Lives on the link's event loop and is added up into reports.
package struct LinkCounters: Equatable, Sendable {
    package var messages = 0
    package var messagesSent = 0
    package var notices = 0
    package var requests = 0
    package var metas = 0
    package var otherEvents = 0
    package var answers = 0
    /// Frames that are no OneBot v11: not JSON, of another protocol, binary.
    package var badFrames = 0
    package var calls = 0
    package var callFailures = 0
    package var bytesIn = 0
    package var bytesOut = 0

    package init() {}

    package var events: Int {
        self.messages + self.messagesSent + self.notices + self.requests + self.metas + self.otherEvents
    }

    @inline(__always)
    mutating func count(_ postType: Envelope.PostType) {
        switch postType {
        case .message: self.messages &+= 1
        case .messageSent: self.messagesSent &+= 1
        case .notice: self.notices &+= 1
        case .request: self.requests &+= 1
        case .meta: self.metas &+= 1
        case .other: self.otherEvents &+= 1
        }
    }

    package static func + (left: LinkCounters, right: LinkCounters) -> LinkCounters {
        var sum = left
        sum.messages &+= right.messages
        sum.messagesSent &+= right.messagesSent
        sum.notices &+= right.notices
        sum.requests &+= right.requests
        sum.metas &+= right.metas
        sum.otherEvents &+= right.otherEvents
        sum.answers &+= right.answers
        sum.badFrames &+= right.badFrames
        sum.calls &+= right.calls
        sum.callFailures &+= right.callFailures
        sum.bytesIn &+= right.bytesIn
        sum.bytesOut &+= right.bytesOut
        return sum
    }
}
