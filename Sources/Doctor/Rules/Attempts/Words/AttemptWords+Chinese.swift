import Snapshot

/// The same in Chinese.
extension AttemptWords {
    var chineseWho: String {
        var parts: [String] = []
        if let agent = self.caller.userAgent { parts.append("User-Agent \(self.cut(agent, 40))") }
        if !self.caller.selfIDs.isEmpty {
            let more = self.caller.others > 0 ? " 等 \(self.caller.selfIDs.count + self.caller.others) 个" : ""
            parts.append("QQ \(self.caller.selfIDs.joined(separator: "、"))\(more)")
        }
        return parts.isEmpty ? self.subject : "\(self.subject)（\(parts.joined(separator: "，"))）"
    }

    /// `自 14:02:11 起，10.0.0.9 的连接被拒绝 12 次，最近一次 14:05:00。`
    ///
    /// - Parameter did: What whoever it is did, or had done to him.
    func chineseSeen(_ did: String = "的连接被拒绝") -> String {
        let who = self.chineseWho
        // A bracket of full width brings its own blank.
        let blank = who.hasSuffix("）") ? "" : " "
        if self.finding.count == 1 { return "\(self.last)，\(who)\(blank)\(did) 1 次。" }
        return "自 \(self.first) 起，\(who)\(blank)\(did) \(self.finding.count) 次，最近一次 \(self.last)。"
    }

    var chineseFrameworkHint: String {
        guard self.caller.looksLikeFramework else { return "" }
        return "对方可能是把本控制台当成机器人的框架：若是，请改为反向 WebSocket。"
    }

    var chineseAddress: String {
        self.context.address ?? "ws://本机地址:\(self.context.port)\(self.context.path)"
    }

    var chineseOpen: String {
        switch self.kind {
        case .llBot: "在那台机器上打开 LLBot 的设置 → OneBot 11 → 反向 WebSocket。"
        case .lagrange: "在那台机器上打开 Lagrange 的 appsettings.json → Implementations → ReverseWebSocket。"
        case .goCqhttp: "在那台机器上打开 go-cqhttp 的 config.yml → servers → ws-reverse。"
        case .napCat: "在那台机器上打开 NapCat 的 WebUI → 网络配置 → WebSocket 客户端。"
        case .browser: "这是浏览器的页面或扩展发来的，不是机器人：无需为它做什么。"
        default: "在那台机器上打开机器人的设置（NapCat：WebUI → 网络配置 → WebSocket 客户端）。"
        }
    }

    /// What is to be pasted, and how it is copied.
    var chineseRightKey: String {
        self.caller.keyName.map { "密钥“\($0)”（8 设置，密钥，按 c 复制）" } ?? "访问密钥（按 c 复制）"
    }

    var chinesePutKey: String { "把当前的\(self.chineseRightKey)填入 \(self.tokenField) 栏。" }

    var chinesePutAddress: String {
        switch self.kind {
        case .lagrange: "Port 填 \(self.context.port)，Suffix 填 \(self.context.path)，Host 填本机地址。"
        case .goCqhttp: "把 universal 改为 \(self.chineseAddress)（按 y 复制）。"
        default: "把 URL 改为 \(self.chineseAddress)（按 y 复制）。"
        }
    }

    var chineseSave: String {
        switch self.kind {
        case .lagrange, .goCqhttp: "保存文件并重启该程序。"
        case .llBot, .browser: "保存。"
        default: "保存后把该客户端停用再启用：NapCat 重连时才会使用新的 Token。"
        }
    }

    var chineseSaveAddress: String {
        self.kind == .lagrange || self.kind == .goCqhttp ? "保存文件并重启该程序。" : "保存。"
    }

    static let chineseClearsByConnecting = "连接成功后自动消失"
    static let chineseFades = "最后一次之后 15 分钟自动消失"
}
