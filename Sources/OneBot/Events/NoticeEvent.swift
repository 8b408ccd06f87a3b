/// Something happened that is no message.
package struct NoticeEvent: Equatable, Sendable {
    /// `notice_type` as it came.
    package var type: String
    /// `sub_type` as it came; empty where there is none.
    package var subType: String
    package var groupID: Identifier?
    package var guildID: Identifier?
    package var channelID: Identifier?
    /// Whom it is about, or who did it: that depends on the notice.
    package var userID: Identifier?
    package var operatorID: Identifier?
    package var detail: NoticeDetail

    init(_ json: JSONValue) {
        self.type = json["notice_type"]?.scalarText ?? ""
        self.subType = json["sub_type"]?.scalarText ?? ""
        self.groupID = Identifier(partyOf: json["group_id"])
        self.guildID = Identifier(partyOf: json["guild_id"])
        self.channelID = Identifier(partyOf: json["channel_id"])
        self.userID = Identifier(partyOf: json["user_id"])
        self.operatorID = Identifier(partyOf: json["operator_id"])
        self.detail = NoticeDetail(json, type: self.type, subType: self.subType)
    }
}

/// A notice's kind with what belongs to it alone. People who are in ``NoticeEvent`` do not stand here again.
package enum NoticeDetail: Equatable, Sendable {
    case groupUpload(File)
    case groupAdmin(isSet: Bool)
    case groupDecrease(Departure)
    case groupIncrease(isInvited: Bool)
    case groupBan(Ban)
    case friendAdd
    case groupRecall(Recall)
    case friendRecall(Recall)
    case poke(Poke)
    case pokeRecall(Poke)
    case luckyKing(winner: Identifier?)
    /// `talkative`, `performer`, `emotion`, `legend`, `strong_newbie`.
    case honor(type: String)
    case title(String)
    case groupName(String)
    case inputStatus(text: String?)
    case profileLike(nickname: String?, times: Int64?)
    /// A grey line of QQ's own; it can be forged.
    case grayTip(text: String?)
    case sign
    case groupCard(old: String?, new: String?)
    case groupDismiss
    case essence(isAdded: Bool, messageID: Identifier?, senderID: Identifier?)
    case emojiLike(isAdded: Bool, messageID: Identifier?, likes: [Like])
    case reaction(isAdded: Bool, messageID: Identifier?, Like)
    case offlineFile(File)
    case privateUpload(File)
    case clientStatus(device: String?, isOnline: Bool?)
    case botOffline(tag: String?, message: String?)
    case botOnline(reason: String?)
    case onlineFile(OnlineFileStep, peer: Identifier?)
    case flashFile(FlashFile)
    case guildReactions(messageID: Identifier?, [Like])
    case guildRecall(Recall)
    case channelUpdated(oldName: String?, newName: String?)
    case channelCreated(name: String?)
    case channelDestroyed(name: String?)
    /// Nobody documents it; its JSON is in ``Event/json``.
    case other

    package struct File: Equatable, Sendable {
        package var id: String?
        package var name: String?
        /// In bytes.
        package var size: Int64?
        package var url: String?
    }

    package enum Departure: Equatable, Sendable {
        case leave
        case kick
        /// It is the bot that was removed.
        case kickMe
        case disband
        case other
    }

    package struct Ban: Equatable, Sendable {
        package var isLifted: Bool
        package var isWholeGroup: Bool
        /// Nil where there is none: for a whole group, and when lifted.
        package var seconds: Int64?
    }

    package struct Recall: Equatable, Sendable {
        package var messageID: Identifier?
        package var tip: String?
    }

    package struct Poke: Equatable, Sendable {
        package var senderID: Identifier?
        package var targetID: Identifier?
        /// The verb that the sender chose.
        package var action: String?
        package var suffix: String?
    }

    package struct Like: Equatable, Sendable {
        package var emoji: String
        package var count: Int64?
    }

    package enum OnlineFileStep: Equatable, Sendable {
        case cancelled
        case received
        case refused
        case other
    }

    package struct FlashFile: Equatable, Sendable {
        package enum Step: Equatable, Sendable {
            case downloading
            case downloaded
            case uploading
            case uploaded
            case other
        }

        package var step: Step
        package var title: String?
        package var names: [String]
        /// In bytes; nil unless it is under way.
        package var done: Int64?
        package var total: Int64?
        package var link: String?
    }
}
