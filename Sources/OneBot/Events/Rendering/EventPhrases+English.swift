struct EnglishEventPhrases: EventPhrases {
    func kind(_ type: Envelope.PostType) -> String {
        switch type {
        case .message: "message"
        case .messageSent: "sent"
        case .notice: "notice"
        case .request: "request"
        case .meta: "meta"
        case .other: "other"
        }
    }

    var privateChat: String { "private" }
    func temporaryChat(group: String?) -> String { group.map { "private, via \($0)" } ?? "private, temporary" }
    func guild(_ guild: String, channel: String?) -> String { "guild \(guild)" + (channel.map { " / \($0)" } ?? "") }

    var emptyMessage: String { "(empty message)" }
    var everybody: String { "all" }

    func segmentName(_ name: SegmentName) -> String {
        switch name {
        case .face: "face"
        case .image: "image"
        case .sticker: "sticker"
        case .voice: "voice"
        case .video: "video"
        case .file: "file"
        case .flashTransfer: "flash transfer"
        case .forward: "forwarded messages"
        case .card: "card"
        case .markdown: "markdown"
        case .buttons: "buttons"
        case .dice: "dice"
        case .rockPaperScissors: "rock paper scissors"
        case .poke: "poke"
        case .shake: "shake"
        case .link: "link"
        case .contact: "contact"
        case .location: "location"
        case .music: "music"
        case .redEnvelope: "red envelope"
        case .gift: "gift"
        case .speech: "speech"
        }
    }

    func unknown(type: String) -> String { type.isEmpty ? "unknown event" : "unknown event: \(type)" }
    var unreadable: String { "(unreadable)" }
}

extension EnglishEventPhrases {
    private func person(_ id: Identifier?) -> String { id?.description ?? "somebody" }

    func notice(_ notice: NoticeEvent) -> String {
        let user = self.person(notice.userID)
        switch notice.detail {
        case .groupUpload(let file): return "uploaded \(self.file(file))"
        case .groupAdmin(let isSet): return isSet ? "became an administrator" : "is no longer an administrator"
        case .groupDecrease(let departure): return self.departure(departure, user)
        case .groupIncrease(let isInvited):
            let by = notice.operatorID.map { isInvited ? ", invited by \($0)" : ", let in by \($0)" }
            return "joined the group" + (by ?? (isInvited ? ", invited" : ""))
        case .groupBan(let ban):
            let whom = ban.isWholeGroup ? "the whole group" : user
            if ban.isLifted { return "unmuted \(whom)" }
            return "muted \(whom)" + (ban.seconds.map { " for \(self.duration($0))" } ?? "")
        case .friendAdd: return "became a friend"
        case .groupRecall(let recall):
            let isOwn = notice.operatorID == nil || notice.operatorID == notice.userID
            return (isOwn ? "recalled a message" : "recalled a message of \(user)") + self.recalled(recall)
        case .friendRecall(let recall), .guildRecall(let recall): return "recalled a message" + self.recalled(recall)
        case .poke(let poke):
            guard let action = poke.action else { return "poked \(self.person(poke.targetID))" }
            return "poked \(self.person(poke.targetID)): \(action)" + (poke.suffix.map { " \($0)" } ?? "")
        case .pokeRecall(let poke): return "took back the poke of \(self.person(poke.targetID))"
        case .luckyKing(let winner): return "gave a red envelope; \(self.person(winner)) had the most luck"
        case .honor(let type): return "won a group honour: \(self.honor(type))"
        case .title(let title): return "got the title \(title)"
        case .groupName(let name): return "the group is now called \(name)"
        case .inputStatus(let text): return text ?? "is typing"
        case .profileLike(_, let times): return "liked the profile" + (times.map { " \($0) times" } ?? "")
        case .grayTip(let text): return "system line: \(text ?? "")"
        case .sign: return "signed in to the group"
        case .groupCard(let old, let new):
            let before = old.map { ", was \($0)" } ?? ""
            return (new.map { "is now called \($0) in the group" } ?? "removed the name in the group") + before
        case .groupDismiss: return "disbanded the group"
        case .essence(let isAdded, let id, let sender):
            let message = "a message" + (sender.map { " of \($0)" } ?? "") + self.number(id)
            return isAdded ? "marked \(message) as essence" : "removed \(message) from the essence messages"
        case .emojiLike(let isAdded, let id, let likes):
            return (isAdded ? "reacted with " : "took back the reaction ") + self.likes(likes) + self.number(id)
        case .reaction(let isAdded, let id, let like):
            return (isAdded ? "reacted with " : "took back the reaction ") + self.likes([like]) + self.number(id)
        case .guildReactions(let id, let likes): return "reactions: " + self.likes(likes) + self.number(id)
        case .offlineFile(let file), .privateUpload(let file): return "sent \(self.file(file))"
        case .clientStatus(let device, let isOnline):
            return "\(device ?? "another device") is now \(isOnline == false ? "offline" : "online")"
        case .botOffline(_, let message): return "the account went offline" + (message.map { ": \($0)" } ?? "")
        case .botOnline(let reason): return "the account is online" + (reason.map { ": \($0)" } ?? "")
        case .onlineFile(let step, _): return self.onlineFile(step)
        case .flashFile(let file): return self.flashFile(file)
        case .channelUpdated(let old, let new): return "changed the channel \(old ?? "") to \(new ?? "")"
        case .channelCreated(let name): return "created the channel \(name ?? "")"
        case .channelDestroyed(let name): return "removed the channel \(name ?? "")"
        case .other: return self.unknown(type: EventWriter.typeName(notice.type, notice.subType))
        }
    }

    private func departure(_ departure: NoticeDetail.Departure, _ user: String) -> String {
        switch departure {
        case .leave, .other: "left the group"
        case .kick: "removed \(user) from the group"
        case .kickMe: "removed this bot from the group"
        case .disband: "the group was disbanded"
        }
    }

    private func onlineFile(_ step: NoticeDetail.OnlineFileStep) -> String {
        switch step {
        case .cancelled: "withdrew an online file"
        case .received: "received the online file"
        case .refused: "refused the online file"
        case .other: "online file"
        }
    }

    private func flashFile(_ file: NoticeDetail.FlashFile) -> String {
        let step =
            switch file.step {
            case .downloading: "flash transfer, downloading"
            case .downloaded: "flash transfer, downloaded"
            case .uploading: "flash transfer, uploading"
            case .uploaded: "flash transfer, uploaded"
            case .other: "flash transfer"
            }
        return step + ": " + EventWriter.flashFile(file)
    }

    private func honor(_ type: String) -> String {
        switch type {
        case "talkative": "most talkative"
        case "performer": "performer"
        case "legend": "legend"
        case "strong_newbie": "strong newcomer"
        case "emotion": "source of joy"
        default: type
        }
    }

    private func file(_ file: NoticeDetail.File) -> String {
        "the file \(file.name ?? file.id ?? "")" + (file.size.map { " (\(EventWriter.size($0)))" } ?? "")
    }

    private func recalled(_ recall: NoticeDetail.Recall) -> String {
        self.number(recall.messageID) + (recall.tip.map { ": \($0)" } ?? "")
    }

    private func number(_ id: Identifier?) -> String { id.map { " (\($0))" } ?? "" }

    private func likes(_ likes: [NoticeDetail.Like]) -> String {
        likes.isEmpty ? "nothing" : likes.map(EventWriter.like).joined(separator: ", ")
    }

    private func duration(_ seconds: Int64) -> String {
        EventWriter.duration(seconds, units: ["d", "h", "min", "s"], separator: " ")
    }

    func request(_ request: RequestEvent) -> String {
        let sentence =
            switch request.kind {
            case .friend: "wants to be a friend" + (request.via.map { ", found by \($0)" } ?? "")
            case .joinGroup: "wants to join the group" + (request.invitorID.map { ", invited by \($0)" } ?? "")
            case .inviteToGroup: "invites the bot into the group"
            case .other(let type, let subType): self.unknown(type: EventWriter.typeName(type, subType))
            }
        return sentence + (request.comment.map { ": \($0)" } ?? "")
    }

    func meta(_ meta: MetaEvent) -> String {
        switch meta {
        case .lifecycle("connect"): return "connected"
        case .lifecycle("enable"): return "enabled"
        case .lifecycle("disable"): return "disabled"
        case .lifecycle(let type): return "lifecycle \(type)"
        case .heartbeat(let beat):
            let state =
                switch beat.isOnline {
                case true: ", account online"
                case false: ", account offline"
                default: ""
                }
            let interval = beat.intervalMilliseconds.map { ", every \(EventWriter.seconds($0)) s" } ?? ""
            return "heartbeat" + state + interval
        case .other(let type): return self.unknown(type: type)
        }
    }
}
