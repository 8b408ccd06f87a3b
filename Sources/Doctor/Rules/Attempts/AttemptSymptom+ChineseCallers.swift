extension AttemptSymptom {
    /// Who calls, how often, and whether there is room.
    func chineseOfCallers(_ context: FindingContext) -> FindingText {
        switch self {
        case .badIdentity(let bad, let caller): self.chinese(AttemptWords(context, caller), bad)
        case .fifthLink(let address, let silent): self.chinese(AttemptWords(context), fifthFrom: address, silent)
        case .oneBot12(let path, let caller): self.chinese(AttemptWords(context, caller), oneBot12: path)
        case .storm(let perMinute, let reason, let caller):
            self.chinese(AttemptWords(context, caller), perMinute, reason)
        case .paused(let caller):
            FindingText(
                title: "\(context.subject) 想要连接，但已被你封禁",
                evidence: AttemptWords(context, caller).chineseSeen() + "它的密钥正确，被拒只因封禁。",
                steps: ["若允许它重新连接，请解除封禁；否则无需处理。"],
                clears: "解除封禁后，或最后一次尝试之后 15 分钟自动消失"
            )
        case .full(let links):
            FindingText(
                title: "连接数已满，有机器人被拒之门外",
                evidence: "有 \(context.finding.count) 次连接得到 503，最近一次 "
                    + "\(context.clock(context.finding.last))。目前共有 \(links) 条连接。",
                steps: [
                    "在 3 机器人中断开不需要的连接。",
                    "若是文件描述符不够，请提高上限：ulimit -n 65536",
                ],
                clears: "再有机器人连接成功后自动消失"
            )
        case .guessing(let until, let accepted):
            FindingText(
                title: "\(context.subject) 在尝试猜访问密钥" + (until == nil ? "" : "，已被封禁"),
                evidence: AttemptWords(context).chineseSeen("尝试连接") + "它发来了多个不同的错误密钥。"
                    + (until.map { "在 \(context.clock($0)) 之前拒绝它的连接。" } ?? "")
                    + (accepted.map { "此后它在 \(context.clock($0)) 用正确的密钥连接过。" } ?? ""),
                steps: [
                    "若是你的机器人，请重新复制访问密钥（按 c）填入，然后解除封禁。",
                    "若不认识该地址，请在防火墙中禁止它：ufw prepend deny from \(context.subject)",
                    accepted == nil
                        ? "条件允许时，只让机器人的地址访问 \(context.port) 端口。"
                        : "若那次连接不是你，说明密钥已泄露：请更换密钥（8 设置）。",
                ],
                clears: "24 小时没有再犯后自动消失"
            )
        case .scanning(let paths):
            FindingText(
                title: "\(context.subject) 在扫描有漏洞的服务器",
                evidence: AttemptWords(context).chineseSeen("发来请求") + "请求过："
                    + paths.map { AttemptWords(context).cut($0, 40) }.joined(separator: "、") + "。全部已拒绝。",
                steps: [
                    "无需处理：没有密钥就进不来。",
                    "想少一些这类访问，请只让机器人的地址访问 \(context.port) 端口。",
                ],
                clears: "24 小时没有再犯后自动消失"
            )
        case .crowd(let id, let addresses, let busiest):
            FindingText(
                title: Self.chineseAddresses(addresses, busiest) + Self.chineseCrowd(id),
                evidence: "自 \(context.clock(context.finding.since)) 起共 \(context.finding.count) 次，最近一次 "
                    + "\(context.clock(context.finding.last))。最多的是："
                    + busiest.map { "\($0.address)（\($0.count) 次）" }.joined(separator: "、") + "。多半是互联网上的扫描。",
                steps: [
                    "只让机器人的地址访问 \(context.port) 端口：在云厂商安全组中，或用 ufw。",
                    "换一个不常用的端口也会少很多：8 设置。",
                ],
                clears: "这样的地址不超过 \(Crowd.limit) 个后自动消失"
            )
        default: self.chinese(context)
        }
    }

    /// Many addresses of one network count as one.
    private static func chineseAddresses(_ count: Int, _ busiest: [Busy]) -> String {
        guard count == 1, let only = busiest.first else { return "\(count) 个地址" }
        return "\(only.address) 中的多个地址"
    }

    private static func chineseCrowd(_ id: FindingID) -> String {
        switch id {
        case .hs09: "只建立连接而不发请求"
        case .hs11: "用浏览器或测试工具看过这里"
        case .sec03: "在扫描此端口或猜密钥"
        case .tls01: "用 wss:// 连接明文端口"
        case .tls02: "用 ws:// 连接 TLS 端口"
        case .tls03: "不接受证书"
        case .live07: "在反复重连"
        default: "来历不明，因 \(id.rawValue) 被拒"
        }
    }

    private func chinese(_ words: AttemptWords, _ bad: BadIdentity) -> FindingText {
        switch bad {
        case .selfID:
            FindingText(
                title: "\(words.subject) 上报的账号不是数字",
                evidence: words.chineseSeen() + "X-Self-ID 必须是纯数字的 QQ 号。",
                steps: [
                    "请在机器人端确认 QQ 已登录：有些程序在登录前会发占位内容。",
                    "若持续出现，请升级那台机器上的机器人程序。",
                ],
                clears: "上报数字账号并连接成功后自动消失"
            )
        case .role(let role):
            FindingText(
                title: "\(words.subject) 的角色不是 OneBot 规定的",
                evidence: words.chineseSeen() + "X-Client-Role 是 \(words.cut(role, 20))；只认 Universal、API 和 Event。",
                steps: ["请在该程序中把角色设为 Universal，或不发送这个头。"],
                clears: AttemptWords.chineseClearsByConnecting
            )
        case .never(let links):
            FindingText(
                title: "\(words.subject) 没有上报自己的账号",
                evidence: "\(words.chineseWho) 自 \(words.first) 起有 \(links) 条连接没有 X-Self-ID，也没有能说明账号的事件。",
                steps: [
                    "请在机器人端确认 QQ 已登录：可能还在加载。",
                    "若持续出现，请升级那台机器上的机器人程序。",
                ],
                clears: "上报账号后自动消失"
            )
        }
    }

    private func chinese(_ words: AttemptWords, fifthFrom address: String, _ silent: Int) -> FindingText {
        let quiet = silent == 0 ? "" : "其中 \(silent) 条没有动静。"
        return FindingText(
            title: "QQ \(words.subject) 想建立第五条连接",
            evidence: "它已有四条连接；自 \(words.first) 起又拒绝了 \(address) 的 \(words.finding.count) 次连接，"
                + "最近一次 \(words.last)。" + quiet,
            steps: [
                "在 NapCat → 网络配置中查看此地址是否添加了多次，只保留一条。",
                "也可能有另一个程序在用同一账号：请停掉它，或在 3 机器人中断开它的连接。",
            ],
            clears: "该账号的连接少于四条后自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, oneBot12 path: String?) -> FindingText {
        let asked = path.map { "请求的路径是 \(words.cut($0, 60))。" } ?? ""
        return FindingText(
            title: "\(words.subject) 使用 OneBot 12，而不是 OneBot 11",
            evidence: words.chineseSeen() + asked + "本控制台使用 OneBot 11。",
            steps: [
                "请在该程序中切换为 OneBot 11（反向 WebSocket）。",
                "把 URL 改为 \(words.chineseAddress)（按 y 复制）。",
            ],
            clears: "用 OneBot 11 连接后自动消失"
        )
    }

    private func chinese(_ words: AttemptWords, _ perMinute: Int, _ reason: FindingID?) -> FindingText {
        var name = words.subject
        if case .bot = words.finding.subject { name = "QQ " + name }
        let why = reason.map { "大多因同一原因失败：\($0.rawValue)。" } ?? "每次都连上了，随后又断开。"
        let mend =
            reason.map { "先解决 \($0.rawValue)：连上之后就不会再重试。" }
            ?? "请查看机器人日志中断开的原因，以及是否有两个程序在用同一账号。"
        return FindingText(
            title: "\(name) 反复重连：每分钟 \(perMinute) 次",
            evidence: words.chineseSeen("尝试连接") + why,
            steps: [mend, "在机器人端把重连间隔设长一些（如 10000 毫秒），双方都轻松。"],
            clears: "连续 5 分钟每分钟少于 2 次后自动消失"
        )
    }
}
