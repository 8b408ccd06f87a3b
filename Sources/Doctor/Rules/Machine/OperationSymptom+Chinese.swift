import Snapshot

extension OperationSymptom {
    func chinese(_ context: FindingContext) -> FindingText {
        switch self {
        case .settingsFault(let fault) where fault.isBroken:
            FindingText(
                title: "设置文件无法读取",
                evidence: fault.chinese + (fault.chinese.hasSuffix("。") ? "" : "。")
                    + "已在运行的控制台继续使用之前的设置；用此文件无法启动控制台。",
                steps: [
                    "修改该文件：nano \(ResourceSymptom.quoted(context.subject))",
                    "检查是否正确：onebot-console config check",
                ],
                clears: "文件可以读取后自动消失"
            )
        case .settingsFault:
            FindingText(
                title: "设置文件已被编辑，但尚未生效",
                evidence: "\(context.subject) 的内容与控制台启动时读取的不同。重启之前，界面上也无法修改设置，以免覆盖这次编辑。",
                steps: [
                    "方便时重启：先执行 onebot-console stop，再执行 onebot-console。",
                    "作为服务运行时无需重启，重新读取即可（alarms: 除外）：sudo systemctl reload onebot-console",
                ],
                clears: "重新读取文件，或文件恢复原样后自动消失"
            )
        case .endsWithSession:
            FindingText(
                title: "关闭 SSH 后服务很可能会一起退出",
                evidence: "服务进程属于启动它的登录会话，而本机会在会话关闭时终止其中的进程，届时所有机器人都会掉线。",
                steps: [
                    "允许进程继续运行：sudo loginctl enable-linger \"$USER\"",
                    "或作为系统服务运行：用 systemd 启动 onebot-console run --headless，再用 onebot-console attach 查看界面。",
                    "或在 tmux 中启动。",
                ],
                clears: "以可持续运行的方式启动后自动消失"
            )
        case .notUTF8(let terminal):
            FindingText(
                title: "终端 \(terminal) 的字符集不是 UTF-8",
                evidence: "当前会话的 locale 不是 UTF-8，中文和边框可能显示为 ???? 或方块。",
                steps: ["启动前在 shell 中执行：export LANG=C.UTF-8", "在 SSH 客户端中把字符集设为 UTF-8。"],
                clears: "用 UTF-8 重新打开界面后自动消失"
            )
        case .terminal(let name, let isKnown, let columns, let rows, let isSmall):
            FindingText(
                title: isKnown ? "终端 \(name) 小于 80x24" : "本机不认识终端 \(name)",
                evidence: (isKnown ? "" : "本机没有 \(name) 的终端描述，按键和颜色可能不正常。")
                    + (isSmall ? "当前为 \(columns) 列 \(rows) 行，界面需要 80 列 24 行。" : ""),
                steps: (isKnown
                    ? []
                    : ["启动前在 shell 中执行：export TERM=xterm-256color", "或安装终端描述：sudo apt install ncurses-term"])
                    + (isSmall ? ["放大窗口，或缩小字号。"] : []),
                clears: "在已知且不小于 80x24 的终端中打开后自动消失"
            )
        case .noKey(let isReachable, let port):
            FindingText(
                title: isReachable ? "未启用访问密钥，且端口 \(port) 对外可达" : "端口 \(port) 未启用访问密钥",
                evidence: isReachable
                    ? "机器人无需密钥即可连接，而端口 \(port) 监听在本机以外可达的地址上。任何能访问它的人都可冒充机器人并收发消息。"
                    : "机器人无需密钥即可连接。端口 \(port) 只监听本机，只有本机的程序能连上。",
                steps: [
                    "在 8 设置中关闭“允许匿名”。", "再在 8 设置中按 R 生成密钥。",
                    "把密钥（按 c 复制）填入每个机器人的 Token 栏。",
                ],
                clears: "启用密钥" + (isReachable ? "或只监听本机" : "") + "后自动消失"
            )
        case .keyInQuery(let proxy):
            FindingText(
                title: "访问密钥经代理 \(proxy) 的网址明文传递",
                evidence: "有机器人经代理 \(proxy) 连接，URL 中带有 ?access_token=…。代理通常会把网址写入日志，密钥很可能也在其中。",
                steps: [
                    "在机器人端把密钥填入 Token 栏，并从 URL 中删去 ?access_token=…。",
                    "让代理转发 Authorization 头（nginx 默认会转发）。",
                    "旧密钥已在日志中，请更换：8 设置，R。",
                ],
                clears: "机器人经该代理不带密钥参数连接，或一天内不再出现后自动消失"
            )
        case .weakKey(let weakness):
            FindingText(
                title: "访问密钥过弱",
                evidence: "密钥\(weakness.map(\.inChinese).joined(separator: "，"))。扫描器会先尝试这类密钥，得到它的人可冒充机器人。",
                steps: [
                    "生成新密钥：8 设置，按 R。旧密钥在一段时间内仍然有效。",
                    "把新密钥（按 c 复制）填入每个机器人的 Token 栏，保存后先停用再启用。",
                    "若密钥由环境变量或命令行指定，请在那里修改并重新启动。",
                ],
                clears: "换成强密钥后自动消失"
            )
        }
    }
}

extension Evidence.KeyWeakness {
    fileprivate var inChinese: String {
        switch self {
        case .short: "少于 16 个字符"
        case .oneClass: "只含一类字符"
        case .famous: "是教程或示例中的常见值"
        case .repetitive: "内容重复"
        case .account: "是账号"
        }
    }
}
