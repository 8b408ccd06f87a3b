import Snapshot

extension CallSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .missingPath, .pathForm, .unreachableURL, .expiredLink, .tooBig: self.chineseFile(context)
        default: self.chineseCall(context)
        }
    }

    private func chineseCall(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        let times = finding.count
        switch self {
        case .unknownOutcome(let action, let seconds, let target):
            let to = target.map { "（发往 \($0)）" } ?? ""
            return FindingText(
                title: "\(who) 的 \(action) 无应答，消息可能已送达",
                evidence: "共 \(times) 次，最近一次 \(last)\(to)：\(context.duration(seconds))内无应答。消息可能已送达，未自动重发。",
                steps: [
                    "重发之前先到聊天中确认，否则可能出现两条。",
                    "大文件在 NapCat 中耗时较长（10 秒，另加每 256 KiB 1 秒），请为此类调用设置更长的超时。",
                ],
                clears: "该接口调用成功、收到迟到的应答或 1 小时后自动消失"
            )
        case .neverAnswered(let action, let others):
            return FindingText(
                title: "\(who) 的 \(action) 无响应",
                evidence: "共 \(times) 次没有应答，最近一次 \(last)。" + (others ? "其间其他接口有应答。" : "此后其他接口也没有应答。"),
                steps: others
                    ? [
                        "暂不使用该接口，或升级机器人后再试。",
                        "查看机器人当时的日志。",
                    ]
                    : [
                        "查看机器人日志：是否收到了调用？",
                        "重启机器人程序。",
                    ],
                clears: "该接口有应答或机器人重新连接后自动消失"
            )
        case .unsupported(let action, let software):
            return FindingText(
                title: "\(who) 不支持接口“\(action)”",
                evidence: "\(software.map { "\($0) " } ?? "机器人程序")以“未知接口”拒绝了 \(times) 次，最近一次 \(last)。",
                steps: [
                    "在机器人程序的文档中查找该接口的对应名称（如果有）。",
                    "升级机器人程序。",
                ],
                clears: "该接口调用成功或机器人重新连接后自动消失"
            )
        case .badParameters(let action, let wording):
            return FindingText(
                title: "\(who) 拒绝了 \(action) 的参数",
                evidence: "共 \(times) 次，最近一次 \(last)。" + (wording.isEmpty ? "" : "机器人的说明：\(wording)"),
                steps: [
                    "对照该接口的文档检查参数；其中的 ID 必须是数字。",
                    "调用与应答可在 API 页面查看。",
                ],
                clears: "该接口调用成功后自动消失"
            )
        case .swallowed(let obstacle, let action, let target, let wording):
            let place = target ?? "该会话"
            return FindingText(
                title: "\(who)：\(obstacle.chinese)",
                evidence: "\(action) 发往\(place.withinChinese)共 \(times) 次，最近一次 \(last)。"
                    + (obstacle == .noMessageID ? "机器人应答 ok 但没有 message_id，多半被 QQ 吞掉了。" : "机器人的说明：\(wording)"),
                steps: obstacle.chineseSteps(place),
                clears: "发送成功后自动消失"
            )
        case .oddAnswers(let late, let foreign):
            let parts = [
                late > 0 ? "\(late) 个应答在放弃等待之后才到" : nil,
                foreign > 0 ? "\(foreign) 个应答不属于本机的任何调用" : nil,
            ]
            return FindingText(
                title: "\(who) 有迟到的应答，或不属于本机的应答",
                evidence: parts.compactMap { $0 }.joined(separator: "；") + "；最近一次 \(last)。",
                steps: [
                    late > 0 ? "为较慢的接口设置更长的超时；迟到的应答说明调用已经执行。" : "本程序重启后出现属于正常：这些调用是重启前发出的。",
                    "若持续出现，请检查是否有其他程序经转发共用这条连接。",
                ],
                clears: "1 小时内没有此类应答后自动消失"
            )
        default: return self.chineseFile(context)
        }
    }
}

extension CallSymptom.Obstacle {
    fileprivate var chinese: String {
        switch self {
        case .riskControl: "QQ 拒绝投递（账号风控）"
        case .muted: "QQ 拒绝投递（被禁言）"
        case .notMember: "QQ 拒绝投递（不在群中）"
        case .notFriend: "QQ 拒绝投递（不是好友）"
        case .tooOften: "QQ 拒绝投递（发送过于频繁）"
        case .noMessageID: "消息已被接受，但多半没有送达"
        }
    }

    fileprivate func chineseSteps(_ place: String) -> [String] {
        switch self {
        case .riskControl, .noMessageID:
            [
                "用另一个账号到\(place.withinChinese)查看消息是否出现。",
                "数小时内减少发送并变换内容；在手机上登录该账号，查看有无风险提示。",
            ]
        case .muted: ["请\(place.withinChinese)的管理员解除禁言，或等待禁言结束。"]
        case .notMember: ["确认账号是否仍在\(place.afterChinese)，并重新邀请。"]
        case .notFriend: ["先将\(place.withinChinese)加为该账号的好友。"]
        case .tooOften: ["降低发送频率：同一会话每秒至多一条。"]
        }
    }
}
