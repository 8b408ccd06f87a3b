extension NoticeDetail {
    init(_ json: JSONValue, type: String, subType: String) {
        let messageID = Identifier(anyOf: json["message_id"])
        let recall = Recall(messageID: messageID, tip: json["tip"]?.filledText ?? json["tip_text"]?.filledText)
        switch type {
        case "group_upload": self = .groupUpload(File(json["file"]))
        case "group_admin": self = .groupAdmin(isSet: subType != "unset")
        case "group_decrease": self = .groupDecrease(Departure(subType))
        case "group_increase": self = .groupIncrease(isInvited: subType == "invite")
        case "group_ban": self = .groupBan(Ban(json, subType: subType))
        case "friend_add": self = .friendAdd
        case "group_recall": self = .groupRecall(recall)
        case "friend_recall": self = .friendRecall(recall)
        case "notify": self.init(notify: json, subType: subType)
        case "group_card":
            self = .groupCard(old: json["card_old"]?.filledText, new: json["card_new"]?.filledText)
        case "group_name_change": self = .groupName(json["name"]?.scalarText ?? "")
        case "group_dismiss": self = .groupDismiss
        case "essence":
            self = .essence(
                isAdded: subType != "delete",
                messageID: messageID,
                senderID: Identifier(partyOf: json["sender_id"])
            )
        case "group_msg_emoji_like":
            self = .emojiLike(
                isAdded: json["is_add"]?.flag ?? true,
                messageID: messageID,
                likes: Like.list(json["likes"])
            )
        case "reaction":
            let like = Like(emoji: json["code"]?.scalarText ?? "", count: json["count"]?.wholeNumber)
            self = .reaction(isAdded: subType != "remove", messageID: messageID, like)
        case "offline_file": self = .offlineFile(File(json["file"]))
        case "private_upload": self = .privateUpload(File(json["private_file"] ?? json["file"]))
        case "client_status":
            self = .clientStatus(
                device: json["client"]?["device_name"]?.filledText ?? json["client"]?["device_kind"]?.filledText,
                isOnline: json["online"]?.flag
            )
        case "bot_offline":
            self = .botOffline(tag: json["tag"]?.filledText, message: json["message"]?.filledText)
        case "bot_online": self = .botOnline(reason: json["reason"]?.filledText)
        case "online_file_receive", "online_file_send":
            self = .onlineFile(OnlineFileStep(subType), peer: Identifier(partyOf: json["peer_id"]))
        case "flash_file": self = .flashFile(FlashFile(json, subType: subType))
        case "message_reactions_updated":
            self = .guildReactions(messageID: messageID, Like.list(json["current_reactions"]))
        case "guild_channel_recall": self = .guildRecall(recall)
        case "channel_updated":
            self = .channelUpdated(
                oldName: json["old_info"]?["channel_name"]?.filledText,
                newName: json["new_info"]?["channel_name"]?.filledText
            )
        case "channel_created": self = .channelCreated(name: json["channel_info"]?["channel_name"]?.filledText)
        case "channel_destroyed": self = .channelDestroyed(name: json["channel_info"]?["channel_name"]?.filledText)
        default: self = .other
        }
    }

    private init(notify json: JSONValue, subType: String) {
        switch subType {
        case "poke": self = .poke(Poke(json))
        case "poke_recall": self = .pokeRecall(Poke(json))
        case "lucky_king": self = .luckyKing(winner: Identifier(partyOf: json["target_id"]))
        case "honor": self = .honor(type: json["honor_type"]?.scalarText ?? "")
        case "title": self = .title(json["title"]?.scalarText ?? "")
        case "group_name": self = .groupName(json["name_new"]?.scalarText ?? "")
        case "input_status": self = .inputStatus(text: json["status_text"]?.filledText)
        case "profile_like":
            self = .profileLike(nickname: json["operator_nick"]?.filledText, times: json["times"]?.wholeNumber)
        case "gray_tip": self = .grayTip(text: Self.grayText(json["content"]?.scalarText))
        case "sign": self = .sign
        default: self = .other
        }
    }

    /// The words of a grey line, which come as JSON inside a text.
    private static func grayText(_ content: String?) -> String? {
        guard let content, let json = try? JSONParser.parse(content.utf8, rules: .lenient) else { return content }
        let words = json["items"]?.elements?.compactMap { $0["txt"]?.filledText ?? $0["nm"]?.filledText } ?? []
        return words.isEmpty ? content : words.joined()
    }
}

extension NoticeDetail.File {
    init(_ json: JSONValue?) {
        self.id = json?["id"]?.filledText
        self.name = json?["name"]?.filledText
        self.size = json?["size"]?.wholeNumber.flatMap { $0 < 0 ? nil : $0 }
        self.url = json?["url"]?.filledText
    }
}

extension NoticeDetail.Departure {
    init(_ subType: String) {
        switch subType {
        case "leave": self = .leave
        case "kick": self = .kick
        case "kick_me": self = .kickMe
        case "disband": self = .disband
        default: self = .other
        }
    }
}

extension NoticeDetail.Ban {
    /// NapCat and Lagrange give -1 seconds for a whole group, go-cqhttp any number but 0.
    init(_ json: JSONValue, subType: String) {
        let seconds = json["duration"]?.wholeNumber
        self.isLifted = subType == "lift_ban" || (subType.isEmpty && seconds == 0)
        self.isWholeGroup = Identifier(partyOf: json["user_id"]) == nil
        self.seconds = self.isLifted || self.isWholeGroup ? nil : seconds.flatMap { $0 > 0 ? $0 : nil }
    }
}

extension NoticeDetail.Poke {
    /// NapCat's `user_id` in a private chat is the other end, and who poked is `sender_id`.
    init(_ json: JSONValue) {
        self.senderID = Identifier(partyOf: json["sender_id"]) ?? Identifier(partyOf: json["user_id"])
        self.targetID = Identifier(partyOf: json["target_id"])
        let words = json["raw_info"]?.elements?.compactMap { $0["txt"]?.filledText } ?? []
        self.action = json["action"]?.filledText ?? json["poke_detail"]?["action"]?.filledText ?? words.first
        self.suffix =
            json["suffix"]?.filledText ?? json["poke_detail"]?["suffix"]?.filledText ?? words.dropFirst().first
    }
}

extension NoticeDetail.Like {
    /// More kinds of emoji than these nobody reads on a line.
    private static let most = 64

    static func list(_ json: JSONValue?) -> [Self] {
        (json?.elements ?? []).prefix(Self.most).map { like in
            Self(
                emoji: like["emoji_name"]?.filledText ?? like["emoji_id"]?.scalarText ?? "",
                count: like["count"]?.wholeNumber
            )
        }
    }
}

extension NoticeDetail.OnlineFileStep {
    init(_ subType: String) {
        switch subType {
        case "cancel": self = .cancelled
        case "receive": self = .received
        case "refuse": self = .refused
        default: self = .other
        }
    }
}

extension NoticeDetail.FlashFile {
    init(_ json: JSONValue, subType: String) {
        switch subType {
        case "downloading": self.step = .downloading
        case "downloaded": self.step = .downloaded
        case "uploading": self.step = .uploading
        case "uploaded": self.step = .uploaded
        default: self.step = .other
        }
        self.title = json["title"]?.filledText
        self.names = (json["files"]?.elements ?? []).prefix(64).compactMap { $0["name"]?.filledText }
        self.done = json["downloaded_size"]?.wholeNumber ?? json["uploaded_size"]?.wholeNumber
        self.total = json["total_size"]?.wholeNumber
        self.link = json["share_link"]?.filledText
    }
}
