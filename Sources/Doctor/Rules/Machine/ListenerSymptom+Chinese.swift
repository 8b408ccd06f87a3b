import Snapshot

extension ListenerSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .certificateEnds(let facts, let hasEnded): return self.chinese(facts, hasEnded: hasEnded, context)
        case .certificateNotRead(let facts, let trouble):
            return FindingText(
                title: "更改后的证书未能启用",
                evidence: "证书文件已更改，但无法使用：\(trouble.sentence(.chinese))新连接仍使用原证书，有效至 "
                    + "\(CertificateFacts.day(facts.validUntil))。",
                steps: ["请修复这些文件；每半分钟会重新检查。"],
                clears: "文件可用后自动消失"
            )
        case .certificateNotUsable(let host, let port, let trouble):
            return FindingText(
                title: "\(Self.named(host, port)) 未能监听",
                evidence: "证书无法使用：\(trouble.sentence(.chinese))",
                steps: ["请修复文件，或在 8 设置中关闭 TLS。"],
                clears: "监听成功后自动消失"
            )
        case .portTaken(let port, let owner, let container, let freePort):
            let other = owner.map { " \($0.name)（进程 \($0.pid)）" } ?? "其他程序"
            return FindingText(
                title: "端口 \(port) 被\(other)占用",
                evidence: "服务无法监听端口 \(port)：该端口属于\(other)"
                    + (container.map { "，位于容器 \($0) 中" } ?? "")
                    + (owner == nil ? "，从这里看不到名称，很可能属于其他用户。" : "。"),
                steps: (owner == nil ? ["查看是哪个程序：sudo ss -ltnp 'sport = :\(port)'"] : []) + [
                    "停止该程序"
                        + (container.map { "（docker stop \($0)）" } ?? owner.map { "（sudo kill \($0.pid)）" } ?? "")
                        + "，控制台会自动重试该端口。",
                    "或在 8 设置中更换端口" + (freePort.map { "（\($0) 空闲）" } ?? "") + "，机器人也要改用新端口。",
                ],
                clears: "端口监听成功后自动消失"
            )
        case .notPermitted(let port):
            return FindingText(
                title: "没有权限监听端口 \(port)",
                evidence: "系统不允许监听端口 \(port)：小于 1024 的端口需要特权，SELinux 也可能限制其他端口。",
                steps: [
                    "在 8 设置中改用 1024 及以上的端口，机器人也要改用新端口。",
                    "或在服务的设置中使用该端口，再执行 sudo onebot-console service install（已安装的也要再执行一次），服务即获得该权限。",
                ],
                clears: "端口监听成功后自动消失"
            )
        case .addressNotHere(let host, let candidates):
            return FindingText(
                title: "\(host) 不是本机网卡的地址",
                evidence: "服务无法监听 \(host)：没有网卡拥有该地址。云服务器的公网 IP 通常不在网卡上。"
                    + (candidates.isEmpty ? "" : "本机地址有 \(candidates.joined(separator: "、"))。"),
                steps: ["监听本机所有地址：8 设置，监听地址改为 0.0.0.0。"]
                    + (candidates.isEmpty ? [] : ["或监听其中之一：\(candidates.joined(separator: "、"))。"])
                    + ["外部机器人要填的地址写在 8 设置的“外部地址”中。"],
                clears: "监听成功后自动消失"
            )
        case .failed(let host, let port, let reason):
            return FindingText(
                title: "\(Self.named(host, port)) 未能监听",
                evidence: "服务无法监听 \(Self.named(host, port))" + (reason.isEmpty ? "。" : "，系统提示：\(reason)。"),
                steps: ["请在 9 日志中查看详情。", "然后在 8 设置中修改监听地址或端口。"],
                clears: "监听成功后自动消失"
            )
        case .selfTestFailed(let address, let port, let answer, let question):
            let asked = question == .rightKey ? "用访问密钥" : "用错误密钥"
            return FindingText(
                title: "\(Self.named(address, port)) 自检未通过",
                evidence: "服务监听了 \(Self.named(address, port))，但控制台\(asked)连接它时\(answer.inChinese)。",
                steps: [
                    "再试一次：按 t 运行自检。",
                    "检查防火墙是否连本机自己也拦截：sudo iptables -S INPUT；sudo nft list ruleset",
                    "若仍未通过，请查看 9 日志，并重新启动控制台。",
                ],
                clears: "自检通过后自动消失"
            )
        }
    }
}

extension ListenerSymptom {
    private func chinese(_ facts: CertificateFacts, hasEnded: Bool, _ context: FindingContext) -> FindingText {
        let day = CertificateFacts.day(facts.validUntil)
        let renew =
            facts.isOurs
            ? "重新生成：onebot-console tls self-signed" : "更新证书，并把新文件放到原来的位置；无需重启即可生效。"
        return FindingText(
            title: hasEnded ? "TLS 证书已于 \(day) 过期" : "TLS 证书将于 \(day) 过期",
            evidence: "\(FindingContext.cut(facts.file, to: 80)) 中的证书 \(FindingContext.cut(facts.name, to: 60)) "
                + (hasEnded ? "已于 \(day) 过期，校验证书的机器人无法连接。" : "有效至 \(day)，此后校验证书的机器人将无法连接。"),
            steps: [renew],
            clears: "证书剩余有效期超过 14 天后自动消失"
        )
    }
}

extension SelfTestFacts.Answer {
    fileprivate var inChinese: String {
        switch self {
        case .asExpected: "得到了应答"
        case .status(let code): "得到状态码 \(code)"
        case .notReached(let reason): reason.isEmpty ? "无法连通" : "无法连通（\(reason)）"
        case .timedOut: "未在限时内得到应答"
        case .somebodyElse: "由其他程序应答"
        }
    }
}
