package import Snapshot

extension KeyTable {
    /// The table as Markdown for the documentation: a heading row, then a row for each binding.
    package static func markdown(in language: Language) -> String {
        let head = Words(en: "| where | key | does |", zh: "| 位置 | 按键 | 作用 |")
        let rows = self.bindings.map { binding in
            let keys = binding.keys.map { "`\(self.escaped(KeyName.text(of: $0)))`" }.joined(separator: " ")
            return "| \(binding.context.title(language)) | \(keys) | \(self.escaped(binding.help(language))) |"
        }
        return ([head(language), "| --- | --- | --- |"] + rows).joined(separator: "\n") + "\n"
    }

    /// What can be typed behind `:` as Markdown.
    package static func commandMarkdown(in language: Language) -> String {
        let head = Words(en: "| command | does |", zh: "| 命令 | 作用 |")
        let rows = CommandSpec.all.map { spec in
            "| `:\(self.escaped(spec.usage))` | \(self.escaped(spec.help(language))) |"
        }
        return ([head(language), "| --- | --- |"] + rows).joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}

extension KeyContext {
    /// What the documentation calls the state.
    package var title: Words {
        switch self {
        case .quitDialog: Words(en: "Quit question", zh: "退出对话框")
        case .rotateDialog: Words(en: "New key question", zh: "更换密钥对话框")
        case .confirmDialog: Words(en: "Yes-or-cancel question", zh: "确认对话框")
        case .nameField: Words(en: "Dangerous call question", zh: "危险调用对话框")
        case .previewDialog: Words(en: "Change of NapCat", zh: "NapCat 修改预览")
        case .dialog: Words(en: "Every question", zh: "所有对话框")
        case .bare: Words(en: "Bare screen", zh: "明文界面")
        case .reading: Words(en: "Help and other pages", zh: "帮助等页面")
        case .commandLine: Words(en: "Command line", zh: "命令行")
        case .eventFilterField: Words(en: "Events filter", zh: "事件筛选框")
        case .filterField: Words(en: "Filter", zh: "筛选框")
        case .settingsField: Words(en: "Settings field", zh: "设置输入框")
        case .connectField: Words(en: "Connect field", zh: "连接：输入框")
        case .apiField: Words(en: "API field", zh: "API 输入框")
        case .overview: Words(en: "Overview", zh: "总览")
        case .connectBox: Words(en: "Overview, Connect a bot", zh: "总览：连接机器人")
        case .noBots: Words(en: "Overview, no bot yet", zh: "总览：尚无机器人")
        case .connectSteps: Words(en: "Connect, steps", zh: "连接：步骤")
        case .connectValues: Words(en: "Connect, values", zh: "连接：填写内容")
        case .connect: Words(en: "Connect", zh: "连接")
        case .qrCode: Words(en: "Connect, QR code", zh: "连接：二维码")
        case .fieldsPage: Words(en: "What to enter", zh: "填写方法")
        case .addressPage: Words(en: "Which address?", zh: "机器人该填哪个地址")
        case .botTable: Words(en: "Table of bots", zh: "机器人列表")
        case .attentionBox: Words(en: "Overview, Needs attention", zh: "总览：需要处理")
        case .botDetail: Words(en: "One bot", zh: "机器人详情")
        case .eventPage: Words(en: "One event", zh: "事件详情")
        case .journal: Words(en: "Events, journal", zh: "事件：历史记录")
        case .events: Words(en: "Events", zh: "事件")
        case .apiBot: Words(en: "API, bot", zh: "API：机器人")
        case .apiActions: Words(en: "API, actions", zh: "API：动作")
        case .apiForm: Words(en: "API, parameters", zh: "API：参数")
        case .api: Words(en: "API", zh: "API")
        case .doctor: Words(en: "Doctor", zh: "诊断")
        case .selfTestPage: Words(en: "Doctor, self-test", zh: "诊断：自检")
        case .keysRow: Words(en: "Settings, Keys", zh: "设置：密钥列表")
        case .keyPage: Words(en: "List of keys", zh: "密钥列表")
        case .keyForm: Words(en: "New key", zh: "添加密钥")
        case .alarmRow: Words(en: "Settings, alarm", zh: "设置：告警")
        case .settings: Words(en: "Settings", zh: "设置")
        case .log: Words(en: "Log", zh: "日志")
        case .boxes: Words(en: "Overview, Connect, API, Doctor", zh: "总览、连接、API、诊断")
        case .moving: Words(en: "Lists and pages", zh: "列表与页面")
        case .onlooker: Words(en: "Read-only screen", zh: "只读界面")
        case .copies, .panels, .general, .session: Words(en: "Everywhere", zh: "全局")
        case .always: Words(en: "Everywhere, fields too", zh: "全局，含输入框")
        }
    }
}
