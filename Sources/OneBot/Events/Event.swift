package import struct Foundation.Date

/// What a bot told of, decoded: the standard's events and those that implementations added.
///
/// Decoding never fails. What is missing or of another type than expected is nil, and what is not known keeps its
/// JSON.
package struct Event: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case meta(MetaEvent)
        /// Also a message of the bot's own account: ``MessageEvent/isOwn``.
        case message(MessageEvent)
        case notice(NoticeEvent)
        case request(RequestEvent)
        /// A `post_type` that nobody documents.
        case other(postType: String)
        /// No JSON object, or one that is nested too deeply to be an event.
        case unreadable
    }

    package var kind: Kind
    /// When it happened by the bot's clock. Sent in seconds by the standard, by some in milliseconds.
    package var time: Date?
    package var selfID: Identifier?
    /// All of it; null when it is unreadable.
    package var json: JSONValue

    package init(_ bytes: [UInt8]) {
        self.init((try? JSONParser.parse(bytes, rules: .lenient)) ?? .null)
    }

    package init(_ json: JSONValue) {
        guard case .object = json else {
            self.kind = .unreadable
            self.json = .null
            return
        }
        self.json = json
        self.time = Self.time(json["time"])
        self.selfID = Identifier(partyOf: json["self_id"])
        switch json["post_type"]?.scalarText {
        case "meta_event": self.kind = .meta(MetaEvent(json))
        case "message": self.kind = .message(MessageEvent(json, isOwn: false))
        case "message_sent": self.kind = .message(MessageEvent(json, isOwn: true))
        case "notice": self.kind = .notice(NoticeEvent(json))
        case "request": self.kind = .request(RequestEvent(json))
        case let type: self.kind = .other(postType: type ?? "")
        }
    }

    /// Above 10^11 it is milliseconds: in seconds that would be the year 5138.
    private static func time(_ value: JSONValue?) -> Date? {
        guard let number = value?.wholeNumber, number > 0 else { return nil }
        return Date(timeIntervalSince1970: number > 100_000_000_000 ? Double(number) / 1000 : Double(number))
    }
}
