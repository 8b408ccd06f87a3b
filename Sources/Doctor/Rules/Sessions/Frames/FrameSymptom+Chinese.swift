import Snapshot

extension FrameSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        let last = context.clock(finding.last)
        switch self {
        case .tooBigForUs(let reason):
            return FindingText(
                title: "\(who) 发来的消息超过本机上限",
                evidence: "已有 \(finding.count) 条连接因此关闭，最近一次 \(last)\(reason.isEmpty ? "" : "：\(reason)")。",
                steps: [
                    "调大上限：8 设置中的“消息上限”。",
                    "或让机器人用 URL 而不是 base64 上报文件。",
                ],
                clears: "24 小时内没有超限消息后自动消失"
            )
        case .unreadable(let closed):
            return FindingText(
                title: "\(who) 发来无法解析的帧",
                evidence: "最近 1 小时有 \(finding.count) 帧不是 JSON 或不是 UTF-8，最近一次 \(last)。"
                    + (closed ? "UTF-8 损坏时只能关闭连接（1007）。" : "连接保持不变。"),
                steps: [
                    "在机器人页面查看样本：对方是否真的是 OneBot 程序？",
                    "升级机器人程序。",
                ],
                clears: "1 小时内没有此类帧后自动消失"
            )
        case .brokenProtocol(let reason):
            return FindingText(
                title: "\(who) 违反 WebSocket 协议",
                evidence: "已有 \(finding.count) 条连接因此关闭（1002），最近一次 \(last)\(reason.isEmpty ? "" : "：\(reason)")。",
                steps: [
                    "检查途中是否有改写 WebSocket 帧的代理或加速器，可先直连测试。",
                    "关闭机器人或代理的压缩：本机没有协商压缩。",
                    "升级机器人程序。",
                ],
                clears: "有连接维持十分钟后自动消失"
            )
        case .binary:
            return FindingText(
                title: "\(who) 发送了二进制帧",
                evidence: "共 \(finding.count) 个二进制帧，最近一次 \(last)。OneBot 11 只使用文本帧。",
                steps: [
                    "检查机器人是否设成了 OneBot 12 或 msgpack，改为 OneBot 11 与 JSON。",
                    "升级机器人程序。",
                ],
                clears: "1 小时内没有二进制帧后自动消失"
            )
        }
    }
}
