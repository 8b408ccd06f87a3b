import Snapshot

extension EventSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        switch self {
        case .stringMessages(let kind):
            return FindingText(
                title: "\(who) 上报的消息是 CQ 码字符串",
                evidence: "有 \(finding.count) 条消息是字符串而不是数组，最近一次 \(last)。只认数组的程序无法处理。",
                steps: kind.arrayFormat(.chinese),
                clears: "收到第一条数组格式的消息后自动消失"
            )
        case .ownMessages(let kind):
            return FindingText(
                title: "\(who) 开启了“上报自身消息”",
                evidence: "机器人自己发送的 \(finding.count) 条消息也作为事件上报，最近一次 \(last)。会回复它们的程序将陷入循环。",
                steps: [
                    "打开\(kind.place(.chinese).afterChinese)。",
                    "关闭“上报自身消息”（NapCat：reportSelfMessage）并保存。",
                ],
                clears: "24 小时内没有自身消息后自动消失"
            )
        case .twice(let first, let second, let kind):
            let by = second.map { "分别来自 \(first.text) 与 \($0.text)" } ?? "来自同一连接 \(first.text)"
            return FindingText(
                title: "\(who) 的消息重复到达",
                evidence: "有 \(finding.count) 条消息在 10 秒内到达两次，\(by)，最近一次 \(last)。每条指令都会被响应两次。",
                steps: second == nil
                    ? [
                        "重启\(kind.name(.chinese).afterChinese)：同一连接上的重复是机器人端的故障。",
                        "若仍然如此，请升级，并检查其中是否有第二个相同地址的配置。",
                    ]
                    : [
                        "打开\(kind.place(.chinese).afterChinese)，查看是否有两个已启用、地址相同的配置。",
                        "检查是否有两个程序登录了同一账号。",
                        "只保留一个，停用另一个。",
                    ],
                clears: "30 分钟内没有重复后自动消失"
            )
        case .stale(let kind):
            return FindingText(
                title: "\(who) 补发了旧消息",
                evidence: "有 \(finding.count) 条消息到达时已超过两分钟，最近一次 \(last)。多半是离线或未连接期间积累的。",
                steps: [
                    "后端程序应先检查消息时间再回复。",
                    "若不需要，请在\(kind.name(.chinese).withinChinese)中关闭“上报离线消息”（如有此项）。",
                ],
                clears: "十分钟内没有旧消息后自动消失"
            )
        case .skew(let seconds, let isTimeZone, let ours):
            return self.chineseSkew(context, seconds: seconds, isTimeZone: isTimeZone, ours: ours)
        case .raw(let kind):
            return FindingText(
                title: "\(who) 开启了 debug",
                evidence: "有 \(finding.count) 个事件附带了原始消息（raw），最近一次 \(last)。事件体积会增大许多倍。",
                steps: [
                    "打开\(kind.place(.chinese).afterChinese)。",
                    "关闭 debug 并保存。",
                ],
                clears: "连续五十个事件不再附带后自动消失"
            )
        case .textIDs:
            return FindingText(
                title: "\(who) 使用非数字 ID",
                evidence: "有 \(finding.count) 个事件的 ID 是文本。本机按文本保存，其他程序可能无法处理。",
                steps: ["无需处理；QQ 官方平台的机器人（Gensokyo）就是如此。"],
                clears: "仅作提示，不再出现此类 ID 时消失"
            )
        case .unknownFrames:
            return FindingText(
                title: "\(who) 发送了不属于 OneBot 11 的帧",
                evidence: "最近 1 小时内至少有 \(finding.count) 帧是 JSON，但既不是事件也不是应答，最近一次 \(last)。"
                    + "机器人页面可查看样本。",
                steps: [
                    "确认连接本机的是机器人，而不是别的程序。",
                    "升级机器人程序，或把协议改为 OneBot 11。",
                ],
                clears: "1 小时内没有此类帧后自动消失"
            )
        case .sharedGroup(let group, let others, let count):
            let more = count > others.count ? " 等 \(count) 个账号" : ""
            return FindingText(
                title: "\(who) 与另外 \(count) 个账号同在一个群",
                evidence: "群 \(group) 的相同消息既来自 \(who)，也来自 \(others.joined(separator: "、"))\(more)，"
                    + "至少 \(finding.count) 条，最近一次 \(last)。同时服务这些账号的程序会重复响应每条指令。",
                steps: [
                    "为该群指定一个主号，让程序忽略其余账号在该群的消息。",
                    "或让其余账号退出该群。",
                ],
                clears: "30 分钟内没有共同的消息后自动消失"
            )
        }
    }

    private func chineseSkew(
        _ context: FindingContext,
        seconds: Double,
        isTimeZone: Bool,
        ours: MachineFacts.ClockState
    ) -> FindingText {
        let state =
            switch ours {
            case .synchronised: "本机时钟已同步，因此是机器人一侧有误。"
            case .unsynchronised: "本机时钟未同步，也可能是本机有误。"
            case .unknown: "从这里看不出是哪一侧有误。"
            }
        return FindingText(
            title: "\(context.who) 的时钟相差 \(context.duration(abs(seconds)))",
            evidence: "其事件时间比本机\(seconds > 0 ? "慢" : "快") \(context.duration(abs(seconds)))（最近五次的中位数）。"
                + (isTimeZone ? "正好八小时：是把时区当成了时间。" : state),
            steps: isTimeZone
                ? [
                    "不要拨动时钟，应设置机器人所在机器的时区：timedatectl set-timezone Asia/Shanghai",
                    "容器中运行时设置 TZ=Asia/Shanghai 并重启容器。",
                ]
                : [
                    "在时钟有误的机器上执行：sudo timedatectl set-ntp true",
                    "并查看：timedatectl status",
                ],
            clears: "五次的中位数相差不超过五秒后自动消失"
        )
    }
}
