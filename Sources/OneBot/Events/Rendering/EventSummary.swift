/// One line about an event, for lists: plain text without line breaks.
///
/// Names and texts in it are foreign and may hold control characters; a screen has to make them harmless.
package struct EventSummary: Equatable, Sendable {
    /// Longest ``what`` in characters; what is longer ends with `…`.
    package static let longestWhat = 500
    /// Longest ``place`` and ``who`` in characters.
    package static let longestName = 80

    /// `message`, `notice`, `request`, `meta` … in the words' language, one short word.
    package var kind: String
    /// Group (name and number as far as known), or that it is private; empty where neither applies.
    package var place: String
    /// Name (card, else nickname, else number) of who did it; empty where nobody did.
    package var who: String
    /// What happened, message segments as text: `[image]`, `@123`.
    package var what: String

    package init(_ record: EventRecord, _ words: EventWords) {
        self.init(record, Event(record.bytes), words, longestWhat: Self.longestWhat)
    }

    /// For an event that is decoded already.
    package init(_ record: EventRecord, _ event: Event, _ words: EventWords) {
        self.init(record, event, words, longestWhat: Self.longestWhat)
    }

    init(_ record: EventRecord, _ event: Event, _ words: EventWords, longestWhat: Int) {
        let phrases = words.phrases
        self.kind = phrases.kind(record.postType)
        self.place = Self.line(Self.place(event, record, phrases), Self.longestName)
        self.who = Self.line(Self.who(event, record), Self.longestName)
        let what =
            switch event.kind {
            case .message(let message):
                MessageWriter(phrases: phrases, limit: longestWhat * 4).text(message.segments)
            case .notice(let notice): phrases.notice(notice)
            case .request(let request): phrases.request(request)
            case .meta(let meta): phrases.meta(meta)
            case .other(let type): phrases.unknown(type: type)
            case .unreadable: phrases.unreadable
            }
        let line = Self.line(what, longestWhat)
        self.what = line.isEmpty ? phrases.emptyMessage : line
    }

    // MARK: - Where and who

    private static func place(_ event: Event, _ record: EventRecord, _ phrases: any EventPhrases) -> String {
        switch event.kind {
        case .message(let message):
            switch message.place {
            case .friend, .privately: return phrases.privateChat
            case .temporary(let group): return phrases.temporaryChat(group: group?.description)
            case .group(let id, let name): return Self.named(name, id)
            case .guild(let guild, let channel):
                return phrases.guild(guild?.description ?? "?", channel: channel?.description)
            case .other: return record.groupID.map(String.init) ?? ""
            }
        case .notice(let notice):
            if let guild = notice.guildID {
                return phrases.guild(guild.description, channel: notice.channelID?.description)
            }
            return notice.groupID?.description ?? ""
        case .request(let request): return request.groupID?.description ?? ""
        case .meta: return ""
        case .other, .unreadable: return record.groupID.map(String.init) ?? ""
        }
    }

    private static func named(_ name: String?, _ id: Identifier?) -> String {
        guard let name else { return id?.description ?? "" }
        return id.map { "\(name) (\($0))" } ?? name
    }

    private static func who(_ event: Event, _ record: EventRecord) -> String {
        switch event.kind {
        case .message(let message):
            return message.sender.card ?? message.anonymous?.name ?? message.sender.nickname
                ?? (message.userID ?? message.sender.userID)?.description ?? ""
        case .notice(let notice): return notice.actorName ?? ""
        case .request(let request): return request.userID?.description ?? ""
        case .meta: return ""
        case .other, .unreadable: return record.userID.map(String.init) ?? ""
        }
    }

    // MARK: - One bounded line

    /// Line breaks become `↵`; never more than `limit` characters, nor four times as many scalars.
    private static func line(_ text: String, _ limit: Int) -> String {
        // Nearly all are short and hold no line break, nor a lead byte of U+0085, U+2028 or U+2029.
        let mayStay = text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xC2 && $0 != 0xE2 }
        guard !mayStay else { return text }
        var line = String.UnicodeScalarView()
        var scalars = 0
        var lastWasReturn = false
        for scalar in text.unicodeScalars {
            guard scalars < limit * 4 else { break }
            scalars += 1
            switch scalar {
            case "\n" where lastWasReturn: break
            case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": line.append("↵")
            default: line.append(scalar)
            }
            lastWasReturn = scalar == "\r"
        }
        let result = String(line)
        let isCut = scalars < text.unicodeScalars.count
        guard isCut || result.count > limit else { return result }
        return result.prefix(limit - 1) + "…"
    }
}

extension NoticeEvent {
    /// Who did it: the name where one is told, else the number. Nil where nobody did.
    fileprivate var actorName: String? {
        switch self.detail {
        case .profileLike(let nickname?, _): nickname
        default: self.actor?.description
        }
    }

    private var actor: Identifier? {
        switch self.detail {
        case .groupDecrease(.kick), .groupDecrease(.kickMe), .groupDecrease(.disband), .groupBan: self.operatorID
        case .groupRecall, .groupName, .essence, .reaction, .profileLike, .guildReactions,
            .guildRecall, .channelUpdated, .channelCreated, .channelDestroyed:
            self.operatorID ?? self.userID
        case .poke(let poke), .pokeRecall(let poke): poke.senderID
        case .onlineFile(_, let peer): peer
        case .clientStatus, .botOffline, .botOnline, .flashFile: nil
        case .groupUpload, .groupAdmin, .groupDecrease, .groupIncrease, .friendAdd, .friendRecall, .luckyKing, .honor,
            .title, .inputStatus, .grayTip, .sign, .groupCard, .groupDismiss, .emojiLike, .offlineFile,
            .privateUpload, .other:
            self.userID ?? self.operatorID
        }
    }
}
