struct ChineseEventPhrases: EventPhrases {
    func kind(_ type: Envelope.PostType) -> String {
        switch type {
        case .message: "消息"
        case .messageSent: "已发送"
        case .notice: "通知"
        case .request: "请求"
        case .meta: "元事件"
        case .other: "其他"
        }
    }

    var privateChat: String { "私聊" }
    func temporaryChat(group: String?) -> String { group.map { "群 \($0) 临时会话" } ?? "临时会话" }
    func guild(_ guild: String, channel: String?) -> String { "频道 \(guild)" + (channel.map { " / \($0)" } ?? "") }

    var emptyMessage: String { "（空消息）" }
    var everybody: String { "全体成员" }

    func segmentName(_ name: SegmentName) -> String {
        switch name {
        case .face: "表情"
        case .image: "图片"
        case .sticker: "表情包"
        case .voice: "语音"
        case .video: "视频"
        case .file: "文件"
        case .flashTransfer: "闪传"
        case .forward: "合并转发"
        case .card: "卡片"
        case .markdown: "Markdown"
        case .buttons: "按钮"
        case .dice: "骰子"
        case .rockPaperScissors: "猜拳"
        case .poke: "戳一戳"
        case .shake: "窗口抖动"
        case .link: "链接"
        case .contact: "名片"
        case .location: "位置"
        case .music: "音乐"
        case .redEnvelope: "红包"
        case .gift: "礼物"
        case .speech: "语音合成"
        }
    }

    func unknown(type: String) -> String { type.isEmpty ? "未知事件" : "未知事件：\(type)" }
    var unreadable: String { "（无法读取）" }
}

extension ChineseEventPhrases {
    private func person(_ id: Identifier?) -> String { id?.description ?? "某人" }

    func notice(_ notice: NoticeEvent) -> String {
        let user = self.person(notice.userID)
        switch notice.detail {
        case .groupUpload(let file): return "上传了\(self.file(file))"
        case .groupAdmin(let isSet): return isSet ? "成为管理员" : "不再是管理员"
        case .groupDecrease(let departure): return self.departure(departure, user)
        case .groupIncrease(let isInvited):
            let by = notice.operatorID.map { isInvited ? "，由 \($0) 邀请" : "，由 \($0) 同意" }
            return "加入了群" + (by ?? (isInvited ? "，受人邀请" : ""))
        case .groupBan(let ban):
            let whom = ban.isWholeGroup ? "全体成员" : " \(user)"
            if ban.isLifted { return "解除了\(whom)\(ban.isWholeGroup ? "" : " ")的禁言" }
            return "禁言了\(whom)" + (ban.seconds.map { "，时长 \(self.duration($0))" } ?? "")
        case .friendAdd: return "成为好友"
        case .groupRecall(let recall):
            let isOwn = notice.operatorID == nil || notice.operatorID == notice.userID
            return (isOwn ? "撤回了一条消息" : "撤回了 \(user) 的一条消息") + self.recalled(recall)
        case .friendRecall(let recall), .guildRecall(let recall): return "撤回了一条消息" + self.recalled(recall)
        case .poke(let poke):
            return "\(poke.action ?? "戳了戳") \(self.person(poke.targetID))" + (poke.suffix.map { " \($0)" } ?? "")
        case .pokeRecall(let poke): return "撤回了对 \(self.person(poke.targetID)) 的戳一戳"
        case .luckyKing(let winner): return "发的红包，\(self.person(winner)) 是运气王"
        case .honor(let type): return "获得群荣誉：\(self.honor(type))"
        case .title(let title): return "获得头衔：\(title)"
        case .groupName(let name): return "群名改为：\(name)"
        case .inputStatus(let text): return text ?? "正在输入"
        case .profileLike(_, let times): return "赞了资料卡" + (times.map { " \($0) 次" } ?? "")
        case .grayTip(let text): return "灰条提示：\(text ?? "")"
        case .sign: return "在群里打卡"
        case .groupCard(let old, let new):
            let before = old.map { "，原为：\($0)" } ?? ""
            return (new.map { "群名片改为：\($0)" } ?? "删除了群名片") + before
        case .groupDismiss: return "解散了群"
        case .essence(let isAdded, let id, let sender):
            let message = (sender.map { " \($0) 的消息" } ?? "一条消息") + self.number(id)
            return isAdded ? "把\(message)设为精华" : "取消了\(message)的精华"
        case .emojiLike(let isAdded, let id, let likes):
            return (isAdded ? "表情回应 " : "取消表情回应 ") + self.likes(likes) + self.number(id)
        case .reaction(let isAdded, let id, let like):
            return (isAdded ? "表情回应 " : "取消表情回应 ") + self.likes([like]) + self.number(id)
        case .guildReactions(let id, let likes): return "表情回应：" + self.likes(likes) + self.number(id)
        case .offlineFile(let file), .privateUpload(let file): return "发来\(self.file(file))"
        case .clientStatus(let device, let isOnline):
            return "\(device ?? "其他设备") \(isOnline == false ? "下线" : "上线")"
        case .botOffline(_, let message): return "账号已下线" + (message.map { "：\($0)" } ?? "")
        case .botOnline(let reason): return "账号已上线" + (reason.map { "：\($0)" } ?? "")
        case .onlineFile(let step, _): return self.onlineFile(step)
        case .flashFile(let file): return self.flashFile(file)
        case .channelUpdated(let old, let new): return "子频道由 \(old ?? "") 改为 \(new ?? "")"
        case .channelCreated(let name): return "创建了子频道 \(name ?? "")"
        case .channelDestroyed(let name): return "删除了子频道 \(name ?? "")"
        case .other: return self.unknown(type: EventWriter.typeName(notice.type, notice.subType))
        }
    }

    private func departure(_ departure: NoticeDetail.Departure, _ user: String) -> String {
        switch departure {
        case .leave, .other: "退出了群"
        case .kick: "把 \(user) 移出了群"
        case .kickMe: "把本机器人移出了群"
        case .disband: "群已解散"
        }
    }

    private func onlineFile(_ step: NoticeDetail.OnlineFileStep) -> String {
        switch step {
        case .cancelled: "取消了在线文件"
        case .received: "接收了在线文件"
        case .refused: "拒收了在线文件"
        case .other: "在线文件"
        }
    }

    private func flashFile(_ file: NoticeDetail.FlashFile) -> String {
        let step =
            switch file.step {
            case .downloading: "闪传下载中"
            case .downloaded: "闪传下载完成"
            case .uploading: "闪传上传中"
            case .uploaded: "闪传上传完成"
            case .other: "闪传"
            }
        return step + "：" + EventWriter.flashFile(file)
    }

    private func honor(_ type: String) -> String {
        switch type {
        case "talkative": "龙王"
        case "performer": "群聊之火"
        case "legend": "群聊炽焰"
        case "strong_newbie": "冒尖小春笋"
        case "emotion": "快乐源泉"
        default: type
        }
    }

    private func file(_ file: NoticeDetail.File) -> String {
        "文件 \(file.name ?? file.id ?? "")" + (file.size.map { "（\(EventWriter.size($0))）" } ?? "")
    }

    private func recalled(_ recall: NoticeDetail.Recall) -> String {
        self.number(recall.messageID) + (recall.tip.map { "：\($0)" } ?? "")
    }

    private func number(_ id: Identifier?) -> String { id.map { "（\($0)）" } ?? "" }

    private func likes(_ likes: [NoticeDetail.Like]) -> String {
        likes.isEmpty ? "无" : likes.map(EventWriter.like).joined(separator: "、")
    }

    private func duration(_ seconds: Int64) -> String {
        EventWriter.duration(seconds, units: ["天", "小时", "分钟", "秒"], separator: " ")
    }

    func request(_ request: RequestEvent) -> String {
        let sentence =
            switch request.kind {
            case .friend: "请求加为好友" + (request.via.map { "，来源：\($0)" } ?? "")
            case .joinGroup: "申请入群" + (request.invitorID.map { "，由 \($0) 邀请" } ?? "")
            case .inviteToGroup: "邀请机器人入群"
            case .other(let type, let subType): self.unknown(type: EventWriter.typeName(type, subType))
            }
        return sentence + (request.comment.map { "：\($0)" } ?? "")
    }

    func meta(_ meta: MetaEvent) -> String {
        switch meta {
        case .lifecycle("connect"): return "已连接"
        case .lifecycle("enable"): return "已启用"
        case .lifecycle("disable"): return "已停用"
        case .lifecycle(let type): return "生命周期 \(type)"
        case .heartbeat(let beat):
            let state =
                switch beat.isOnline {
                case true: "，账号在线"
                case false: "，账号离线"
                default: ""
                }
            let interval = beat.intervalMilliseconds.map { "，间隔 \(EventWriter.seconds($0)) 秒" } ?? ""
            return "心跳" + state + interval
        case .other(let type): return self.unknown(type: type)
        }
    }
}
