import Snapshot

struct ChineseConnectWords: ConnectWords {
    var keys = PanelKeys(areNear: false)

    let notLooked = StepWords("尚未检查", "控制台还没有查看 NapCat，稍后会自动检查。")
    let restarting = StepWords("正在重启 NapCat…", "本控制台刚让它重启，稍后恢复。")

    func answers(_ address: String, _ milliseconds: Int) -> String { "\(address)，\(milliseconds) 毫秒" }

    let openToAll = "WebUI 多半可以从公网访问，得到其密钥的人就得到了账号。请关闭外部访问（7 诊断，SEC-07），或至少更换端口。"
    let defaultPort = "WebUI 在公网地址上使用扫描器最先尝试的端口，更换端口可避开多数扫描（7 诊断，SEC-06）。"
    let publishedPort =
        "端口由容器映射：修改 compose 文件中 ports: 左边的数字（Nekro Agent：.env 中的 NAPCAT_EXPOSE_PORT），执行 docker compose up -d，"
        + "再把新地址填入 8 设置，WebUI 地址（napcat.webui_url）。"
    var portByHand: String {
        "NapCat 允许本控制台登录后（第 2 步），可\(self.keys.chinese("w")) 更换；"
            + "也可手动修改 webui.json 的 port，重启 NapCat，再修改 8 设置，WebUI 端口。"
    }

    func triedPort(_ port: Int) -> String {
        "本控制台在公网地址上监听端口 \(port)，扫描器最先尝试它（7 诊断，SEC-06）；可换成空闲的高位端口，机器人也要改用新端口。"
    }

    let tokenGood = StepWords("已知，强度足够")
    let tokenUntried = StepWords("已知，尚未验证", "已知道 WebUI 密钥，但尚未验证：需要 WebUI 先有应答。")
    let tokenKnown = "已知"

    func tokenWeak(_ weaknesses: [NapCatLook.Token.Weakness]) -> StepWords {
        StepWords(
            weaknesses.contains(.famous) ? "已知，是常见词" : "已知，过弱",
            "WebUI 密钥\(NapCatLook.Token.Weakness.chinese(weaknesses))。猜中它的人就得到了账号；好的密钥至少 12 个字符，且包含字母、数字和符号。"
        )
    }

    func offline(_ account: String?) -> StepWords {
        let who = account.map { " QQ \(FindingContext.cut($0, to: 20)) " } ?? "该账号"
        return StepWords(
            account.map { "\(FindingContext.cut($0, to: 16)) 不在线" } ?? "不在线",
            "NapCat 称\(who)已登录但不在线：已被 QQ 踢下线。" + self.keys.chineseRestart
        )
    }

    func waitsForScan(_ reason: String?, hasCode: Bool) -> StepWords {
        StepWords(
            "等待扫码",
            "NapCat 在运行，但没有账号登录。" + (reason.map { "上一次登录的提示：\($0)。" } ?? "")
                + (hasCode ? "请用手机 QQ 扫描二维码，几分钟内有效。" : "目前没有可扫描的二维码：请获取新的，或重启 NapCat。")
        )
    }

    func pointsHere(_ entry: String) -> String { "“\(self.name(entry))”指向这里" }

    let inFile = StepWords("已写入文件，NapCat 重启后生效")

    func formerPort(_ former: Int, now: Int) -> StepWords {
        StepWords("旧端口 \(former)", "填的是旧端口 \(former)，下次重连会失败。\(self.keys.chinese("a")) 改为 \(now)。")
    }

    func astray(_ entry: String, to address: String) -> StepWords {
        StepWords(
            "不是现在监听的地址",
            "NapCat 的客户端“\(self.name(entry))”连接的是 \(address)，不是本控制台现在监听的地址。"
                + "若那里没有转发到这里，请\(self.keys.chinese("a")) 修改。"
        )
    }

    func noEntry(_ others: Int) -> StepWords {
        let have =
            switch others {
            case 0: "NapCat 还没有 WebSocket 客户端。"
            case 1: "NapCat 有 1 个 WebSocket 客户端，不指向这里，会原样保留。"
            default: "NapCat 有 \(others) 个 WebSocket 客户端，都不指向这里，会原样保留。"
            }
        return StepWords("没有指向这里的客户端", have + "需要一个已启用的客户端，填有本机的地址和密钥。")
    }

    func onlyServers(_ names: [String]) -> StepWords {
        StepWords(
            "只有服务器条目",
            "NapCat 只有 WebSocket 服务器（\(self.list(names, "、"))），它等待别人来连接。需要的是“WebSocket 客户端”，由 NapCat 连接本控制台。"
        )
    }

    func ofOtherAccounts(_ accounts: [String]) -> StepWords {
        StepWords(
            "属于另一个账号",
            "指向这里的客户端保存在另一个账号（\(self.list(accounts, "、"))）下。NapCat 按账号保存网络配置，当前登录的账号需要自己的条目。"
        )
    }

    let connectedAnyway = StepWords("已连接", "NapCat 已连接，但其配置中没有已知指向这里的客户端：它用的是本机不认识的地址，例如域名。")
    let connectedStill = "目前仍保持连接，下次连接时就会受此影响。"

    func links(_ count: Int, _ milliseconds: Double?) -> String {
        "\(count) 条连接" + (milliseconds.map { "，\(self.number($0)) 毫秒" } ?? "")
    }

    var accountOffline: StepWords {
        StepWords("已连接，QQ 不在线", "连接正常，但 NapCat 称 QQ 不在线。" + self.keys.chineseRestart)
    }
    let quiet = StepWords("已连接，没有声音", "连接正常，但三个心跳周期内除 pong 外没有收到任何内容。若一直如此，请重启 NapCat。")

    func refused(_ id: String, status: Int, ago: Double) -> StepWords {
        let answer = status > 0 ? "（\(status)）" : ""
        return StepWords(
            "被拒绝：\(id)",
            "NapCat 在 \(FindingContext.duration(ago, .chinese))前连接这里，被拒绝\(answer)：\(self.reason(id))。处理步骤见 7 诊断的 \(id)。"
        )
    }

    private func reason(_ id: String) -> String {
        switch id {
        case "AUTH-01", "AUTH-02": "没有携带密钥"
        case "AUTH-09": "使用的是旧密钥"
        case "AUTH-10": "发来的不是访问密钥，例如 WebUI 密钥"
        case "HS-01": "URL 的路径不对"
        case "HS-03": "用 HTTP 上报，而不是 WebSocket"
        case "TLS-01": "URL 写成了 wss://，而这里是 ws://"
        case "TLS-02": "URL 写成了 ws://，而这里是 wss://"
        case "TLS-03": "它不接受我们的证书"
        case "ID-03": "已有四条连接"
        case "SEC-03": "该地址因猜测密钥被封禁"
        case "PAUSED": "该地址已被你封禁"
        case "FULL": "没有空闲的连接"
        case "SYS-04": "文件描述符已用尽"
        default: id.hasPrefix("AUTH") ? "Token 不是访问密钥" : "连接请求与这里提供的不符"
        }
    }

    let isComing = "等待 NapCat 连接…"

    func gone(_ seconds: Double, isReturning: Bool) -> String {
        "已断开 \(FindingContext.duration(seconds, .chinese))" + (isReturning ? "，NapCat 会自动重连" : "")
    }

    func lost(_ seconds: Double) -> StepWords {
        let ago = FindingContext.duration(seconds, .chinese)
        return StepWords(
            self.gone(seconds, isReturning: false),
            "NapCat 曾经连接，已断开 \(ago)。运行时它每隔几秒会自动重连；若一直不来，请检查它是否在运行，或重启它。"
        )
    }

    let notListening = StepWords("本机没有监听", "本控制台目前没有监听，谁也连不上：原因见 7 诊断。")

    func nothingCame(_ url: String?) -> StepWords {
        StepWords(
            "没有任何连接",
            "NapCat 已配置好，但没有收到它的连接。" + (url.map { "它连接的是 \($0)。" } ?? "")
                + "多半是它到不了该地址：容器里的 127.0.0.1 是容器自己，防火墙也可能挡住容器。请在旁边另选地址，或重启 NapCat。"
        )
    }

    let noEvents = StepWords("还没有", "这条连接上还没有收到事件。请用另一个账号给它发一条消息。")

    func events(_ count: Int, ago: Double, onlyHeartbeats: Bool) -> String {
        onlyHeartbeats ? "\(count) 个，还没有消息" : "\(count) 个，\(FindingContext.duration(ago, .chinese))前"
    }
}

extension NapCatLook.Token.Weakness {
    /// As a predicate, behind `密钥`.
    static func chinese(_ weaknesses: [Self]) -> String {
        let parts = weaknesses.map { weakness in
            switch weakness {
            case .missing: "为空"
            case .short: "少于 12 个字符"
            case .plain: "没有同时包含字母、数字和符号"
            case .famous: "是人人都会先试的词"
            }
        }
        return parts.joined(separator: "，")
    }
}
