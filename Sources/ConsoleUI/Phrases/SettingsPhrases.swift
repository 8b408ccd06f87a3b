package import Snapshot

/// The form of the Settings.
package protocol SettingsPhrases {
    func section(_ section: SettingSection) -> String
    func settingLabel(_ field: SettingField) -> String
    func onOff(_ on: Bool) -> String
    /// Behind `on`: the certificate that is served, and how long.
    func certificate(_ name: String, until day: String, hasEnded: Bool) -> String
    var fromWebUIFile: String { get }
    var notSet: String { get }
    var languageAuto: String { get }
    /// A short word behind a value on where it came from; nil when it needs none.
    func origin(_ origin: SettingOrigin) -> String?
    /// Why a pinned value cannot be edited here.
    func pinned(_ origin: SettingOrigin) -> String
    var rotateWord: String { get }
    func keyGrace(until time: String) -> String
    func staysConnected(_ bots: Int, port: Int) -> String
    var applying: String { get }
    func settingHelp(_ field: SettingField) -> String
}

extension EnglishPhrases {
    package func section(_ section: SettingSection) -> String {
        switch section {
        case .endpoint: "Endpoint"
        case .napcat: "NapCat"
        case .more: "More"
        case .alarms: "Alarms"
        }
    }

    package func settingLabel(_ field: SettingField) -> String {
        switch field {
        case .host: "Address"
        case .port: "Port"
        case .path: "Path"
        case .accessKey: "Access key"
        case .tlsEnabled: "TLS"
        case .webUIURL: "WebUI URL"
        case .webUIPort: "WebUI port"
        case .webUIToken: "WebUI token"
        case .dataFolder: "Data folder"
        case .language: "Language"
        case .publicURL: "Public URL"
        case .aliases: "More paths"
        case .tlsCertificate: "TLS cert"
        case .tlsPrivateKey: "TLS key"
        case .allowAnonymous: "Without key"
        case .maxMessage: "Max message"
        case .maxConnections: "Max links"
        case .pingInterval: "Ping every"
        case .lostAfter: "Lost after"
        case .containers: "Containers"
        case .metricsListen: "Metrics"
        }
    }

    package func onOff(_ on: Bool) -> String { on ? "on" : "off" }
    package func certificate(_ name: String, until day: String, hasEnded: Bool) -> String {
        "\(name), \(hasEnded ? "expired on" : "until") \(day)"
    }
    package var fromWebUIFile: String { "from webui.json" }
    package var notSet: String { "not set" }
    package var languageAuto: String { "auto" }

    package func origin(_ origin: SettingOrigin) -> String? {
        switch origin {
        case .argument: "command line"
        case .environment(let name): name
        case .file: nil
        case .builtIn: "default"
        }
    }

    package func pinned(_ origin: SettingOrigin) -> String {
        switch origin {
        case .argument: "Given on the command line; change it there and start again."
        case .environment(let name): "Pinned by \(name) in the environment; change it there."
        case .file, .builtIn: ""
        }
    }

    package var rotateWord: String { "rotate" }
    package func keyGrace(until time: String) -> String { "old key until \(time)" }

    package func staysConnected(_ bots: Int, port: Int) -> String {
        switch bots {
        case 0: "No bot is connected."
        case 1: "1 bot stays connected through \(port)."
        default: "\(bots) bots stay connected through \(port)."
        }
    }

    package var applying: String { "applying" }

    package func settingHelp(_ field: SettingField) -> String {
        switch field {
        case .host: "Address to listen on; 0.0.0.0 is all of this host"
        case .port: "Port that bots connect to"
        case .path: "Path that bots connect to"
        case .accessKey: "8 to 128 characters; bots present it as token"
        case .tlsEnabled: "wss:// instead of ws://"
        case .webUIURL: "Address of NapCat's WebUI"
        case .webUIPort: "Port of NapCat's WebUI, part of its URL"
        case .webUIToken: "Empty: read from webui.json in the data folder"
        case .dataFolder: "Folder that NapCat and the app share"
        case .language: "Language of the screen"
        case .publicURL: "What bots outside must dial, when it differs"
        case .aliases: "Further paths that are accepted, with commas"
        case .tlsCertificate: "Certificate file, PEM"
        case .tlsPrivateKey: "Private key file, PEM"
        case .allowAnonymous: "Accept bots that present no key"
        case .maxMessage: "Largest message of a bot, in MiB"
        case .maxConnections: "Most links at once"
        case .pingInterval: "Seconds between pings"
        case .lostAfter: "Seconds of silence after which a bot is lost"
        case .containers: "Names of NapCat's containers, with commas"
        case .metricsListen: "host:port for Prometheus; empty: off"
        }
    }
}

extension ChinesePhrases {
    package func section(_ section: SettingSection) -> String {
        switch section {
        case .endpoint: "服务"
        case .napcat: "NapCat"
        case .more: "更多"
        case .alarms: "告警"
        }
    }

    package func settingLabel(_ field: SettingField) -> String {
        switch field {
        case .host: "监听地址"
        case .port: "端口"
        case .path: "路径"
        case .accessKey: "访问密钥"
        case .tlsEnabled: "TLS"
        case .webUIURL: "WebUI 地址"
        case .webUIPort: "WebUI 端口"
        case .webUIToken: "WebUI 密钥"
        case .dataFolder: "数据目录"
        case .language: "语言"
        case .publicURL: "外部地址"
        case .aliases: "附加路径"
        case .tlsCertificate: "TLS 证书"
        case .tlsPrivateKey: "TLS 私钥"
        case .allowAnonymous: "允许匿名"
        case .maxMessage: "消息上限"
        case .maxConnections: "连接上限"
        case .pingInterval: "Ping 间隔"
        case .lostAfter: "断线判定"
        case .containers: "容器名"
        case .metricsListen: "指标地址"
        }
    }

    package func onOff(_ on: Bool) -> String { on ? "开" : "关" }
    package func certificate(_ name: String, until day: String, hasEnded: Bool) -> String {
        hasEnded ? "\(name)，已于 \(day) 过期" : "\(name)，有效至 \(day)"
    }
    package var fromWebUIFile: String { "取自 webui.json" }
    package var notSet: String { "未设置" }
    package var languageAuto: String { "自动" }

    package func origin(_ origin: SettingOrigin) -> String? {
        switch origin {
        case .argument: "命令行"
        case .environment(let name): name
        case .file: nil
        case .builtIn: "默认"
        }
    }

    package func pinned(_ origin: SettingOrigin) -> String {
        switch origin {
        case .argument: "由命令行参数指定，请修改参数后重新启动。"
        case .environment(let name): "由环境变量 \(name) 指定，请修改后重新启动。"
        case .file, .builtIn: ""
        }
    }

    package var rotateWord: String { "更换" }
    package func keyGrace(until time: String) -> String { "旧密钥有效至 \(time)" }

    package func staysConnected(_ bots: Int, port: Int) -> String {
        bots == 0 ? "当前没有机器人连接。" : "\(bots) 个机器人经 \(port) 端口连接，不会断开。"
    }

    package var applying: String { "正在应用" }

    package func settingHelp(_ field: SettingField) -> String {
        switch field {
        case .host: "监听的地址；0.0.0.0 表示本机所有地址"
        case .port: "机器人连接的端口"
        case .path: "机器人连接的路径"
        case .accessKey: "8 至 128 个字符；填入机器人的 Token 栏"
        case .tlsEnabled: "用 wss:// 代替 ws://"
        case .webUIURL: "NapCat WebUI 的地址"
        case .webUIPort: "NapCat WebUI 的端口（WebUI 地址的一部分）"
        case .webUIToken: "留空则读取数据目录中的 webui.json"
        case .dataFolder: "NapCat 与应用共用的数据目录"
        case .language: "界面语言"
        case .publicURL: "外部机器人要填的地址（与本机地址不同时）"
        case .aliases: "额外接受的路径，用逗号分隔"
        case .tlsCertificate: "证书文件（PEM）"
        case .tlsPrivateKey: "私钥文件（PEM）"
        case .allowAnonymous: "接受不带密钥的机器人"
        case .maxMessage: "单条消息上限（MiB）"
        case .maxConnections: "同时连接数上限"
        case .pingInterval: "每隔多少秒 Ping 一次"
        case .lostAfter: "多少秒无数据视为断线"
        case .containers: "NapCat 容器名，用逗号分隔"
        case .metricsListen: "供 Prometheus 读取的 主机:端口；留空则关闭"
        }
    }
}
