import Snapshot

extension NapCatSymptom {
    func chinesePanel(_ context: FindingContext) -> FindingText {
        switch self {
        case .panelDown(_, let place, .container(let name, let state)) where state != "running":
            return FindingText(
                title: "NapCat 的容器 \(name) 没有运行（\(FindingContext.cut(state, to: 16))）",
                evidence:
                    "容器引擎称 \(name) 的状态为 \(FindingContext.cut(state, to: 16))。\(place.address) 上的 WebUI 无法应答，机器人也无法连接。",
                steps: [
                    "查看停止的原因：docker logs --tail 30 \(ResourceSymptom.quoted(name))",
                    "启动：docker start \(ResourceSymptom.quoted(name))",
                ],
                clears: "WebUI 恢复应答后，下次检查时（一分钟内）自动消失"
            )
        case .panelDown(let trouble, let place, let sign):
            let words = trouble.words(.chinese, at: place)
            return FindingText(
                title: "无法访问 \(FindingContext.cut(place.address, to: 32)) 上的 NapCat WebUI",
                evidence: words.what + sign.chinese,
                steps: !trouble.mayPass
                    ? words.steps
                    : words.steps + [
                        "日志里的 127.0.0.1 指服务器自己。恢复应答后，在你的电脑上执行 \(place.tunnel)，再打开 \(place.tunnelPage)"
                    ],
                clears: "WebUI 有应答后，下次检查时（一分钟内）自动消失"
            )
        case .panelLocked(let trouble, let place):
            let words = trouble.words(.chinese, at: place)
            return FindingText(
                title: words.title,
                evidence: words.what + "机器人的连接不受影响，只是“2 连接”无法查看 NapCat。",
                steps: words.steps,
                clears: "NapCat 接受本控制台的登录后，下次检查时自动消失"
            )
        case .panelForeign(let trouble, let place):
            let words = trouble.words(.chinese, at: place)
            return FindingText(
                title: words.title,
                evidence: words.what,
                steps: words.steps,
                clears: "NapCat 自己应答后，下次检查时自动消失"
            )
        case .loginNeeded(let isOffline, let reason, let hasCode, let place):
            return Self.chineseLogin(isOffline, reason, hasCode, place, context)
        default: return self.chinese(context)
        }
    }

    private static func chineseLogin(
        _ isOffline: Bool,
        _ reason: String?,
        _ hasCode: Bool,
        _ place: NapCatPlace,
        _ context: FindingContext
    ) -> FindingText {
        let who: String = if case .bot(let selfID) = context.finding.subject { "QQ \(selfID)" } else { "QQ" }
        // Who knows of the login is let in, and may restart it.
        let restart =
            "重启 NapCat：在 2 连接中按 R" + (place.container == nil ? "" : "，或执行 docker restart \(place.quotedContainer)")
        let scan = "用手机 QQ 扫描二维码：在 2 连接中按 x 显示（二维码几分钟后失效，届时会有新的）。"
        return FindingText(
            title: isOffline ? "\(who) 已掉线，需要重新登录" : "\(who) 没有登录 NapCat",
            evidence: (isOffline ? "NapCat 自己称该账号已登录但不在线：已被 QQ 踢下线。" : "NapCat 自己称没有账号登录，正在等待扫码。")
                + (reason.map { "上一次登录的提示：\($0)。" } ?? "") + "在此之前，那里不会有机器人连接。",
            steps: isOffline
                ? [restart, "重启后若要求登录，在 2 连接中按 x 扫码。"]
                : hasCode ? [scan, "若没有二维码，请\(restart)"] : [restart, scan],
            clears: "账号重新在线后自动消失"
        )
    }

    func chineseReach(_ context: FindingContext) -> FindingText {
        let who = if case .bot(let selfID) = context.finding.subject { "QQ \(selfID)：" } else { "" }
        let apply = self.isOfFile ? "2 连接：按 a 修好该文件，会先显示改动；之后需重启 NapCat。" : "2 连接：按 a 通过 NapCat 修好，会先显示改动。"
        let open = "也可手动操作：NapCat WebUI → 网络配置 → WebSocket 客户端。"
        switch self {
        case .unsendableKey(let entry, let source):
            return FindingText(
                title: "\(who)NapCat 的 Token 无法发送",
                evidence: source.chinese + NapCatConfiguration.Fault.unsendableKey.sentence(.chinese, entry: entry),
                steps: [
                    apply, open, "清空 Token，粘贴访问密钥（按 c 复制）并保存；然后先停用再启用该客户端：只改 Token 不会触发连接。",
                ],
                clears: "机器人连接成功，或下次检查发现已改正后自动消失"
            )
        case .ownLoopback(let entry, let source, let url):
            return FindingText(
                title: "\(who)NapCat 连到了自己的容器",
                evidence: source.chinese + NapCatConfiguration.Fault.ownLoopback.sentence(.chinese, entry: entry),
                steps: [apply, open, Self.chineseURL(url, context)],
                clears: "机器人连接成功，或下次检查发现 URL 已更换后自动消失"
            )
        case .notDialled(let cause, let source, let url):
            let words = ChineseConnectWords()
            let (title, what): (String, String) =
                switch cause {
                case .badURL(let entry):
                    ("NapCat 的 URL 无效", NapCatConfiguration.Fault.badURL.sentence(.chinese, entry: entry))
                case .disabled(let entry):
                    ("NapCat 的客户端未启用", NapCatConfiguration.Fault.disabled.sentence(.chinese, entry: entry))
                case .onlyServers(let names): ("NapCat 在等待别人连接", words.onlyServers(names).sentence)
                case .ofOtherAccounts(let accounts):
                    ("NapCat 的客户端属于另一个账号", words.ofOtherAccounts(accounts).sentence)
                case .missing(let others): ("NapCat 没有指向这里的客户端", words.noEntry(others).sentence)
                }
            var steps = [apply, open]
            if case .disabled = cause {
                steps.append("打开它的“启用”开关并保存。")
            } else {
                steps += [Self.chineseURL(url, context), "Token 填访问密钥（按 c 复制），消息格式选 Array，启用并保存。"]
            }
            if case .missing = cause { steps.append("若该 NapCat 另有用途：无需处理。") }
            return FindingText(
                title: who + title,
                evidence: source.chinese + what,
                steps: steps,
                clears: "机器人连接成功，或下次检查发现已配置好后自动消失"
            )
        default: return self.chinese(context)
        }
    }

    private static func chineseURL(_ url: String?, _ context: FindingContext) -> String {
        url.map { "URL 填 \($0)" } ?? "URL 用本机的地址，端口 \(context.port)，路径 \(context.path)"
    }

    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .panelOpen(let address, let cloud, let place, let port):
            return Self.chineseOpen(address, cloud, place, port)
        case .defaultPanelPort(let address, let port):
            return FindingText(
                title: "NapCat WebUI 的默认端口 6099 监听在公网地址上",
                evidence: (address.map { "本机有公网地址 \($0)，" } ?? "你从公网登录本机，")
                    + "而 WebUI 的端口 6099 在该处监听。针对 NapCat 的扫描器最先尝试这个端口。",
                steps: port == .published
                    ? [
                        "修改 NapCat 的 compose 文件中 ports: 左边的数字，例如 \"26099:6099\"（Nekro Agent：.env 中的 NAPCAT_EXPOSE_PORT）。",
                        "然后执行：docker compose up -d", "再把新端口填入 8 设置，WebUI 端口。",
                    ]
                    : [
                        "在 2 连接中按 w，换到空闲的高位端口（需确认）。",
                        "也可手动操作：修改 webui.json 的 port 并重启 NapCat，再修改 8 设置，WebUI 端口。",
                    ],
                clears: "更换端口，或不再监听公网地址后，下次检查时自动消失"
            )
        case .panelTokenWeak(let weaknesses, let place) where weaknesses.contains(.missing):
            return FindingText(
                title: "NapCat WebUI 没有设置密钥",
                evidence: "NapCat 的 webui.json 中密钥为空。NapCat 以此启动时会为 \(place.address) 上的 WebUI 自行生成 8 个字符的密钥，过短，"
                    + "猜中它的人就得到了账号。",
                steps: [
                    "重启 NapCat：它会生成密钥并写入该文件，本控制台从中读取。",
                    "然后在 2 连接中按 s：生成强密钥，写入 NapCat 并保存（需确认）。",
                    "也可手动操作：在 webui.json 的 token 中填写至少 12 个字符，包含字母、数字和符号，再重启 NapCat。",
                ],
                clears: "NapCat 换成强密钥后，下次检查时自动消失"
            )
        case .panelTokenWeak(let weaknesses, let place):
            return FindingText(
                title: "NapCat WebUI 的密钥过弱",
                evidence:
                    "\(place.address) 上的 WebUI 密钥\(NapCatLook.Token.Weakness.chinese(weaknesses))。猜中它的人可以读取所有消息，并以该账号发言。",
                steps: [
                    "在 2 连接中按 s：生成强密钥，写入 NapCat 并保存（需确认）。",
                    "也可手动操作：NapCat WebUI → 系统配置 → 修改密码，至少 12 个字符，包含字母、数字和符号。",
                    "然后修改 8 设置，WebUI 密钥（若取自 webui.json 则无需修改）。",
                ],
                clears: "NapCat 换成强密钥后，下次检查时自动消失"
            )
        case .dataFolder(let fault, let container): return Self.chineseFolder(fault, container, context)
        default: return self.chineseReach(context)
        }
    }

    private static func chineseOpen(
        _ address: String?,
        _ cloud: String?,
        _ place: NapCatPlace,
        _ port: PanelPort
    ) -> FindingText {
        FindingText(
            title: "NapCat WebUI 多半可以从公网访问",
            evidence: "NapCat WebUI 监听端口 \(place.port)，"
                + (address.map { "本机有公网地址 \($0)。" } ?? "而你是从公网登录本机的。")
                + "\(cloud.map { "\($0) 的" } ?? "云厂商或路由器的")防火墙是否挡住了外人，从这里看不到。进得去的人就得到了账号。",
            steps: (port == .published
                ? [
                    "只映射给本机：在 NapCat 的 compose 文件中写 ports: \"127.0.0.1:\(place.port):6099\"",
                    "然后执行：docker compose up -d",
                ]
                : [
                    "只监听本机：在 webui.json 中写 \"host\": \"127.0.0.1\"，再重启 NapCat。",
                    "或至少换到空闲的高位端口，扫描器很少尝试：在 2 连接中按 w。",
                ]) + [
                    "之后在你的电脑上执行 \(place.tunnel)，再用浏览器打开 \(place.tunnelPage)",
                    "或在云厂商控制台的安全组中只放行你自己的地址。",
                ],
            clears: "只监听 127.0.0.1 后，下次检查时自动消失"
        )
    }
}

extension NapCatSign {
    fileprivate var chinese: String {
        switch self {
        case .container(let name, _): "它的容器 \(name) 正在运行。"
        case .file: "数据目录中有它的 webui.json，因此应当有 NapCat。"
        case .bot(let selfID): "它的机器人 \(selfID) 已连接，因此它在运行。"
        case .setting: "8 设置中填过它的地址，因此应当有 NapCat。"
        case .before: "它之前在那里有应答。"
        }
    }
}

extension NapCatConfiguration.Source {
    fileprivate var chinese: String {
        switch self {
        case .webUI: "见于 NapCat 自己的配置。"
        case .file(let path): "见于 NapCat 启动时读取的文件 \(FindingContext.cut(path, to: 100))。"
        }
    }
}
