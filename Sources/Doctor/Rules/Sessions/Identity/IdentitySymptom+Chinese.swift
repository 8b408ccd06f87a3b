import Snapshot

extension IdentitySymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        let (who, finding) = (context.who, context.finding)
        switch self {
        case .otherAccount(let own, let named, let byHeader):
            let said = byHeader ? "连接请求中的账号是 QQ \(own)" : "首个事件声明的账号是 QQ \(own)"
            return FindingText(
                title: "\(who) 上报了其他账号的事件",
                evidence: "\(said)，但这条连接的事件里是 QQ \(named)。",
                steps: [
                    "检查机器人与本机之间是否有转发程序，在连接请求中写入了自己的 X-Self-ID。",
                    "检查是否有两个机器人共用同一个配置目录，应各用各的。",
                    "若两者都不是，请更换访问密钥：持有密钥的人可以冒充任何账号。",
                ],
                clears: "连续十个事件与连接的账号一致后自动消失"
            )
        case .manyLinks(let speaking, let silent):
            let all = (speaking + silent).map(\.text).joined(separator: "、")
            guard finding.severity > .notice else {
                let quiet = silent.map(\.text).joined(separator: "、")
                let which = quiet.isEmpty ? "" : "其中没有程序应答的是：\(quiet)。"
                return FindingText(
                    title: "\(who) 有 \(finding.count) 条连接，实际工作的只有一条",
                    evidence: "现有连接：\(all)。\(which)多半是未收到断开通知的旧连接。",
                    steps: [
                        "无需处理：调用只会发往有应答的那条连接。",
                        "可以在此关闭静默的连接；若仍有程序在用，它会自行重连。",
                        "NapCat 修改地址后会残留这样的连接，重启 NapCat 即可清除。",
                    ],
                    clears: "只剩一条连接后自动消失"
                )
            }
            return FindingText(
                title: "\(who) 同时有 \(finding.count) 条连接，且不止一条在上报",
                evidence: "正在上报的连接：\(speaking.map(\.text).joined(separator: "、"))。"
                    + (self.isOneProgram(speaking) ? "来源相同，多半是同一配置保存了两次。" : "来源不同，多半是两个程序在用同一账号。"),
                steps: [
                    "打开 NapCat WebUI → 网络配置，查看是否有另一个已启用、地址相同的 WebSocket 客户端。",
                    "检查是否还有别的程序（另一个 NapCat、LLBot、Lagrange）登录了这个账号。",
                    "只保留一个，停用其余的。",
                ],
                clears: "只剩一条连接后自动消失"
            )
        case .pingPong(let first, let second, _):
            return FindingText(
                title: "两个程序在轮流抢占 \(who)",
                evidence: "自 \(context.clock(finding.since)) 起，\(first.text) 与 \(second.text) 互相顶替了 "
                    + "\(finding.count) 次，最近一次 \(context.clock(finding.last))。每次一方连上，另一方的连接都已断开或随即断开。",
                steps: [
                    "确定由哪一个程序使用该账号。",
                    "在另一个程序里停用 WebSocket 客户端，或退出该账号的登录。",
                ],
                clears: "十分钟内没有再次抢占后自动消失"
            )
        case .halfLink(let role, let since, let kind):
            let isAPI = role == .api
            return FindingText(
                title: "\(who) 只建立了 \(isAPI ? "API" : "Event") 连接",
                evidence: "自 \(context.clock(since)) 起没有 \(isAPI ? "Event" : "API") 连接："
                    + (isAPI ? "可以调用接口，但收不到事件。" : "能收到事件，但无法调用接口。"),
                steps: [
                    "打开\(kind.place(.chinese).afterChinese)。",
                    "设置 Universal 地址，由一条连接同时承担两者" + (context.address.map { "：\($0)" } ?? "。"),
                    "或补上缺少的 \(isAPI ? "Event" : "API") 地址，填写同一地址。",
                ],
                clears: "另一条连接或 Universal 连接建立后自动消失"
            )
        case .framework(let name):
            return FindingText(
                title: "\(who) 把本机当成机器人来调用",
                evidence: "\(name.text) 的第一帧是 API 调用，且没有 lifecycle 事件。多半是正向模式的机器人框架，而不是机器人。",
                steps: [
                    "在该框架里关闭连接本机的正向 WebSocket 客户端。",
                    "让框架连接机器人自己的 WebSocket 服务端，或改为反向 WebSocket 服务端。",
                    "由机器人（NapCat、LLBot、Lagrange）来连接本机。",
                ],
                clears: "该客户端断开，或以机器人身份上报 lifecycle 后自动消失"
            )
        case .olderKey(let links, let all):
            return FindingText(
                title: "\(who) 的连接是用旧密钥建立的",
                evidence: "\(all) 条连接中有 \(links) 条使用了已被更换的密钥。连接在断开前一直有效，下次连接必须使用当前密钥。",
                steps: [
                    "把当前密钥（按 c 复制）填入机器人 WebSocket 客户端的 Token 栏。",
                    "在此断开这些连接，让机器人用当前密钥重连；也可以等它自行重连。",
                ],
                clears: "没有旧密钥的连接后自动消失"
            )
        case .clearText(let name):
            return FindingText(
                title: "\(who) 正经公网明文连接",
                evidence: "\(name.text) 是公网地址，连接使用明文 ws://。访问密钥和聊天内容在途中可被读取。",
                steps: [
                    "启用 TLS（onebot-console tls self-signed 可生成证书），再把机器人的地址改为 wss://；或在前面加一层带证书的反向代理。",
                    "或用组网工具 / VPN 连接两台机器，改用其内部地址。",
                    "或在机器人所在机器执行 ssh -N -L \(context.port):127.0.0.1:\(context.port) 用户@本机，"
                        + "再连接 ws://127.0.0.1:\(context.port)\(context.path)。",
                ],
                clears: "改用 wss:// 或经内网地址连接后自动消失"
            )
        }
    }
}
