package import Snapshot
package import Terminal

/// The first two lines, the last one, and what is said about the terminal and keys.
package protocol FramePhrases {
    var bots: String { get }
    var events: String { get }
    var up: String { get }
    func panel(_ panel: Panel) -> String
    func noPanel(_ digit: Character) -> String
    func tooSmall(have: Size, need: Size) -> String
    var quitKey: String { get }
    func listenProblem(_ problem: ListenProblem?) -> String
    var stopped: String { get }
    var pasteRefused: String { get }
    var inputMethodOn: String { get }
    func mouse(on: Bool) -> String
    func unavailable(_ reason: Unavailable) -> String
    /// The mark of a screen that changes nothing.
    var readOnly: String { get }
    /// - Parameter program: The version of the client, which is not the console's.
    func otherProgram(_ program: String, console: String, isReadOnly: Bool) -> String
    /// A text with what is said about it behind a colon.
    func labelled(_ head: String, _ text: String) -> String
    /// A sentence with a parenthesis behind it.
    func withDetails(_ sentence: String, _ details: [String]) -> String
    var help: String { get }
    func helpTitle(_ panel: String) -> String
    /// Heading of the keys that belong to the panel, in the help.
    var helpHere: String { get }
    /// Heading of the keys that work everywhere, in the help.
    var helpEverywhere: String { get }
    /// Heading of what can be typed, in the help.
    var helpCommands: String { get }
    func filterCount(_ shown: Int, of all: Int) -> String
    var nothingMatches: String { get }
}

extension EnglishPhrases {
    package var bots: String { "bots" }
    package var events: String { "events" }
    package var up: String { "up" }

    package func panel(_ panel: Panel) -> String {
        switch panel {
        case .overview: "Overview"
        case .connect: "Connect"
        case .bots: "Bots"
        case .events: "Events"
        case .api: "API"
        case .doctor: "Doctor"
        case .settings: "Settings"
        case .log: "Log"
        }
    }

    package func noPanel(_ digit: Character) -> String { "This version has no panel \(digit)." }

    package func tooSmall(have: Size, need: Size) -> String {
        "Terminal is \(have.columns)x\(have.rows), \(need.columns)x\(need.rows) is needed."
    }

    package var quitKey: String { "q quit" }

    package func listenProblem(_ problem: ListenProblem?) -> String {
        switch problem {
        case .inUse: "port in use"
        case .notPermitted: "not permitted"
        case .addressNotHere: "not an address of this host"
        case .certificate: "certificate not usable"
        case .other, nil: "not listening"
        }
    }

    package var stopped: String { "not listening" }
    package var pasteRefused: String { "Pasted text is not taken as keys. Open a field first (Enter, / or :)." }
    package var inputMethodOn: String { "An input method seems to be on; the keys here are plain letters." }

    package func mouse(on: Bool) -> String {
        on ? "Mouse on. Hold Shift to select text; M turns it off." : "Mouse off. The terminal selects text again."
    }

    package func unavailable(_ reason: Unavailable) -> String {
        switch reason {
        case .noBot: "There is no bot here."
        case .botWithoutName: "This connection has not yet said which bot it is."
        case .botNotConnected: "This bot is not connected."
        case .addressUnknown: "There is no address on this line."
        case .keyPinned: "The access key is pinned from outside; change it there."
        case .nothingToOpen: "There is nothing to open."
        case .accessKeyStays: "The access key cannot be revoked; R in the Settings replaces it."
        case .notASwitch: "This is no switch; Enter opens the field."
        case .alreadyBlocked: "This address is blocked already."
        case .notBlocked: "This address is not blocked."
        case .nothingToWrite: "There is no event to write."
        case .journalOff: "The journal is off: no event was kept."
        case .journalStandsStill: "The journal stands still. Esc goes back to what comes."
        case .noOtherBot: "No other bot is connected."
        case .noFinding: "There is no finding here."
        case .nothingToAct: "The console can do nothing about this by itself; see Do."
        case .notAnAlarm: "There is no alarm on this line."
        case .testRuns: "The self-test is still running."
        case .noAddress: "No address can be told: the notes say why."
        case .changeRuns: "A change is under way; wait for its end."
        case .notLookedYet: "NapCat has not been looked at yet; r looks now."
        case .tokenAccepted: "NapCat takes the token; another one is set in 8 Settings."
        case .tokenNotAccepted: "NapCat has not taken our token; t types it."
        case .tokenPinned: "NapCat's token is pinned from outside; change it there."
        case .noCodeAsked: "NapCat asks for no code at present."
        case .loggedIn: "QQ is logged in: there is nothing to scan."
        case .noQRCode: "No QR code can be had at present; see step 3."
        case .cannotRestart: "NapCat can be restarted from here neither by its container nor by its WebUI."
        case .portPinned: "The port is pinned from outside; change it there."
        case .webUIPinned: "The address of NapCat's WebUI is pinned from outside; change it there."
        case .portPublished: "NapCat's container publishes the port; change it where that is made."
        case .noDataFolder: "No data folder is known; set it in 8 Settings."
        case .noContainerLog: "No log of NapCat's container can be had from here."
        case .readOnly: "read-only: this screen changes nothing and gives out no key."
        case .noShell: "There is no shell to go back to; q leaves the screen."
        }
    }

    package var readOnly: String { "read-only" }

    package func otherProgram(_ program: String, console: String, isReadOnly: Bool) -> String {
        let versions = "The console is \(console), this command \(program)"
        return isReadOnly
            ? "\(versions): its operator can restart it."
            : "\(versions): stop it (q) and start it again."
    }

    package func labelled(_ head: String, _ text: String) -> String { "\(head): \(text)" }

    package func withDetails(_ sentence: String, _ details: [String]) -> String {
        "\(sentence) (\(details.joined(separator: "; ")))"
    }

    package var help: String { "Help" }
    package func helpTitle(_ panel: String) -> String { self.labelled(self.help, panel) }
    package var helpHere: String { "Here" }
    package var helpEverywhere: String { "Everywhere" }
    package var helpCommands: String { "Commands" }
    package func filterCount(_ shown: Int, of all: Int) -> String { "\(shown)/\(all)" }
    package var nothingMatches: String { "Nothing matches the filter. Esc clears it." }
}

extension ChinesePhrases {
    package var bots: String { "机器人" }
    package var events: String { "事件" }
    package var up: String { "运行" }

    package func panel(_ panel: Panel) -> String {
        switch panel {
        case .overview: "总览"
        case .connect: "连接"
        case .bots: "机器人"
        case .events: "事件"
        case .api: "API"
        case .doctor: "诊断"
        case .settings: "设置"
        case .log: "日志"
        }
    }

    package func noPanel(_ digit: Character) -> String { "本版本没有 \(digit) 号面板。" }

    package func tooSmall(have: Size, need: Size) -> String {
        "终端为 \(have.columns)x\(have.rows)，至少需要 \(need.columns)x\(need.rows)。"
    }

    package var quitKey: String { "q 退出" }

    package func listenProblem(_ problem: ListenProblem?) -> String {
        switch problem {
        case .inUse: "端口被占用"
        case .notPermitted: "没有权限"
        case .addressNotHere: "不是本机地址"
        case .certificate: "证书不可用"
        case .other, nil: "未监听"
        }
    }

    package var stopped: String { "未监听" }
    package var pasteRefused: String { "粘贴的内容不会当作按键。请先打开输入框（Enter、/ 或 :）。" }
    package var inputMethodOn: String { "输入法似乎处于中文状态；请切换到英文再按键。" }

    package func mouse(on: Bool) -> String {
        on ? "鼠标已开启。按住 Shift 可选取文字；再按 M 关闭。" : "鼠标已关闭，可直接选取文字。"
    }

    package func unavailable(_ reason: Unavailable) -> String {
        switch reason {
        case .noBot: "此处没有机器人。"
        case .botWithoutName: "该连接尚未上报机器人账号。"
        case .botNotConnected: "该机器人未连接。"
        case .addressUnknown: "该行没有地址。"
        case .keyPinned: "访问密钥由命令行参数或环境变量指定，请到那里修改。"
        case .nothingToOpen: "没有可打开的内容。"
        case .accessKeyStays: "访问密钥不能吊销；可在设置中按 R 更换。"
        case .notASwitch: "此项不是开关；按 Enter 修改。"
        case .alreadyBlocked: "该地址已被封禁。"
        case .notBlocked: "该地址未被封禁。"
        case .nothingToWrite: "没有可写入的事件。"
        case .journalOff: "历史记录未开启，没有保存过事件。"
        case .journalStandsStill: "历史记录不会滚动。按 Esc 返回实时事件。"
        case .noOtherBot: "没有其他已连接的机器人。"
        case .noFinding: "此处没有诊断结果。"
        case .nothingToAct: "此问题控制台无法代为处理，请按“处理”中的步骤操作。"
        case .notAnAlarm: "该行不是告警。"
        case .testRuns: "自检尚未结束。"
        case .noAddress: "没有可用的地址，原因见各项说明。"
        case .changeRuns: "正在写入，请稍候。"
        case .notLookedYet: "尚未检查 NapCat；按 r 立即检查。"
        case .tokenAccepted: "NapCat 已接受该密钥；如需更换请到 8 设置。"
        case .tokenNotAccepted: "NapCat 尚未接受密钥；按 t 输入。"
        case .tokenPinned: "NapCat 的密钥由命令行参数或环境变量指定，请到那里修改。"
        case .noCodeAsked: "NapCat 目前不需要验证码。"
        case .loggedIn: "QQ 已登录，无需扫码。"
        case .noQRCode: "目前无法取得二维码，见第 3 步。"
        case .cannotRestart: "从这里无法重启 NapCat：既看不到容器，也无法使用 WebUI。"
        case .portPinned: "端口由命令行参数或环境变量指定，请到那里修改。"
        case .webUIPinned: "NapCat WebUI 的地址由命令行参数或环境变量指定，请到那里修改。"
        case .portPublished: "该端口由 NapCat 的容器映射，请在创建容器的配置中修改。"
        case .noDataFolder: "不知道数据目录在哪里，请在 8 设置中填写。"
        case .noContainerLog: "从这里看不到 NapCat 容器的日志。"
        case .readOnly: "只读：此界面不能修改任何内容，也不提供密钥。"
        case .noShell: "没有可以返回的 shell；按 q 离开界面。"
        }
    }

    package var readOnly: String { "只读" }

    package func otherProgram(_ program: String, console: String, isReadOnly: Bool) -> String {
        let versions = "控制台是 \(console) 版，此命令是 \(program) 版"
        return isReadOnly ? "\(versions)：可由管理员重启控制台。" : "\(versions)：请停止（q）后重新启动。"
    }

    package func labelled(_ head: String, _ text: String) -> String { "\(head)：\(text)" }

    package func withDetails(_ sentence: String, _ details: [String]) -> String {
        "\(sentence)（\(details.joined(separator: "；"))）"
    }

    package var help: String { "帮助" }
    package func helpTitle(_ panel: String) -> String { self.labelled(self.help, panel) }
    package var helpHere: String { "当前界面" }
    package var helpEverywhere: String { "全局" }
    package var helpCommands: String { "命令" }
    package func filterCount(_ shown: Int, of all: Int) -> String { "\(shown)/\(all)" }
    package var nothingMatches: String { "没有符合筛选的内容。按 Esc 清除。" }
}
