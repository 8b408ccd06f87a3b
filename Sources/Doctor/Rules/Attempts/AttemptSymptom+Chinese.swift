extension AttemptSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        let finding = context.finding
        switch self {
        case .retiredKey(let retiredAt, _, let userAgent, let selfID):
            let who = [userAgent.map { "User-Agent \($0)" }, selfID.map { "QQ \($0)" }].compactMap { $0 }
            let from = who.isEmpty ? context.subject : "\(context.subject)（\(who.joined(separator: "，"))）"
            let replaced = retiredAt.map { "\(context.clock($0)) 更换掉的那个" } ?? "以前更换掉的一个"
            return FindingText(
                title: "\(context.subject) 仍在使用旧的访问密钥",
                evidence: "自 \(context.clock(finding.since)) 起拒绝了 \(from) 的 \(finding.count) 次握手，最近一次 "
                    + "\(context.clock(finding.last))。其密钥是\(replaced)。",
                steps: [
                    "在那台机器上打开 NapCat 的“网络配置”。",
                    "把当前的访问密钥（按 c 复制）填入 WebSocket 客户端的 Token 栏。",
                    "保存后把该客户端停用再启用：NapCat 重连时才会使用新的 Token。",
                ],
                clears: "使用当前密钥连接成功后自动消失"
            )
        }
    }
}
