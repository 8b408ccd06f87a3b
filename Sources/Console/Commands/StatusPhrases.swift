/// The words of the status as the operator reads it.
extension CommandPhrases {
    func processLabel() -> String { self.say("Process", zh: "进程") }
    func addressLabel() -> String { self.say("Address", zh: "地址") }
    func botsLabel() -> String { self.say("Bots", zh: "机器人") }
    func handshakesLabel() -> String { self.say("Handshakes", zh: "连接请求") }
    func trafficLabel() -> String { self.say("Traffic", zh: "流量") }
    func stateFolderLabel() -> String { self.say("State", zh: "状态目录") }
    func socketsLabel() -> String { self.say("Sockets", zh: "套接字") }

    func process(_ pid: Int, up: String) -> String {
        self.say("\(pid), up \(up)", zh: "\(pid)，已运行 \(up)")
    }

    func noListener() -> String { self.say("none", zh: "无") }

    func botCount(online: Int, all: Int) -> String {
        guard all > 0 else {
            return self.say("none has connected yet", zh: "还没有机器人连接")
        }
        return self.say("\(online) of \(all) online", zh: "\(all) 个中 \(online) 个在线")
    }

    func handshakes(accepted: Int, refused: Int) -> String {
        self.say("\(accepted) accepted, \(refused) refused", zh: "接受 \(accepted) 次，拒绝 \(refused) 次")
    }

    func traffic(events: Int, calls: Int) -> String {
        self.say("\(events) events, \(calls) API calls", zh: "事件 \(events) 个，API 调用 \(calls) 次")
    }

    func listenerState(_ state: String) -> String {
        switch state {
        case "listening": self.say("listening", zh: "监听中")
        case "failed": self.say("failed", zh: "失败")
        case "stopped": self.say("stopped", zh: "已停止")
        default: state
        }
    }

    func botState(_ state: String) -> String {
        switch state {
        case "online": self.say("online", zh: "在线")
        case "offline": self.say("QQ offline", zh: "QQ 离线")
        case "quiet": self.say("quiet", zh: "无数据")
        case "lost": self.say("lost", zh: "已断开")
        default: state
        }
    }

    func unnamedBot() -> String { self.say("(not named yet)", zh: "（尚未上报账号）") }

    func eventCount(_ count: Int) -> String { self.say("\(count) events", zh: "\(count) 个事件") }

    func lastEvent(ago age: String) -> String { self.say("last \(age) ago", zh: "最近 \(age)前") }

    /// A length of time in its two largest units.
    func age(seconds: Double) -> String {
        let total = seconds.isFinite ? Int(min(max(seconds, 0), 1e12)) : 0
        let (days, hours, minutes) = (total / 86_400, total / 3600 % 24, total / 60 % 60)
        if days > 0 { return self.say("\(days) d \(hours) h", zh: "\(days) 天 \(hours) 小时") }
        if hours > 0 { return self.say("\(hours) h \(minutes) min", zh: "\(hours) 小时 \(minutes) 分") }
        if minutes > 0 { return self.say("\(minutes) min", zh: "\(minutes) 分钟") }
        return self.say("\(total) s", zh: "\(total) 秒")
    }
}
