/// What a list of events is narrowed to: `bot:`, `kind:`, `group:`, `user:` and free text, all of which must hold.
package struct EventFilter: Equatable, Sendable {
    /// The account, as the link named itself.
    package private(set) var bot: String?
    package private(set) var kind: Envelope.PostType?
    /// A number, or the text that some implementations use in its place.
    package private(set) var group: String?
    package private(set) var user: String?
    /// Words in no special form, in lower case; each must occur in the event's line or in the names that it gives.
    package private(set) var text: [String] = []
    /// Whether two terms exclude each other, such as two different groups: then nothing matches.
    package private(set) var isContradictory = false

    private var needles: [Needle] = []

    /// Reads terms that are separated by blanks. A term with an unknown name, or without a value, is free text.
    package init(parsing text: String) {
        for term in text.split(whereSeparator: \.isWhitespace) { self.add(String(term)) }
        self.needles = self.text.map(Needle.init)
    }

    package var isEmpty: Bool {
        self.bot == nil && self.kind == nil && self.group == nil && self.user == nil && self.text.isEmpty
    }

    private mutating func add(_ term: String) {
        // The full-width colon is what Chinese input methods give.
        guard let colon = term.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            self.text.append(term.lowercased())
            return
        }
        let value = String(term[term.index(after: colon)...])
        guard !value.isEmpty else {
            self.text.append(term.lowercased())
            return
        }
        switch term[..<colon].lowercased() {
        case "bot": self.set(\.bot, value)
        case "group": self.set(\.group, value)
        case "user": self.set(\.user, value)
        case "kind":
            if let kind = Self.kind(value.lowercased()) {
                self.set(\.kind, kind)
            } else {
                self.text.append(term.lowercased())
            }
        default: self.text.append(term.lowercased())
        }
    }

    private mutating func set<Value: Equatable>(_ path: WritableKeyPath<EventFilter, Value?>, _ value: Value) {
        if let before = self[keyPath: path], before != value { self.isContradictory = true }
        self[keyPath: path] = value
    }

    private static func kind(_ word: String) -> Envelope.PostType? {
        switch word {
        case "message", "消息": .message
        case "message_sent", "sent", "已发送", "自身消息": .messageSent
        case "notice", "通知": .notice
        case "request", "请求": .request
        case "meta", "meta_event", "元", "元事件": .meta
        case "other", "其他": .other
        default: nil
        }
    }

    // MARK: - Matching

    /// The outer fields are compared first and the bytes searched next, so that an event which does not match is
    /// decoded rarely.
    package func matches(_ record: EventRecord) -> Bool {
        guard !self.isContradictory else { return false }
        if let kind = self.kind, record.postType != kind { return false }
        if let bot = self.bot, record.selfID != bot { return false }
        guard self.mayMatch(self.group, record.groupID, record), self.mayMatch(self.user, record.userID, record),
            self.needles.allSatisfy({ $0.mayOccur(in: record) })
        else { return false }
        let groupIsOpen = self.isOpen(self.group, record.groupID)
        let userIsOpen = self.isOpen(self.user, record.userID)
        guard groupIsOpen || userIsOpen || !self.text.isEmpty else { return true }
        let event = Event(record.bytes)
        if groupIsOpen, Identifier(partyOf: event.json["group_id"])?.description != self.group { return false }
        if userIsOpen, Identifier(partyOf: event.json["user_id"])?.description != self.user { return false }
        return self.text.isEmpty || self.occurs(in: event, record)
    }

    /// Whether only the decoded event tells: the wanted id is a text, and the envelope knows numbers alone.
    private func isOpen(_ wanted: String?, _ number: Int64?) -> Bool {
        guard let wanted, number == nil else { return false }
        return Identifier(wanted).number == nil
    }

    private func mayMatch(_ wanted: String?, _ number: Int64?, _ record: EventRecord) -> Bool {
        guard let wanted else { return true }
        if let wanted = Identifier(wanted).number { return number == wanted }
        return number == nil && Needle(wanted).mayOccur(in: record)
    }

    /// Longer than any line that is shown, for what is searched is the whole text.
    private static let longestText = 65_536

    private func occurs(in event: Event, _ record: EventRecord) -> Bool {
        var places: [String] = []
        for words in [EventWords.english, .chinese] {
            let summary = EventSummary(record, event, words, longestWhat: Self.longestText)
            places += [summary.what, summary.who, summary.place]
        }
        if case .message(let message) = event.kind {
            places += [message.sender.nickname, message.sender.card, message.anonymous?.name].compactMap(\.self)
            places += [message.userID, message.messageID].compactMap { $0?.description }
        }
        places = places.map { $0.lowercased() }
        return self.text.allSatisfy { word in
            let bytes = Array(word.utf8)
            return places.indices.contains { Self.occurs(bytes, in: &places[$0]) }
        }
    }

    /// Byte by byte, which is many times faster than by characters.
    private static func occurs(_ word: [UInt8], in text: inout String) -> Bool {
        guard let first = word.first else { return true }
        return text.withUTF8 { text in
            var at = 0
            while at + word.count <= text.count {
                if text[at] == first, text[at...].starts(with: word) { return true }
                at += 1
            }
            return false
        }
    }
}
