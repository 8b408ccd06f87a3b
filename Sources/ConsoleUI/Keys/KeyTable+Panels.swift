import Terminal

extension KeyTable {
    static let panelBindings: [KeyBinding] = [
        KeyBinding(
            [.character("1")],
            in: .panels,
            .overview,
            hint: Words(en: "overview", zh: "总览"),
            help: Words(en: "Open the Overview", zh: "打开总览")
        ),
        KeyBinding(
            [.character("2")],
            in: .panels,
            .connect,
            hint: Words(en: "connect", zh: "连接"),
            help: Words(en: "Open Connect: NapCat step by step", zh: "打开连接面板：逐步接入 NapCat")
        ),
        KeyBinding(
            [.character("2"), Key(.enter)],
            in: .noBots,
            .connect,
            hint: Words(en: "connect a bot", zh: "连接机器人"),
            help: Words(en: "Connect NapCat, step by step", zh: "逐步接入 NapCat"),
            priority: 2
        ),
        KeyBinding(
            [.character("3")],
            in: .panels,
            .bots,
            hint: Words(en: "bots", zh: "机器人"),
            help: Words(en: "Open Bots", zh: "打开机器人列表")
        ),
        KeyBinding(
            [.character("4")],
            in: .panels,
            .events,
            hint: Words(en: "events", zh: "事件"),
            help: Words(en: "Open Events", zh: "打开事件列表")
        ),
        KeyBinding(
            [.character("6")],
            in: .panels,
            .api,
            hint: Words(en: "API", zh: "API"),
            help: Words(en: "Open the API", zh: "打开 API 面板")
        ),
        KeyBinding(
            [.character("7")],
            in: .panels,
            .doctor,
            hint: Words(en: "doctor", zh: "诊断"),
            help: Words(en: "Open the Doctor", zh: "打开诊断")
        ),
        KeyBinding(
            [.character("8")],
            in: .panels,
            .settings,
            hint: Words(en: "settings", zh: "设置"),
            help: Words(en: "Open Settings", zh: "打开设置")
        ),
        KeyBinding(
            [.character("9")],
            in: .panels,
            .log,
            hint: Words(en: "log", zh: "日志"),
            help: Words(en: "Open the Log", zh: "打开日志")
        ),
        KeyBinding(
            [Key(.enter)],
            in: .connectBox,
            .open,
            hint: Words(en: "copy", zh: "复制"),
            help: Words(en: "Copy the value of this line", zh: "复制该行的值"),
            priority: 2
        ),
        KeyBinding(
            [.character("a")],
            in: .overview,
            .addresses,
            hint: Words(en: "addresses", zh: "其他地址"),
            help: Words(en: "Show which address a bot must dial, by where it runs", zh: "按机器人所在位置列出应填的地址"),
            priority: 3
        ),
        KeyBinding(
            [.character("y"), Key(.enter)],
            in: .addressPage,
            .copyURL,
            hint: Words(en: "copy address", zh: "复制地址"),
            help: Words(en: "Copy the address under the cursor", zh: "复制光标处的地址"),
            priority: 2,
            unavailable: { $0.selectedURL == nil ? .noAddress : nil }
        ),
        KeyBinding(
            [.character("o")],
            in: .addressPage,
            .nextImplementation,
            hint: Words(en: "what to enter", zh: "填写方法"),
            help: Words(
                en: "Show what to enter in NapCat, LLBot, Lagrange, go-cqhttp and others, one after the other",
                zh: "依次显示 NapCat、LLBot、Lagrange、go-cqhttp 及其他实现端中的填写方法"
            ),
            priority: 3,
            unavailable: { $0.selectedURL == nil ? .noAddress : nil }
        ),
        KeyBinding(
            [.character("o")],
            in: .fieldsPage,
            .nextImplementation,
            hint: Words(en: "next implementation", zh: "下一个实现端"),
            help: Words(en: "Show what to enter in the next implementation", zh: "显示下一个实现端的填写方法"),
            priority: 3,
            unavailable: { $0.selectedURL == nil ? .noAddress : nil }
        ),
        KeyBinding(
            [Key(.enter)],
            in: .attentionBox,
            .open,
            hint: Words(en: "what to do", zh: "处理办法"),
            help: Words(en: "Show the finding in full and what to do", zh: "显示完整内容与处理办法"),
            priority: 2,
            unavailable: { $0.selectedFinding == nil ? .nothingToOpen : nil }
        ),
        KeyBinding(
            [.character("a")],
            in: .attentionBox,
            .act,
            hint: Words(en: "act", zh: "执行"),
            help: Words(en: "Do what the console can do about it (asks)", zh: "执行控制台可代为完成的处理（需确认）"),
            priority: 4,
            unavailable: { $0.actUnavailable }
        ),
        KeyBinding(
            [.character("b")],
            in: .attentionBox,
            .block,
            hint: Words(en: "block", zh: "封禁"),
            help: Words(en: "Block the address of this line (asks)", zh: "封禁该行的地址（需确认）"),
            priority: 5,
            dangerous: true,
            unavailable: { $0.findingBlockUnavailable }
        ),
        KeyBinding(
            [.character("r")],
            in: .attentionBox,
            .release,
            hint: Words(en: "release", zh: "解封"),
            help: Words(en: "Accept a blocked address again", zh: "解封该地址，允许重新连接"),
            priority: 6,
            unavailable: { $0.findingReleaseUnavailable }
        ),
        KeyBinding(
            [Key(.tab)],
            in: .boxes,
            .nextBox,
            hint: Words(en: "next box", zh: "下一框"),
            help: Words(en: "Go to the next box", zh: "切换到下一个框"),
            priority: 11
        ),
        KeyBinding(
            [Key(.tab, .shift)],
            in: .boxes,
            .previousBox,
            hint: Words(en: "previous box", zh: "上一框"),
            help: Words(en: "Go to the previous box", zh: "切换到上一个框")
        ),
    ]
}
