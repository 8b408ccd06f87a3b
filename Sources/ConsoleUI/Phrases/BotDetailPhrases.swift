package import Snapshot

/// One bot in full.
package protocol BotDetailPhrases {
    func detailTitle(_ name: String) -> String
    func detailLabel(_ label: BotDetailLabel) -> String
    var handshakeTitle: String { get }
    var momentsTitle: String { get }
    var linksTitle: String { get }
    func linkRole(_ role: LinkFacts.LinkRole) -> String
    /// Marks the link that calls go out on.
    var speaks: String { get }
    func announcedHeartbeat(_ seconds: String) -> String
    func measuredHeartbeat(_ seconds: String) -> String
    func lastHeartbeat(_ ago: String) -> String
    func roundTrip(last: String, median: String, worst: String) -> String
    func eventCounts(_ counts: EventCounts) -> String
    func calls(of bot: BotFacts) -> String
    func traffic(in bytesIn: String, out bytesOut: String) -> String
    func moment(_ kind: Moment.Kind) -> String
    func oddFramesTitle(_ count: String) -> String
    func oddFrame(_ kind: OddFrameFacts.Kind) -> String
    var nothingKnown: String { get }
    var noneYet: String { get }
    /// Between the items of an enumeration.
    var listSeparator: String { get }
}

/// The labelled lines of a bot's page.
package enum BotDetailLabel: CaseIterable, Sendable {
    case account
    case name
    case implementation
    case state
    case roles
    case from
    case since
    case lastEvent
    case heartbeat
    case roundTrip
    case rate
    case events
    case calls
    case traffic
}

extension EnglishPhrases {
    package func detailTitle(_ name: String) -> String { "Bot \(name)" }

    package func detailLabel(_ label: BotDetailLabel) -> String {
        switch label {
        case .account: "QQ"
        case .name: "Name"
        case .implementation: "Implementation"
        case .state: "State"
        case .roles: "Roles"
        case .from: "From"
        case .since: "Since"
        case .lastEvent: "Last event"
        case .heartbeat: "Heartbeat"
        case .roundTrip: "Round trip"
        case .rate: "Rate"
        case .events: "Events"
        case .calls: "API calls"
        case .traffic: "Traffic"
        }
    }

    package var handshakeTitle: String { "Last handshake" }
    package var momentsTitle: String { "Last moments" }
    package var linksTitle: String { "Links" }

    package func linkRole(_ role: LinkFacts.LinkRole) -> String {
        switch role {
        case .universal: "Universal"
        case .api: "API"
        case .event: "Event"
        }
    }

    package var speaks: String { "speaks" }
    package func announcedHeartbeat(_ seconds: String) -> String { "announced \(seconds) s" }
    package func measuredHeartbeat(_ seconds: String) -> String { "measured \(seconds) s" }
    package func lastHeartbeat(_ ago: String) -> String { "last \(ago)" }

    package func roundTrip(last: String, median: String, worst: String) -> String {
        "last \(last), median \(median), worst \(worst)"
    }

    package func eventCounts(_ counts: EventCounts) -> String {
        var parts = [
            "\(counts.messages) messages", "\(counts.notices) notices", "\(counts.requests) requests",
            "\(counts.metas) meta",
        ]
        if counts.messagesSent > 0 { parts.insert("\(counts.messagesSent) of its own", at: 1) }
        if counts.others > 0 { parts.append("\(counts.others) unknown") }
        return parts.joined(separator: ", ")
    }

    package func calls(of bot: BotFacts) -> String {
        var parts = ["\(bot.calls)", "\(bot.callFailures) failed"]
        if bot.callsTimedOut > 0 { parts.append("\(bot.callsTimedOut) with unknown outcome") }
        if bot.answersLate > 0 { parts.append("\(bot.answersLate) answered too late") }
        if bot.callsOpen > 0 { parts.append("\(bot.callsOpen) waiting") }
        return parts.joined(separator: ", ")
    }

    package func traffic(in bytesIn: String, out bytesOut: String) -> String { "in \(bytesIn), out \(bytesOut)" }

    package func moment(_ kind: Moment.Kind) -> String {
        switch kind {
        case .connected(let link, let peer): "link \(link) connected from \(peer)"
        case .closed(let link, let code, let reason):
            "link \(link) closed, \(code == 0 ? "no code" : "code \(code)")\(reason.isEmpty ? "" : ": \(reason)")"
        case .lost(let link, let seconds): "link \(link) lost, nothing heard for \(seconds) s"
        case .disconnectedByOperator(let link): "link \(link) disconnected by the operator"
        case .wentOffline: "QQ went offline, the connection stayed"
        case .cameOnline: "QQ came back online"
        }
    }

    package func oddFramesTitle(_ count: String) -> String { "Frames that are no OneBot: \(count)" }

    package func oddFrame(_ kind: OddFrameFacts.Kind) -> String {
        switch kind {
        case .empty: "empty"
        case .binary: "binary"
        case .notJSON: "no JSON"
        case .request: "an API call; is this an app and no bot?"
        case .satori: "Satori, another protocol"
        case .oneBot12: "OneBot 12; set the bot to OneBot 11"
        case .unknown: "JSON, neither event nor answer"
        }
    }

    package var nothingKnown: String { "not known" }
    package var noneYet: String { "none yet" }
    package var listSeparator: String { ", " }
}

extension ChinesePhrases {
    package func detailTitle(_ name: String) -> String { "机器人 \(name)" }

    package func detailLabel(_ label: BotDetailLabel) -> String {
        switch label {
        case .account: "QQ"
        case .name: "名称"
        case .implementation: "实现端"
        case .state: "状态"
        case .roles: "角色"
        case .from: "来源"
        case .since: "连接时间"
        case .lastEvent: "最近事件"
        case .heartbeat: "心跳"
        case .roundTrip: "延迟"
        case .rate: "速率"
        case .events: "事件"
        case .calls: "API 调用"
        case .traffic: "流量"
        }
    }

    package var handshakeTitle: String { "最近一次连接请求" }
    package var momentsTitle: String { "最近动态" }
    package var linksTitle: String { "连接" }

    package func linkRole(_ role: LinkFacts.LinkRole) -> String {
        switch role {
        case .universal: "Universal"
        case .api: "API"
        case .event: "Event"
        }
    }

    package var speaks: String { "主用" }
    package func announcedHeartbeat(_ seconds: String) -> String { "声明 \(seconds) 秒" }
    package func measuredHeartbeat(_ seconds: String) -> String { "实测 \(seconds) 秒" }
    package func lastHeartbeat(_ ago: String) -> String { "上次 \(ago)" }

    package func roundTrip(last: String, median: String, worst: String) -> String {
        "最近 \(last)，中位数 \(median)，最高 \(worst)"
    }

    package func eventCounts(_ counts: EventCounts) -> String {
        var parts = [
            "消息 \(counts.messages)", "通知 \(counts.notices)", "请求 \(counts.requests)", "元事件 \(counts.metas)",
        ]
        if counts.messagesSent > 0 { parts.insert("自身消息 \(counts.messagesSent)", at: 1) }
        if counts.others > 0 { parts.append("未知 \(counts.others)") }
        return parts.joined(separator: "，")
    }

    package func calls(of bot: BotFacts) -> String {
        var parts = ["\(bot.calls) 次", "失败 \(bot.callFailures) 次"]
        if bot.callsTimedOut > 0 { parts.append("结果未知 \(bot.callsTimedOut) 次") }
        if bot.answersLate > 0 { parts.append("应答过迟 \(bot.answersLate) 次") }
        if bot.callsOpen > 0 { parts.append("等待中 \(bot.callsOpen) 次") }
        return parts.joined(separator: "，")
    }

    package func traffic(in bytesIn: String, out bytesOut: String) -> String { "收 \(bytesIn)，发 \(bytesOut)" }

    package func moment(_ kind: Moment.Kind) -> String {
        switch kind {
        case .connected(let link, let peer): "连接 \(link) 已建立，来自 \(peer)"
        case .closed(let link, let code, let reason):
            "连接 \(link) 已关闭，\(code == 0 ? "无关闭码" : "关闭码 \(code)")\(reason.isEmpty ? "" : "：\(reason)")"
        case .lost(let link, let seconds): "连接 \(link) 断开，\(seconds) 秒无数据"
        case .disconnectedByOperator(let link): "连接 \(link) 被管理员手动断开"
        case .wentOffline: "QQ 已离线，连接仍在"
        case .cameOnline: "QQ 恢复在线"
        }
    }

    package func oddFramesTitle(_ count: String) -> String { "非 OneBot 数据帧：\(count)" }

    package func oddFrame(_ kind: OddFrameFacts.Kind) -> String {
        switch kind {
        case .empty: "空帧"
        case .binary: "二进制帧"
        case .notJSON: "不是 JSON"
        case .request: "API 调用，对方可能是应用而非机器人"
        case .satori: "Satori 协议"
        case .oneBot12: "OneBot 12，请将机器人改为 OneBot 11"
        case .unknown: "JSON，但既非事件也非应答"
        }
    }

    package var nothingKnown: String { "未知" }
    package var noneYet: String { "暂无" }
    package var listSeparator: String { "，" }
}
