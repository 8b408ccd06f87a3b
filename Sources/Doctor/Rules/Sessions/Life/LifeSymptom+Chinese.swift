import Snapshot

extension LifeSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .lost, .cut, .roundTime: self.chineseEnding(context)
        default: self.chineseState(context)
        }
    }

    private func chineseState(_ context: FindingContext) -> FindingText {
        let who = context.who
        switch self {
        case .silentStart(let since, let events, let kind):
            let heard = events > 0 ? "此后收到了 \(events) 个事件，因此仍可正常工作。" : "此后没有收到任何内容。"
            return FindingText(
                title: "\(who) 已连接，但没有发送 lifecycle 事件",
                evidence: "自 \(context.clock(since)) 起已连接，没有 lifecycle 事件。\(heard)",
                steps: events > 0
                    ? ["无需处理；升级机器人程序后或可恢复该事件。"]
                    : [
                        "检查账号是否已登录：查看 NapCat WebUI 或机器人日志。",
                        "确认连接本机的确实是机器人：框架或测试客户端同样不会上报。",
                        "登录后重启\(kind.name(.chinese).afterChinese)。",
                    ],
                clears: "收到 lifecycle、心跳或调用应答后自动消失"
            )
        case .noHeartbeat(let last, let kind):
            let heard = last.map { "最后一次心跳在 \(context.clock($0))" } ?? "没有收到过心跳"
            return FindingText(
                title: "\(who) 没有心跳",
                evidence: "\(heard)，但仍在上报其他事件。没有心跳就无法区分“安静”与“失联”。",
                steps: [
                    "打开\(kind.place(.chinese).afterChinese)。",
                    "把心跳间隔设为 30000 毫秒并保存。",
                ],
                clears: "收到两次心跳后自动消失"
            )
        case .wrongInterval(let announced, let measured):
            return FindingText(
                title: "\(who) 宣称的心跳间隔与实际不符",
                evidence: "宣称 \(announced) 毫秒，实际每 \(measured) 毫秒一次。本机按实际值判断。",
                steps: ["无需处理；升级机器人程序后或可修正。"],
                clears: "两者相差在 30% 以内后自动消失"
            )
        case .fakeDeath(let last, let expected, let sends, let kind):
            return FindingText(
                title: "\(who) 自称正常，但\(expected == nil ? "发送没有应答" : "一直没有消息")",
                evidence: [
                    expected.map { expected in
                        let since = last.map { "自 \(context.clock($0)) 起" } ?? ""
                        return "\(since)没有收到消息，按往日同一时段应有约 \(Int(min(expected, 1e9))) 条。"
                    },
                    sends > 0 ? "\(sends) 次发送没有应答。" : nil,
                    "心跳或其他调用仍然正常，多半是机器人内部的 QQ 已卡死（假死）。",
                ].compactMap { $0 }.joined(),
                steps: [
                    "重启\(kind.name(.chinese).afterChinese)（容器中运行时执行 docker restart 容器名）。",
                    "给机器人发一条私聊，再让它发一条消息。",
                    "若仍然如此，请重新登录该账号。",
                ],
                clears: "收到一条消息并有一次发送成功后自动消失"
            )
        case .onlyMetas(let since, let beats, let kind):
            return FindingText(
                title: "\(who) 只有心跳，没有任何消息",
                evidence: "自 \(context.clock(since)) 起收到 \(beats) 次心跳，但没有消息、通知或请求。"
                    + "可能没有人给它发消息，也可能机器人没有转发。",
                steps: [
                    "现在用另一个账号给机器人发一条私聊。",
                    "若“事件”中没有出现，请查看\(kind.name(.chinese).withinChinese)的日志是否收到。",
                    "检查机器人的过滤设置，并重新登录：新设备可能尚未同步。",
                ],
                clears: "收到第一条消息、通知或请求后自动消失"
            )
        case .lost, .cut, .roundTime: return self.chineseEnding(context)
        }
    }
}
