import Simulator
import Snapshot

/// The help of the command line, in the operator's language.
package struct HelpPhrases: Sendable {
    private let phrases: CommandPhrases

    /// - Parameter environment: Says which language, since help is written before options are read.
    package init(environment: [String: String]) {
        self.phrases = CommandPhrases(Language(environment: environment))
    }

    func say(_ english: String, zh chinese: String) -> String { self.phrases.say(english, zh: chinese) }

    // MARK: - Commands

    package var console: String {
        self.say("The front door for OneBot v11 bots, in a terminal.", zh: "OneBot v11 机器人的接入控制台。")
    }
    package var run: String {
        self.say("Show the screen; start the console first where it does not run.", zh: "显示界面；控制台未运行时先启动。")
    }
    package var attach: String { self.say("Show the screen of the running console.", zh: "显示正在运行的控制台的界面。") }
    package var stop: String { self.say("End the running console.", zh: "停止正在运行的控制台。") }
    package var upgrade: String {
        self.say(
            "Go on as the version that is installed now; no connection is refused meanwhile.",
            zh: "切换到现已安装的版本继续运行，期间不拒绝任何连接。"
        )
    }
    package var status: String { self.say("Show the running console's state.", zh: "显示正在运行的控制台的状态。") }
    package var doctor: String {
        self.say(
            "Tell what is wrong and how to mend it; exit 1 for warnings, 2 for errors.",
            zh: "诊断问题并给出处理办法；有警告退出码 1，有错误退出码 2。"
        )
    }
    package var call: String {
        self.say("Call a OneBot API action of a bot and print its response.", zh: "调用机器人的 OneBot API 并显示应答。")
    }
    package var events: String {
        self.say("Show what arrived from the bots.", zh: "显示机器人上报的事件。")
    }
    package var key: String { self.say("The access key that bots must present.", zh: "机器人必须提供的访问密钥。") }
    package var keyShow: String { self.say("Print the access key.", zh: "显示访问密钥。") }
    package var keyCopy: String {
        self.say("Copy the access key to the terminal's clipboard.", zh: "将访问密钥复制到终端剪贴板。")
    }
    package var keyRotate: String { self.say("Make a new access key.", zh: "生成新的访问密钥。") }
    package var keyList: String {
        self.say("List all keys and who uses them.", zh: "列出所有密钥及其使用者。")
    }
    package var keyAdd: String {
        self.say("Add a key for one bot and print it, this once.", zh: "为某个机器人添加密钥并显示一次。")
    }
    package var keyRevoke: String {
        self.say("Take a key away and close what it opened.", zh: "吊销密钥，并断开使用它的连接。")
    }
    package var keyName: String {
        self.say("Its name: letters, digits, dots, _ and -.", zh: "名称：英文字母、数字、点、_ 和 -。")
    }
    package var keySelfID: String {
        self.say("The only account it is good for; any when left out.", zh: "仅限该账号使用；省略则不限。")
    }
    package var keyFrom: String {
        self.say(
            "An address range it is good from, as 10.0.0.0/8; several times for several; anywhere when left out.",
            zh: "仅限该地址范围使用，例如 10.0.0.0/8；可多次使用；省略则不限。"
        )
    }
    package var keyFromInput: String {
        self.say("- reads the key from standard input; one is made when left out.", zh: "- 表示从标准输入读取密钥；省略则自动生成。")
    }
    package var keyOnCommandLine: String {
        self.say(
            "A key on the command line could be seen by others; write --key - and give it on standard input.",
            zh: "命令行上的密钥会被他人看到；请写 --key -，并从标准输入提供。"
        )
    }
    package var config: String { self.say("Settings without the screen.", zh: "不经界面查看和修改设置。") }
    package var configPath: String { self.say("Print where the settings file is.", zh: "显示设置文件的位置。") }
    package var configGet: String { self.say("Print the value of a setting.", zh: "显示设置项的值。") }
    package var configSet: String {
        self.say("Change a setting, at once where a console runs.", zh: "修改设置项；控制台运行时立即生效。")
    }
    package var configCheck: String { self.say("Tell what is wrong with a settings file.", zh: "检查设置文件有无问题。") }

    package var tls: String { self.say("The certificate of wss://.", zh: "wss:// 的证书。") }
    package var selfSigned: String {
        self.say(
            "Make a certificate for the addresses of this machine and switch TLS on; shows its fingerprint.",
            zh: "为本机的地址生成证书并启用 TLS；显示其指纹。"
        )
    }
    package var noEnable: String { self.say("Make the files and change no setting.", zh: "只生成文件，不修改设置。") }
    package var forceCertificate: String {
        self.say("Take the place of a certificate that this command has not made.", zh: "替换并非由此命令生成的证书。")
    }
    package var certificateName: String {
        self.say("A further name or address that bots dial; several times for several.", zh: "机器人连接所用的其他域名或地址，可多次使用。")
    }
    package var certificateDays: String { self.say("How long it is valid.", zh: "有效天数。") }
    package func badDays(_ range: ClosedRange<Int>) -> String {
        self.phrases.outOfRange("--days", "\(range.lowerBound)", "\(range.upperBound)")
    }

    package var napCat: String { self.say("NapCat beside this console.", zh: "本机旁的 NapCat。") }
    package var napCatStatus: String {
        self.say("Tell how far NapCat is from being connected.", zh: "显示 NapCat 的接入进度。")
    }
    package var napCatSetup: String {
        self.say(
            "Show what to change in NapCat's configuration, ask, and change it; exit 0 when its bot is connected.",
            zh: "显示 NapCat 配置需要的修改，确认后修改；机器人已连接时退出码为 0。"
        )
    }

    package var metrics: String {
        self.say(
            "Files for watching the console with Prometheus and Grafana.",
            zh: "用 Prometheus 和 Grafana 监控控制台所需的文件。"
        )
    }
    package var metricsDashboard: String {
        self.say("Print a dashboard for Grafana's import.", zh: "显示可导入 Grafana 的面板。")
    }
    package var metricsAlerts: String {
        self.say("Print alert rules for Prometheus.", zh: "显示 Prometheus 的告警规则。")
    }

    // MARK: - Options

    package var napCatURL: String {
        self.say("What the bot shall dial; chosen by the console when left out.", zh: "机器人要连接的地址；省略时由控制台选择。")
    }
    package var yes: String { self.say("Change it without a question.", zh: "不经询问直接修改。") }
    package var dryRun: String { self.say("Show the change and end.", zh: "只显示修改内容。") }

    package var settingsFile: String { self.say("The settings file.", zh: "设置文件。") }
    package var stateFolder: String { self.say("The folder for sockets, log and history.", zh: "套接字、日志和历史记录的目录。") }
    package var language: String { self.say("The language.", zh: "语言。") }
    package var headless: String {
        self.say("Serve in the foreground without a screen, the log on standard error.", zh: "在前台无界面运行，日志输出到标准错误。")
    }
    package var logFormat: String {
        self.say(
            "How the log on standard error is written: auto, text, journald or json.",
            zh: "标准错误上日志的格式：auto、text、journald 或 json。"
        )
    }
    package var readOnly: String {
        self.say(
            "As an onlooker: change nothing, see and copy no key.",
            zh: "只读查看：不能修改任何内容，也不能查看或复制密钥。"
        )
    }
    package var set: String {
        self.say("A setting for this run, not saved. Can be given several times.", zh: "仅对本次运行有效的设置，不保存。可多次使用。")
    }
    package var json: String { self.say("As JSON, for scripts.", zh: "以 JSON 输出，供脚本使用。") }
    package var grace: String {
        self.say("How long the old key is still accepted: 90s, 10m, 2h.", zh: "旧密钥继续有效的时间：90s、10m、2h。")
    }
    package var settingPath: String { self.say("For example endpoint.port.", zh: "例如 endpoint.port。") }
    package var settingValue: String {
        self.say("The new value; - reads it from standard input.", zh: "新的值；- 表示从标准输入读取。")
    }
    package var checkedFile: String {
        self.say("The file; the one a start would use when left out.", zh: "要检查的文件；省略时为启动时所用的文件。")
    }

    package var selfID: String { self.say("The bot's account number.", zh: "机器人的账号。") }
    package var action: String {
        self.say(
            "The action, for example get_login_info; any is sent as given.",
            zh: "动作名，例如 get_login_info；原样发送，不作限制。"
        )
    }
    package var parameters: String {
        self.say(
            "Its parameters as a JSON object; - reads them from standard input.",
            zh: "参数，JSON 对象；- 表示从标准输入读取。"
        )
    }
    package var follow: String { self.say("Go on with what arrives.", zh: "持续显示新到的事件。") }
    package var eventsOf: String { self.say("Only events of this bot.", zh: "只显示该机器人的事件。") }
    package var since: String {
        self.say(
            "From the journal, from this time on: 10m, 2h, 3d (ago), 03:04, 2026-01-02.",
            zh: "从历史记录读取，自该时间起：10m、2h、3d（之前）、03:04、2026-01-02。"
        )
    }
    package var until: String { self.say("From the journal, before this time.", zh: "从历史记录读取，到该时间为止。") }
    package var grep: String {
        self.say(
            "Only events with this text; kind:, group:, user: and bot: narrow as in the Events panel.",
            zh: "只显示包含该文字的事件；可用 kind:、group:、user:、bot: 限定，同事件面板。"
        )
    }
    package var tail: String {
        self.say("Begin with the newest so many that are held in memory.", zh: "先显示内存中最近的若干条。")
    }

    // MARK: - Mistakes

    package var tailOfJournal: String {
        self.say(
            "--tail counts the events held in memory; leave it out where --since or --until reads the journal.",
            zh: "--tail 只用于内存中的事件；使用 --since 或 --until 读取历史记录时请省略。"
        )
    }

    package func badMoment(_ text: String) -> String { self.phrases.badMoment(text) }

    package func badGrace(_ text: String) -> String { self.phrases.badDuration(text, maximum: "7d") }

    // MARK: - Simulate

    package var simulate: String { self.say("Act as bots, for trying an endpoint.", zh: "模拟机器人，用于测试接入端。") }
    package var simulatedURL: String {
        self.say("Where to connect; this console's own address when left out.", zh: "连接地址；省略时为本控制台的地址。")
    }
    package var simulatedKey: String {
        self.say(
            "The access key; our own when left out, - reads it from standard input.",
            zh: "访问密钥；省略时用本控制台的密钥，- 表示从标准输入读取。"
        )
    }
    package var simulatedBots: String { self.say("How many bots.", zh: "机器人的数量。") }
    package var simulatedRate: String {
        self.say("Events a second for each bot; 0 for none.", zh: "每个机器人每秒的事件数；0 表示不发送。")
    }
    package var simulatedSize: String {
        self.say("Make group messages this long, with text or a picture.", zh: "用文字或图片把群消息填充到这个字节数。")
    }
    package var simulatedImplementation: String {
        self.say("Which one to act: \(Self.implementations).", zh: "模拟哪种实现：\(Self.implementations)。")
    }
    package var simulatedSelfID: String {
        self.say("The first account number; the next bots have the next ones.", zh: "第一个账号，其余依次递增。")
    }
    package var simulatedHeartbeat: String {
        self.say("The heartbeat interval; 0 for none.", zh: "心跳间隔；0 表示不发送心跳。")
    }
    package var simulatedTime: String {
        self.say("How long: 10, 2.5, 90s, 10m. Until Ctrl-C when left out.", zh: "运行时间：10、2.5、90s、10m；省略时直到按 Ctrl-C。")
    }
    package var simulatedCount: String {
        self.say("End after so many events of each bot.", zh: "每个机器人发送这么多事件后结束。")
    }
    package var simulatedSeed: String { self.say("The same number makes the same events.", zh: "相同的数产生相同的事件。") }
    package var simulatedFault: String {
        self.say("A mistake to make, several times for several: \(Self.faults).", zh: "故意制造的故障，可多次使用：\(Self.faults)。")
    }
    package var simulatedQuiet: String { self.say("Print the last line alone.", zh: "只输出最后的汇总。") }

    package var simulatedInsecure: String {
        self.say("Take any certificate, for wss:// with a self-signed one.", zh: "接受任何证书，用于自签名的 wss://。")
    }

    private static let implementations = Implementation.allCases.map(\.rawValue).joined(separator: ", ")
    private static let faults = Fault.allCases.map(\.rawValue).joined(separator: ", ")
}
