import Snapshot

extension LifeSymptom {
    /// The words for how links ended.
    func chineseEnding(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        switch self {
        case .lost(let time, let silence, let loss):
            let why =
                switch loss {
                case .network: "发出的数据不再被确认，多半是途中的网络中断。"
                case .frozen: "对方机器仍确认数据，多半是机器人进程卡死。"
                case .unknown: "从这里看不出是网络还是进程的问题。"
                }
            return FindingText(
                title: "\(who) 已静默断线，尚未恢复",
                evidence: "静默 \(context.duration(silence))后，于 \(context.clock(time)) 断开了连接。\(why)",
                steps: loss == .frozen
                    ? ["重启机器人程序。", "检查其所在机器的内存与负载。"]
                    : [
                        "检查机器人所在的机器是否在线：从本机 ping 它。",
                        "检查机器人程序是否仍在运行，若没有恢复请重启。",
                    ],
                clears: "机器人重新连接并有数据后自动消失"
            )
        case .cut(_, let isReset, let lifetime, let company, let back):
            let how = isReset ? "被重置（RST）" : "被关闭（FIN）"
            let state = back.map { "\(context.clock($0)) 已重新连接，但未满十分钟。" } ?? "目前尚未恢复。"
            return FindingText(
                title: back == nil ? "\(who) 异常断开" : "\(who) 曾异常断开，现已恢复",
                evidence: "\(context.clock(finding.since))，连接 \(context.duration(lifetime))后 TCP \(how)，没有关闭帧"
                    + "\(finding.count > 1 ? "，1 小时内共 \(finding.count) 次" : "")。\(company.chinese)\(state)",
                steps: company.isNetwork
                    ? [
                        "检查机器人与本机之间的网络或代理是否重启过。",
                        "检查这些机器人所在的机器：是否重启，或内存不足？",
                    ]
                    : [
                        "查看机器人当时的日志：是否重启或崩溃？",
                        "容器中运行时执行 docker ps -a，查看重启次数与退出码（137 表示内存不足）。",
                        "若反复发生，请检查途中是否有会切断连接的代理。",
                    ],
                clears: "机器人恢复连接满十分钟后自动消失"
            )
        case .roundTime(let seconds, let isIdle, let matching, let all, let kind):
            let listed = matching.prefix(8).map { "\(Int(min($0, 1e9).rounded()))" }.joined(separator: "、")
            let what = isIdle ? "空闲 \(seconds) 秒时" : "建立满 \(seconds) 秒时"
            return FindingText(
                title: "\(who) 的连接总在\(what)被切断",
                evidence: "最近 \(all) 次断开中有 \(matching.count) 次发生在\(what)：\(listed) 秒。"
                    + "多半是途中代理、NAT 或负载均衡的超时。",
                steps: [
                    "调大超时：nginx 设 proxy_read_timeout 与 proxy_send_timeout 为 3600s；负载均衡调大空闲超时。",
                    isIdle
                        ? "或把心跳设到 \(seconds / 2) 秒以内：\(kind.place(.chinese))。"
                        : "或让机器人不经代理直接连接本机。",
                ],
                clears: "有连接存活超过 \(context.duration(Double(3 * seconds)))后自动消失"
            )
        default: return self.chinese(context)
        }
    }
}

extension LifeSymptom.Company {
    fileprivate var chinese: String {
        switch self {
        case .others(let count): "同一来源另有 \(count) 个机器人在五秒内断开，多半是网络或其所在机器的问题。"
        case .alone(let staying): "同一来源另有 \(staying) 个机器人未断开，多半是它自己的进程问题。"
        case .onlyOne: "从这里看不出是进程退出还是网络切断。"
        }
    }
}
