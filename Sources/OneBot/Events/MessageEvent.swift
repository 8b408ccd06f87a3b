/// A message that a bot received or, with ``isOwn``, sent.
package struct MessageEvent: Equatable, Sendable {
    package enum Place: Equatable, Sendable {
        case friend
        /// A private chat with somebody who is no friend, as a rule by way of a common group.
        case temporary(group: Identifier?)
        /// A private chat of another kind.
        case privately
        case group(Identifier?, name: String?)
        case guild(Identifier?, channel: Identifier?)
        case other(type: String)
    }

    /// Who wrote it; everything but the number as the bot last knew it.
    package struct Sender: Equatable, Sendable {
        package var userID: Identifier?
        package var nickname: String?
        /// The name in the group.
        package var card: String?
        /// `owner`, `admin` or `member`.
        package var role: String?
        package var title: String?
        package var level: String?
        package var sex: String?
        package var age: Int64?
    }

    package struct Anonymous: Equatable, Sendable {
        package var name: String?
        package var flag: String?
    }

    /// A message of the bot's own account.
    package var isOwn: Bool
    package var place: Place
    package var subType: String
    package var messageID: Identifier?
    package var userID: Identifier?
    /// The other end of an own message, or of a private chat.
    package var targetID: Identifier?
    package var sender: Sender
    package var anonymous: Anonymous?
    /// May be empty. Taken from `raw_message` where there is no `message`.
    package var segments: [MessageSegment]
    package var form: MessageSegment.Form
    package var rawMessage: String?
    /// The running number within the conversation, where it is told.
    package var sequence: Int64?

    init(_ json: JSONValue, isOwn: Bool) {
        self.isOwn = isOwn
        self.subType = json["sub_type"]?.scalarText ?? ""
        self.place = Self.place(json)
        self.messageID = Identifier(anyOf: json["message_id"])
        self.userID = Identifier(partyOf: json["user_id"])
        self.targetID = Identifier(partyOf: json["target_id"])
        self.sender = Sender(json["sender"] ?? .null)
        self.rawMessage = json["raw_message"]?.scalarText
        self.sequence = json["real_seq"]?.wholeNumber ?? json["message_seq"]?.wholeNumber
        if case .object = json["anonymous"] {
            self.anonymous = Anonymous(
                name: json["anonymous"]?["name"]?.filledText,
                flag: json["anonymous"]?["flag"]?.filledText
            )
        }
        let message = json["message"] ?? json["raw_message"] ?? .null
        (self.segments, self.form) = MessageSegment.read(message)
    }

    private static func place(_ json: JSONValue) -> Place {
        let group = Identifier(partyOf: json["group_id"])
        switch json["message_type"]?.scalarText {
        case "group": return .group(group, name: json["group_name"]?.filledText)
        case "guild":
            return .guild(Identifier(partyOf: json["guild_id"]), channel: Identifier(partyOf: json["channel_id"]))
        case "private":
            switch json["sub_type"]?.scalarText {
            case "friend": return .friend
            // NapCat gives this number where it does not know the group.
            case "group": return .temporary(group: group == .number(284_840_486) ? nil : group)
            default: return .privately
            }
        case let type: return .other(type: type ?? "")
        }
    }
}

extension MessageEvent.Sender {
    init(_ json: JSONValue) {
        self.userID = Identifier(partyOf: json["user_id"])
        self.nickname = json["nickname"]?.filledText
        self.card = json["card"]?.filledText
        self.role = json["role"]?.filledText
        self.title = json["title"]?.filledText
        self.level = json["level"]?.filledText
        self.sex = json["sex"]?.filledText
        self.age = json["age"]?.wholeNumber
    }

    /// The name that others see: the one in the group before the account's.
    package var name: String? { self.card ?? self.nickname }
}
